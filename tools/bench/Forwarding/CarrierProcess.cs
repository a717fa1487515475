using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.IO;
using System.Linq;
using McoaRouter.Boards.Linux;
using McoaRouter.Tools.Lab;

namespace McoaRouter.Tools.Bench.Forwarding;

/// <summary>A program in a namespace, which is asked to end at the end; what it says is not kept.</summary>
internal sealed class CarrierProcess : IDisposable
{
    private const int Terminate = 15;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly Process _process;

    /// <summary>Starts it.</summary>
    /// <param name="networkNamespace">Where.</param>
    /// <param name="command">The program and what it is told.</param>
    public CarrierProcess(string networkNamespace, params string[] command)
    {
        _process = Process.Start(StartOf(["ip", "netns", "exec", networkNamespace, .. command]))!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Whether a program can be found.</summary>
    public static bool IsThere(string program)
    {
        string path = Environment.GetEnvironmentVariable("PATH") ?? "";
        return path.Split(':').Append("/usr/sbin").Append("/sbin").Any(folder => File.Exists(Path.Combine(folder, program)));
    }

    /// <summary>Runs a program to its end.</summary>
    /// <param name="input">What it reads.</param>
    /// <param name="patience">How long it may take.</param>
    /// <param name="command">The program and what it is told.</param>
    /// <returns>What it wrote.</returns>
    /// <exception cref="BoardException">It failed, is not there, or took too long.</exception>
    public static string Run(string input, TimeSpan patience, params string[] command)
    {
        using Process process = Start(command);
        process.StandardInput.Write(input);
        process.StandardInput.Close();
        System.Threading.Tasks.Task<string> output = process.StandardOutput.ReadToEndAsync();
        System.Threading.Tasks.Task<string> errors = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(patience))
        {
            process.Kill(entireProcessTree: true);
            throw new BoardException($"'{string.Join(' ', command)}' did not end.");
        }

        return process.ExitCode == 0
            ? output.GetAwaiter().GetResult()
            : throw new BoardException($"'{string.Join(' ', command)}' failed: {errors.GetAwaiter().GetResult().Trim()}");
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        _ = LabProcess.Signal(_process.Id, Terminate);
        if (!_process.WaitForExit(s_patience))
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private static Process Start(string[] command)
    {
        try
        {
            return Process.Start(StartOf(command))!;
        }
        catch (Win32Exception fault)
        {
            throw new BoardException($"The program '{command[0]}' can't be run: {fault.Message}.");
        }
    }

    private static ProcessStartInfo StartOf(IReadOnlyList<string> command)
    {
        return new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }
}
