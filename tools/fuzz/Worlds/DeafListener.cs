using McoaRouter.HomeAgents;
using McoaRouter.HomeAgents.Correspondents;
using McoaRouter.Links;
using McoaRouter.Simulation;

namespace McoaRouter.Fuzz.Worlds;

/// <summary>Hears everything and allocates nothing; it remembers what reached the correspondent.</summary>
internal sealed class DeafListener : WorldListener, IHomeAgentListener, ICorrespondentListener
{
    /// <summary>Packets that reached the correspondent's upper layers.</summary>
    public long Received { get; private set; }

    /// <inheritdoc/>
    public void BindingChanged(int router, int bid, bool present, byte[] careOfAddress, int offset, long now)
    {
    }

    /// <inheritdoc/>
    public void UdpTunnelChanged(int router, int bid, int port, bool behindNat, long now)
    {
    }

    /// <inheritdoc/>
    public void PrefixChanged(int router, int prefix, bool present, long now)
    {
    }

    /// <inheritdoc/>
    public void HomeAddressDefended(int router, bool defended, long now)
    {
    }

    /// <inheritdoc/>
    public void RouterAtHome(int router, bool atHome, long now)
    {
    }

    /// <inheritdoc/>
    public void BindingUpdateAnswered(int router, int status, int sequence, long now)
    {
    }

    /// <inheritdoc/>
    public void PacketReceived(PacketBuffer packet, long now)
    {
        Received++;
    }

    /// <inheritdoc/>
    public void BindingChanged(MobileNode mobileNode, CachedBinding binding, bool present, long now)
    {
    }

    /// <inheritdoc/>
    public void BindingUpdateProcessed(int status, int sequence, long now)
    {
    }
}
