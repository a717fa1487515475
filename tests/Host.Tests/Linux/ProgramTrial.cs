using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Runtime.InteropServices;
using System.Text;
using McoaRouter.Tools.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>One of our programs as a user starts it: its own process, its own files.</summary>
internal sealed class ProgramTrial : IDisposable
{
    public const string Router = "McoaRouter.Boards.Linux.dll";
    public const string CommandLine = "mcoa.dll";

    private const int Patience = 90_000;

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    private ProgramTrial(IEnumerable<string> command)
    {
        string[] words = [.. command];
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(words[0], words.Skip(1))
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        _process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Append(_errors, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id
    {
        get { return _process.Id; }
    }

    public bool HasExited
    {
        get { return _process.HasExited; }
    }

    public string Output
    {
        get { return Text(_output); }
    }

    public string Errors
    {
        get { return Text(_errors); }
    }

    /// <summary>Starts a program of ours.</summary>
    public static ProgramTrial Start(string assembly, params string[] arguments)
    {
        return new ProgramTrial(Words(assembly, arguments));
    }

    /// <summary>Starts a program of ours in a namespace.</summary>
    public static ProgramTrial StartIn(TemporaryNamespace place, string assembly, params string[] arguments)
    {
        return new ProgramTrial(["ip", "netns", "exec", place.Name, .. Words(assembly, arguments)]);
    }

    /// <summary>Starts a program of ours without the capabilities that it needs.</summary>
    public static ProgramTrial StartWithoutPrivileges(string assembly, params string[] arguments)
    {
        return new ProgramTrial(
            ["setpriv", "--bounding-set", "-net_admin,-net_raw", .. Words(assembly, arguments)]);
    }

    /// <summary>Waits for the end.</summary>
    public int ExitCode()
    {
        Assert.IsTrue(_process.WaitForExit(Patience), $"It did not end.\n{Output}\n{Errors}");
        _process.WaitForExit();
        return _process.ExitCode;
    }

    public void Signal(PosixSignal signal)
    {
        // The numbers that Linux gives them.
        Assert.AreEqual(0, LabProcess.Signal(_process.Id, signal == PosixSignal.SIGINT ? 2 : 15));
    }

    /// <summary>Ends it as a crash does.</summary>
    public void Crash()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    /// <summary>Waits until a line with this text was written.</summary>
    public void WaitForOutput(string text)
    {
        LinuxTrial.WaitFor(
            () => Output.Contains(text, StringComparison.Ordinal), () => $"No '{text}' in\n{Output}\n{Errors}");
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Crash();
        }

        _process.Dispose();
    }

    private static string[] Words(string assembly, string[] arguments)
    {
        return [LabProcess.Host(), LabProcess.Beside(assembly), .. arguments];
    }

    private static void Append(StringBuilder text, string? line)
    {
        lock (text)
        {
            text.Append(line).Append('\n');
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
