using McoaRouter.Links;

namespace McoaRouter.Tools.Bench.Control;

/// <summary>A link that takes every packet and keeps the last one: what is left is the machine's own work.</summary>
internal sealed class KeepingLink : ILink
{
    private bool _has;

    /// <inheritdoc/>
    public int MaximumTransmissionUnit
    {
        get { return Limits.PacketOctets; }
    }

    /// <summary>How many packets it took.</summary>
    public long Count { get; private set; }

    /// <summary>The last packet.</summary>
    public PacketBuffer Last { get; } = new();

    /// <inheritdoc/>
    public bool Send(PacketBuffer packet)
    {
        Count++;
        _has = true;
        return Last.Load(packet.Octets, packet.Start, packet.Length);
    }

    /// <summary>Whether a packet came since this was last asked.</summary>
    public bool Take()
    {
        bool had = _has;
        _has = false;
        return had;
    }
}
