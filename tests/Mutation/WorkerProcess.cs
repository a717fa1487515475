using System;
using System.Diagnostics;
using System.Threading.Tasks;

namespace McoaRouter.Mutation;

/// <summary>A <see cref="Worker"/> in a process of its own, started again whenever a mutant took the last one with it.</summary>
internal sealed class WorkerProcess(string folder, int mutant) : IDisposable
{
    /// <summary>What it answers instead when it was ended or ended itself.</summary>
    internal const string Timeout = "timeout";

    /// <summary>Until a worker that uses no processor is given up: ms.</summary>
    private const int SilenceMs = 1_200_000;

    private Process? _process;

    /// <summary>Gives the worker a command and waits for its answer.</summary>
    internal string Ask(string command)
    {
        _process ??= Start();
        try
        {
            _process.StandardInput.WriteLine(command);
            Task<string?> answer = _process.StandardOutput.ReadLineAsync();
            if (answer.Wait(SilenceMs) && answer.Result is { } line && line != Timeout)
            {
                return line;
            }
        }
        catch (System.IO.IOException)
        {
        }

        Dispose();
        return Timeout;
    }

    public void Dispose()
    {
        if (_process is null)
        {
            return;
        }

        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _process = null;
    }

    private Process Start()
    {
        ProcessStartInfo start = new(Environment.ProcessPath!)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "worker", folder, mutant.ToString(System.Globalization.CultureInfo.InvariantCulture) },
        };
        Process process = Process.Start(start)!;
        process.BeginErrorReadLine();
        return process;
    }
}
