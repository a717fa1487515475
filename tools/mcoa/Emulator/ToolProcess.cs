using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;

namespace McoaRouter.Tools.Emulator;

/// <summary>Runs one program to its end and keeps what it wrote.</summary>
internal sealed class ToolProcess
{
    private readonly List<string> _lines = [];
    private readonly Lock _lock = new();

    private ToolProcess()
    {
    }

    /// <summary>The lines of both outputs, as they came.</summary>
    public IReadOnlyList<string> Lines => _lines;

    /// <summary>The exit status, or the negative or shifted signal number that the system makes of a crash.</summary>
    public int ExitCode { get; private set; }

    /// <summary>Whether it was ended because its time was up.</summary>
    public bool TimedOut { get; private set; }

    /// <summary>The <c>dotnet</c> host this process runs under, or the one that the path finds.</summary>
    public static string DotnetHost
    {
        get
        {
            string root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
            string host = Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
            return File.Exists(host) ? host : "dotnet";
        }
    }

    /// <summary>
    /// Starts a program and waits for its end, at most <paramref name="timeout"/>; then it is killed with its children.
    /// </summary>
    public static ToolProcess Run(string file, IReadOnlyList<string> arguments, TimeSpan timeout)
    {
        ProcessStartInfo start = new(file)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        ToolProcess result = new();
        using Process process = new() { StartInfo = start };
        process.OutputDataReceived += result.Received;
        process.ErrorDataReceived += result.Received;
        _ = process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(timeout))
        {
            result.TimedOut = true;
            process.Kill(entireProcessTree: true);
        }

        process.WaitForExit();
        result.ExitCode = process.ExitCode;
        return result;
    }

    private void Received(object sender, DataReceivedEventArgs received)
    {
        if (received.Data is not null)
        {
            lock (_lock)
            {
                _lines.Add(received.Data);
            }
        }
    }
}
