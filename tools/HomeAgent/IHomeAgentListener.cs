namespace McoaRouter.HomeAgents;

/// <summary>
/// What a home agent tells whoever shows it or keeps its routes. Calls come from inside the home agent's own calls and
/// must not call back into it. Routers are named by their index in the settings.
/// </summary>
public interface IHomeAgentListener
{
    /// <summary>A binding came, changed its care-of address or priority, or went.</summary>
    /// <param name="router">The router.</param>
    /// <param name="bid">Its Binding Identifier, 0 for a regular binding.</param>
    /// <param name="present">Whether the binding is in the cache now.</param>
    /// <param name="careOfAddress">The buffer that holds its care-of address.</param>
    /// <param name="offset">Where the address starts.</param>
    /// <param name="now">Monotonic ms.</param>
    void BindingChanged(int router, int bid, bool present, byte[] careOfAddress, int offset, long now);

    /// <summary>
    /// A binding whose care-of address is an IPv4-mapped one is reached in UDP at another port from now on, or a NAT came
    /// between or went (RFC 5555 §4.2).
    /// </summary>
    /// <param name="router">The router.</param>
    /// <param name="bid">Its Binding Identifier, 0 for a regular binding.</param>
    /// <param name="port">The port at the care-of address that <see cref="BindingChanged"/> told of.</param>
    /// <param name="behindNat">Whether that is a NAT's.</param>
    /// <param name="now">Monotonic ms.</param>
    void UdpTunnelChanged(int router, int bid, int port, bool behindNat, long now);

    /// <summary>A prefix of a router is to be routed into the home agent from now on, or no more.</summary>
    /// <param name="router">The router.</param>
    /// <param name="prefix">The index of the prefix in its account.</param>
    /// <param name="present">Whether it is to be routed.</param>
    /// <param name="now">Monotonic ms.</param>
    void PrefixChanged(int router, int prefix, bool present, long now);

    /// <summary>
    /// The home address of a router is to be defended on the home link by proxy Neighbor Discovery from now on, or no
    /// more (RFC 6275 §10.4.1): it is as long as any binding stands, unless a home binding hands it to the router (RFC
    /// 5648 §6.3).
    /// </summary>
    /// <param name="router">The router.</param>
    /// <param name="defended">Whether it is to be defended.</param>
    /// <param name="now">Monotonic ms.</param>
    void HomeAddressDefended(int router, bool defended, long now);

    /// <summary>A router removed its last binding from its home address (RFC 6275 §10.3.2), or has left again.</summary>
    /// <param name="router">The router.</param>
    /// <param name="atHome">Whether it is at home.</param>
    /// <param name="now">Monotonic ms.</param>
    void RouterAtHome(int router, bool atHome, long now);

    /// <summary>A Binding Update was answered.</summary>
    /// <param name="router">The router.</param>
    /// <param name="status">The status of the answer.</param>
    /// <param name="sequence">The sequence number of the answer.</param>
    /// <param name="now">Monotonic ms.</param>
    void BindingUpdateAnswered(int router, int status, int sequence, long now);
}
