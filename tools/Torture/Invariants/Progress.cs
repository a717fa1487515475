using System;

namespace McoaRouter.Torture.Invariants;

/// <summary>Machines go on: without exceptions, and without asking for the past again and again.</summary>
internal sealed class Progress : Invariant
{
    /// <summary>Events without time moving.</summary>
    public const int MostAtOnce = 20_000;

    /// <summary>Calls by its timer after which a machine still asks for a time that is past.</summary>
    public const int MostPast = 50;

    private readonly int[] _past;
    private long _time = -1;
    private int _count;

    public Progress(Judge judge, int machines)
        : base(
            judge,
            "progress",
            "the design: the machine, sans-I/O",
            "No call ends in an exception, time moves on, and no deadline stays in the past.")
    {
        _past = new int[machines];
    }

    /// <summary>An event happens.</summary>
    public void Event(long microseconds)
    {
        _count = microseconds == _time ? _count + 1 : 0;
        _time = microseconds;
        if (_count > MostAtOnce)
        {
            Break(-1, $"{_count} events without time moving");
        }
    }

    /// <summary>A machine was called by its timer.</summary>
    public void Polled(int machine, long deadline, long now)
    {
        _past[machine] = deadline <= now ? _past[machine] + 1 : 0;
        if (_past[machine] > MostPast)
        {
            Break(machine, $"after {_past[machine]} calls the deadline is still {now - deadline} ms in the past");
        }
    }

    /// <summary>A call ended in an exception.</summary>
    public void Thrown(int vehicle, Exception exception)
    {
        Break(vehicle, exception.ToString());
    }
}
