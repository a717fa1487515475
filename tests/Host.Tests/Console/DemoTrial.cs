using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using McoaRouter.Tools.Demo;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>The simulated vehicle with its console, inside the test. It must end cleanly, and leave no socket.</summary>
internal sealed class DemoTrial : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("mcoa-console-");
    private readonly CancellationTokenSource _end = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private readonly TextWriter _sharedOutput;
    private readonly Task<int> _run;

    /// <summary>Starts it.</summary>
    /// <param name="speed">Of its time, in which a trial is counted too.</param>
    /// <param name="pseudoTerminal">Whether its console is on a pseudo-terminal too.</param>
    /// <param name="store">Whether it has a store that outlives it, and where.</param>
    public DemoTrial(int speed = 1, bool pseudoTerminal = false, string? store = null)
    {
        Path = System.IO.Path.Combine(_directory.FullName, "console.sock");
        _sharedOutput = TextWriter.Synchronized(_output);
        DemoOptions options = new(null, 1, speed, Path, pseudoTerminal, store, false);
        _run = Task.Factory.StartNew(
            () => DemoRun.Execute(options, _sharedOutput, _error, _end.Token),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
    }

    /// <summary>Its socket.</summary>
    public string Path { get; }

    /// <summary>The path of its pseudo-terminal.</summary>
    public string WaitForTerminal()
    {
        const string before = "The console is at /dev/";
        string text = "";
        LinuxTrial.WaitFor(
            () => (text = Text()).Contains(before, StringComparison.Ordinal), () => $"No terminal in {text}.");
        int from = text.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return "/dev/" + text[from..text.IndexOf('\n', from)].Trim();
    }

    public ConsoleClient Connect()
    {
        return ConsoleClient.Connect(Path);
    }

    public void Dispose()
    {
        _end.Cancel();
        Assert.AreEqual(0, _run.GetAwaiter().GetResult(), _error.ToString());
        Assert.IsFalse(File.Exists(Path));
        _directory.Delete(recursive: true);
        _end.Dispose();
    }

    private string Text()
    {
        lock (_sharedOutput)
        {
            return _output.ToString();
        }
    }
}
