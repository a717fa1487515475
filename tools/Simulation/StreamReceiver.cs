using McoaRouter.Links;

namespace McoaRouter.Simulation;

/// <summary>What a stream's receiver measures, from its packets alone.</summary>
public sealed class StreamReceiver
{
    private const int Remembered = 1024;

    private readonly int[] _seen = new int[Remembered];
    private int _highest = -1;
    private long _delaySum;

    internal StreamReceiver(TrafficDirection direction)
    {
        Direction = direction;
        for (int i = 0; i < Remembered; i++)
        {
            _seen[i] = -1;
        }
    }

    /// <summary>The stream.</summary>
    public TrafficDirection Direction { get; }

    /// <summary>Packets that arrived, each counted once.</summary>
    public int Received { get; private set; }

    /// <summary>Packets that arrived again.</summary>
    public int Duplicated { get; private set; }

    /// <summary>Packets that arrived behind a later one.</summary>
    public int Reordered { get; private set; }

    /// <summary>Packets that arrived damaged.</summary>
    public int Damaged { get; private set; }

    /// <summary>When the last packet arrived, in us.</summary>
    public long LastArrival { get; private set; }

    /// <summary>The longest time without a packet, in us.</summary>
    public long LongestGap { get; private set; }

    /// <summary>When the longest gap began, in us.</summary>
    public long LongestGapBegan { get; private set; }

    /// <summary>The largest one-way delay, in us.</summary>
    public long LargestDelay { get; private set; }

    /// <summary>The mean one-way delay, in us.</summary>
    public long MeanDelay
    {
        get { return Received == 0 ? 0 : _delaySum / Received; }
    }

    /// <summary>A packet of the stream arrived.</summary>
    /// <returns>The time since the one before, in us, or -1 where it is no new packet.</returns>
    internal long Take(PacketBuffer packet, long now)
    {
        int sequence = StreamPacket.SequenceOf(packet, Direction);
        if (!StreamPacket.IsIntact(packet))
        {
            Damaged++;
            return -1;
        }

        if (_seen[sequence % Remembered] == sequence)
        {
            Duplicated++;
            return -1;
        }

        _seen[sequence % Remembered] = sequence;
        Reordered += sequence < _highest ? 1 : 0;
        _highest = sequence > _highest ? sequence : _highest;
        long gap = Received == 0 ? 0 : now - LastArrival;
        Count(now - StreamPacket.SentAt(packet), gap, now);
        return gap;
    }

    /// <summary>The sender stopped: a silence up to then is a gap too.</summary>
    /// <returns>That silence, in us.</returns>
    internal long End(long now)
    {
        long gap = Received == 0 ? 0 : now - LastArrival;
        Measure(gap);
        return gap;
    }

    private void Measure(long gap)
    {
        if (gap > LongestGap)
        {
            LongestGap = gap;
            LongestGapBegan = LastArrival;
        }
    }

    private void Count(long delay, long gap, long now)
    {
        Measure(gap);
        Received++;
        LastArrival = now;
        _delaySum += delay;
        LargestDelay = delay > LargestDelay ? delay : LargestDelay;
    }
}
