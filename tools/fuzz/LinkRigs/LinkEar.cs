using McoaRouter.Fuzz.Engine;
using McoaRouter.LinkLayers;
using McoaRouter.Links;

namespace McoaRouter.Fuzz.LinkRigs;

/// <summary>Stands above a link layer in the router's place, and holds it to what the router relies on.</summary>
internal sealed class LinkEar : ILinkListener, ILinkNoticeListener
{
    /// <summary>Whether the link layer last said that the link is up.</summary>
    public bool IsUp { get; private set; }

    /// <summary>Packets that came.</summary>
    public long Received { get; private set; }

    /// <inheritdoc/>
    public void LinkUp(int uplink, byte[] careOfAddress, int offset, long now)
    {
        if (offset < 0 || offset + 16 > careOfAddress.Length)
        {
            throw new BrokenPromiseException("limit", "a care-of address outside its buffer");
        }

        IsUp = true;
    }

    /// <inheritdoc/>
    public void LinkDown(int uplink, long now)
    {
        IsUp = false;
    }

    /// <inheritdoc/>
    public void Receive(int link, PacketBuffer packet, long now)
    {
        if (packet.Start != Limits.HeadroomOctets || packet.Length <= 0 || packet.Length > Limits.PacketOctets)
        {
            throw new BrokenPromiseException("limit", $"a packet of {packet.Length} octets at {packet.Start}");
        }

        Received++;
    }

    /// <inheritdoc/>
    public void LinkNoticed(int link, LinkNotice notice, int value, long now)
    {
    }
}
