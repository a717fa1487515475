using System;
using System.Collections.Generic;
using System.Threading;

namespace McoaRouter.Tools.Lab.Soak;

/// <summary>Looks at the programs at fixed intervals, on a thread of its own.</summary>
internal sealed class SoakSampler : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<SoakSample> _samples = [];
    private readonly ManualResetEventSlim _ended = new();
    private readonly Func<(string Program, int Process)[]> _programs;
    private readonly int _intervalMs;
    private readonly double _began = ArrivalMeter.Now;
    private readonly Thread _thread;
    private volatile bool _quiet;

    /// <summary>Begins.</summary>
    /// <param name="programs">The programs that run now.</param>
    /// <param name="intervalMs">The interval.</param>
    public SoakSampler(Func<(string Program, int Process)[]> programs, int intervalMs)
    {
        _programs = programs;
        _intervalMs = intervalMs;
        _thread = new Thread(Look) { IsBackground = true };
        _thread.Start();
    }

    /// <summary>How long ago it began, in seconds.</summary>
    public double Seconds
    {
        get { return (ArrivalMeter.Now - _began) / 1000; }
    }

    /// <summary>Whether nothing is wrong now.</summary>
    public bool Quiet
    {
        get { return _quiet; }
        set { _quiet = value; }
    }

    /// <summary>What was seen up to now.</summary>
    public SoakSample[] Samples()
    {
        lock (_lock)
        {
            return [.. _samples];
        }
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        _ended.Set();
        _thread.Join();
        _ended.Dispose();
    }

    private void Look()
    {
        do
        {
            foreach ((string program, int process) in _programs())
            {
                // What began or ended while it was looked at was not quiet.
                bool quiet = _quiet;
                ProcessFigures? figures = ProcessFigures.Of(process);
                if (figures != null)
                {
                    lock (_lock)
                    {
                        _samples.Add(new SoakSample(Seconds, program, process, quiet && _quiet, figures));
                    }
                }
            }
        }
        while (!_ended.Wait(_intervalMs));
    }
}
