namespace McoaRouter.Simulation;

/// <summary>One change of the way that the vehicle's traffic takes, as its two streams felt it.</summary>
public sealed class Handover
{
    internal Handover(int number, int from, long startedAt)
    {
        Number = number;
        From = from;
        StartedAt = startedAt;
    }

    /// <summary>They count from 1.</summary>
    public int Number { get; }

    /// <summary>The uplink that carried the traffic before, or -1 where none did.</summary>
    public int From { get; }

    /// <summary>The uplink that carries it afterwards, or -1 where the world ended before.</summary>
    public int To { get; internal set; } = -1;

    /// <summary>When the old way was lost, or a better one taken, in ms.</summary>
    public long StartedAt { get; }

    /// <summary>Packets from the vehicle that it cost; what the air took of a weak signal is not among them.</summary>
    public int LostUp { get; internal set; }

    /// <summary>Packets to the vehicle that it cost; what the air took of a weak signal is not among them.</summary>
    public int LostDown { get; internal set; }

    /// <summary>The longest time that the correspondent had no packet, in ms, until the new way carried one.</summary>
    public long GapUp { get; internal set; }

    /// <summary>The longest time that the passenger had no packet, in ms, until the new way carried one.</summary>
    public long GapDown { get; internal set; }
}
