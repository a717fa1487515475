using McoaRouter.HomeAgents;
using McoaRouter.Simulation;
using McoaRouter.Wire;

namespace McoaRouter.Tools.Bench.Control;

/// <summary>Counts the Binding Updates that a home agent accepted, and those answers that a router took.</summary>
internal sealed class Answers : WorldListener, IHomeAgentListener
{
    /// <summary>Binding Updates that a home agent accepted.</summary>
    public long Accepted { get; private set; }

    /// <summary>Acknowledgements of acceptance that a router took.</summary>
    public long Taken { get; private set; }

    /// <inheritdoc/>
    public void BindingUpdateAnswered(int router, int status, int sequence, long now)
    {
        Accepted += status == BindingStatus.Accepted ? 1 : 0;
    }

    /// <inheritdoc/>
    public override void BindingAcknowledged(int status, int sequence, long now)
    {
        Taken += status == BindingStatus.Accepted ? 1 : 0;
    }

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
}
