namespace McoaRouter.Simulation;

/// <summary>
/// What the world tells whoever shows or writes it down, besides what the router says itself. Calls come from inside
/// the world's own calls and must not call back into it. Times are in ms since the start.
/// </summary>
public interface IWorldListener : IRouterListener
{
    /// <summary>The signal of an uplink changed by a tenth of its range, or came, or went.</summary>
    /// <param name="uplink">The uplink.</param>
    /// <param name="signal">0..100.</param>
    /// <param name="now">ms.</param>
    void SignalChanged(int uplink, int signal, long now);

    /// <summary>A radio attached to a cell, or lost it. The router learns it when its link layer does.</summary>
    /// <param name="uplink">The uplink.</param>
    /// <param name="carrier">Whether packets pass now.</param>
    /// <param name="careOfAddress">The buffer that holds the care-of address.</param>
    /// <param name="offset">Where the address starts.</param>
    /// <param name="now">ms.</param>
    void CarrierChanged(int uplink, bool carrier, byte[] careOfAddress, int offset, long now);

    /// <summary>The home agent's binding for an uplink came, changed, or went.</summary>
    /// <param name="bid">Its Binding Identifier, 0 for a regular binding.</param>
    /// <param name="present">Whether the binding is in the cache now.</param>
    /// <param name="careOfAddress">The buffer that holds the care-of address.</param>
    /// <param name="offset">Where the address starts.</param>
    /// <param name="now">ms.</param>
    void HomeAgentBindingChanged(int bid, bool present, byte[] careOfAddress, int offset, long now);

    /// <summary>The NAT behind an uplink lost its mapping.</summary>
    void MappingLost(int uplink, long now);

    /// <summary>The way behind an uplink died, and its link stays up.</summary>
    void WayFellSilent(int uplink, long now);

    /// <summary>The home agent reaches a binding in UDP, at another port or through another NAT than before.</summary>
    /// <param name="bid">Its Binding Identifier.</param>
    /// <param name="port">The port.</param>
    /// <param name="behindNat">Whether a NAT is between.</param>
    /// <param name="now">Monotonic ms.</param>
    void HomeAgentTunnelChanged(int bid, int port, bool behindNat, long now);

    /// <summary>The home agent defends the home address on the home link by proxy from now on, or no more.</summary>
    void HomeAddressDefended(bool defended, long now);

    /// <summary>A packet of a stream was lost.</summary>
    /// <param name="direction">The stream.</param>
    /// <param name="sequence">Its number in the stream.</param>
    /// <param name="cause">Why.</param>
    /// <param name="uplink">The uplink on which it was lost, or -1.</param>
    /// <param name="now">ms.</param>
    void PacketLost(TrafficDirection direction, int sequence, LossCause cause, int uplink, long now);

    /// <summary>A hand-over is over; a straggler may still add to its losses.</summary>
    void HandoverFinished(Handover handover, long now);
}
