namespace McoaRouter.Torture.Invariants;

/// <summary>A packet goes only where a binding of its own vehicle leads, and by an uplink that may carry it.</summary>
internal sealed class TunnelGuard : Invariant
{
    public TunnelGuard(Judge judge)
        : base(
            judge,
            "tunnel-guard",
            "RFC 3963 §6.4, RFC 6275 §10.4.2, draft §5.6, RFC 6089 §5.3.6",
            "A vehicle's packet never goes into another vehicle's tunnel; a router sends by an uplink that is registered, "
                + "from its care-of address, and that the packet's rule allows.")
    {
    }

    /// <summary>The home agent tunnelled a packet.</summary>
    /// <param name="vehicle">The vehicle that the packet is for, or -1.</param>
    /// <param name="leadsThere">Whether a binding of that vehicle leads where it was sent.</param>
    public void HomeAgentSent(int vehicle, bool leadsThere)
    {
        if (vehicle < 0 || !leadsThere)
        {
            Break(vehicle, "the home agent tunnelled a packet to where no binding of its vehicle leads");
        }
    }

    /// <summary>A router sent a packet by an uplink.</summary>
    /// <param name="vehicle">The vehicle.</param>
    /// <param name="uplink">The uplink.</param>
    /// <param name="isFromCareOfAddress">Whether its source is the uplink's care-of address.</param>
    public void RouterSent(int vehicle, int uplink, bool isFromCareOfAddress)
    {
        if (!isFromCareOfAddress)
        {
            Break(vehicle, $"a packet left by uplink {uplink} with a source that is not its care-of address");
        }
    }

    /// <summary>A router sent a packet of the vehicle through a tunnel.</summary>
    /// <param name="vehicle">The vehicle.</param>
    /// <param name="uplink">The uplink.</param>
    /// <param name="isRegistered">Whether its binding is registered.</param>
    /// <param name="isAllowed">Whether the packet's rule names it.</param>
    public void RouterTunnelled(int vehicle, int uplink, bool isRegistered, bool isAllowed)
    {
        if (!isAllowed)
        {
            Break(vehicle, $"a packet left by uplink {uplink}, which its rule forbids");
        }
        else if (!isRegistered)
        {
            Break(vehicle, $"a packet of the vehicle left by uplink {uplink}, which is not registered");
        }
    }
}
