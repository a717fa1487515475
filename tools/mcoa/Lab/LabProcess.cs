using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Threading;

namespace McoaRouter.Tools.Lab;

/// <summary>One of our own programs in a namespace, with the events that it writes.</summary>
internal sealed partial class LabProcess : IDisposable
{
    private const int Terminate = 15;
    private const int KillNow = 9;

    // Half a MiB, in the hexadecimal that the runtime reads.
    private const string YoungestOctets = "80000";

    private readonly Process _process;
    private readonly Thread _output;
    private readonly Thread _errors;
    private readonly List<string> _lines = [];
    private readonly Action<JsonElement> _event;

    /// <summary>Starts a program.</summary>
    /// <param name="networkNamespace">Where.</param>
    /// <param name="assembly">Its file, beside this program.</param>
    /// <param name="arguments">What it is told; it writes JSON Lines.</param>
    /// <param name="onEvent">Called for each event, on a thread of its own.</param>
    /// <param name="eager">
    /// Whether it collects its garbage early and compiles each method once, so that what the runtime piles up is not taken
    /// for what the program holds.
    /// </param>
    public LabProcess(
        string networkNamespace, string assembly, string[] arguments, Action<JsonElement> onEvent, bool eager = false)
    {
        _event = onEvent;
        string[] command = ["netns", "exec", networkNamespace, Host(), Beside(assembly), .. arguments];
        ProcessStartInfo start = new("ip", command)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (eager)
        {
            start.Environment["DOTNET_GCgen0size"] = YoungestOctets;
            start.Environment["DOTNET_TieredCompilation"] = "0";
        }

        _process = Process.Start(start)!;
        Id = _process.Id;
        _output = new Thread(ReadOutput);
        _errors = new Thread(ReadErrors);
        _output.Start();
        _errors.Start();
    }

    /// <summary>Its number.</summary>
    public int Id { get; }

    /// <summary>Whether it has ended.</summary>
    public bool HasExited
    {
        get { return _process.HasExited; }
    }

    /// <summary>The last few lines that it wrote, for a user who must see why it failed.</summary>
    public string[] LastLines()
    {
        lock (_lines)
        {
            return [.. _lines[Math.Max(0, _lines.Count - 10)..]];
        }
    }

    /// <summary>Asks it to end, and ends it after a time.</summary>
    /// <returns>Whether it ended cleanly by itself.</returns>
    public bool Stop(TimeSpan patience)
    {
        if (!_process.HasExited)
        {
            _ = Signal(_process.Id, Terminate);
        }

        if (!_process.WaitForExit(patience))
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _output.Join();
        _errors.Join();
        return _process.ExitCode == 0;
    }

    /// <summary>Ends it as a crash does.</summary>
    public void Crash()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.WaitForExit();
    }

    /// <summary>Ends it at once where it still runs.</summary>
    public void Dispose()
    {
        Crash();
        _output.Join();
        _errors.Join();
        _process.Dispose();
    }

    /// <summary>Ends any process at once.</summary>
    public static void Kill(int process)
    {
        _ = Signal(process, KillNow);
    }

    /// <summary>The host that runs this program's runtime, wherever it was installed.</summary>
    internal static string Host()
    {
        return Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
    }

    /// <summary>The file of one of our programs, beside this one.</summary>
    internal static string Beside(string assembly)
    {
        return Path.Combine(AppContext.BaseDirectory, assembly);
    }

    private void ReadOutput()
    {
        while (_process.StandardOutput.ReadLine() is string line)
        {
            Keep(line);
            if (!line.StartsWith('{'))
            {
                continue;
            }

            using JsonDocument document = JsonDocument.Parse(line);
            _event(document.RootElement);
        }
    }

    private void ReadErrors()
    {
        while (_process.StandardError.ReadLine() is string line)
        {
            Keep(line);
        }
    }

    private void Keep(string line)
    {
        lock (_lines)
        {
            _lines.Add(line);
        }
    }

    /// <summary><c>kill(2)</c>.</summary>
    [LibraryImport("libc", EntryPoint = "kill")]
    internal static partial int Signal(int process, int signal);
}
