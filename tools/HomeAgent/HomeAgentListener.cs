namespace McoaRouter.HomeAgents;

/// <summary>A listener that hears nothing: a base for those that want some events only, or none.</summary>
public class HomeAgentListener : IHomeAgentListener
{
    /// <inheritdoc/>
    public virtual void BindingChanged(int router, int bid, bool present, byte[] careOfAddress, int offset, long now)
    {
    }

    /// <inheritdoc/>
    public virtual void UdpTunnelChanged(int router, int bid, int port, bool behindNat, long now)
    {
    }

    /// <inheritdoc/>
    public virtual void PrefixChanged(int router, int prefix, bool present, long now)
    {
    }

    /// <inheritdoc/>
    public virtual void HomeAddressDefended(int router, bool defended, long now)
    {
    }

    /// <inheritdoc/>
    public virtual void RouterAtHome(int router, bool atHome, long now)
    {
    }

    /// <inheritdoc/>
    public virtual void BindingUpdateAnswered(int router, int status, int sequence, long now)
    {
    }
}
