using McoaRouter.Links;

namespace McoaRouter.Emulated;

/// <summary>A link that takes every packet and keeps the last one where that is asked of it.</summary>
internal sealed class CostLink : ILink
{
    private const int Mtu = 1500;

    /// <summary>The last packet.</summary>
    internal readonly PacketBuffer Last = new PacketBuffer();

    /// <summary>Whether packets are kept.</summary>
    internal bool Keeps = true;

    /// <summary>Whether a packet was kept and not taken since.</summary>
    internal bool HasPacket;

    /// <inheritdoc/>
    public int MaximumTransmissionUnit
    {
        get { return Mtu; }
    }

    /// <inheritdoc/>
    public bool Send(PacketBuffer packet)
    {
        if (Keeps)
        {
            HasPacket = Last.Load(packet.Octets, packet.Start, packet.Length);
        }

        return true;
    }

    /// <summary>Takes the packet that was kept.</summary>
    internal bool Take()
    {
        bool had = HasPacket;
        HasPacket = false;
        return had;
    }
}
