using McoaRouter.Security;
using McoaRouter.Wire;

namespace McoaRouter.LinkLayers.Autoconfiguration;

/// <summary>
/// A host's part of Neighbor Discovery and stateless address autoconfiguration (RFC 4861 §6.3, RFC 4862 §5).
/// </summary>
internal sealed class HostAutoconfiguration
{
    private readonly RandomSource _random;
    private readonly LinkRefusalCounters _refusals;

    /// <summary>Makes the machine; all its memory is set aside here.</summary>
    /// <param name="random">Where delays come from.</param>
    /// <param name="refusals">Where to count what is refused.</param>
    internal HostAutoconfiguration(RandomSource random, LinkRefusalCounters refusals)
    {
        _random = random;
        _refusals = refusals;
    }

    /// <summary>Whether there is a valid global address: <see cref="Address"/>.</summary>
    internal bool HasAddress { get; private set; }

    /// <summary>The best global address, 16 octets: preferred before deprecated, then the one that lives longest.</summary>
    internal byte[] Address { get; } = new byte[Ipv6Address.Length];

    /// <summary>The link-local address, 16 octets.</summary>
    internal byte[] LinkLocal { get; } = new byte[Ipv6Address.Length];

    /// <summary>Whether the link-local address is in use by another node, so that the link can't be used.</summary>
    internal bool IsDuplicate { get; private set; }

    /// <summary>Whether there is a default router: <see cref="Router"/>.</summary>
    internal bool HasRouter { get; private set; }

    /// <summary>The default router's link-local address, 16 octets.</summary>
    internal byte[] Router { get; } = new byte[Ipv6Address.Length];

    /// <summary>The MTU that the router told, or the link's where it told none, in octets.</summary>
    internal int MaximumTransmissionUnit { get; private set; }

    /// <summary>When <see cref="Poll"/> must next be called, or <see cref="MobileRouter.NoDeadline"/>.</summary>
    internal long NextDeadline { get; private set; }

    /// <summary>Begins: the link-local address is made and, where asked for, tried; then routers are solicited.</summary>
    /// <param name="link">The link.</param>
    /// <param name="interfaceIdentifier">The buffer with the 8 octets that every address ends with.</param>
    /// <param name="offset">Where they start.</param>
    /// <param name="probes">
    /// Solicitations by which each address is tried for a duplicate before it is used (RFC 4862 §5.1): 1 on a shared link,
    /// 0 on one where the identifier was negotiated (RFC 5072 §5).
    /// </param>
    /// <param name="mtu">The link's MTU in octets.</param>
    /// <param name="now">Monotonic ms.</param>
    internal void Start(IAutoconfiguredLink link, byte[] interfaceIdentifier, int offset, int probes, int mtu, long now)
    {
    }

    /// <summary>Ends: all addresses and routers are forgotten.</summary>
    internal void Stop()
    {
    }

    /// <summary>Runs the timers: solicitations, trials, lifetimes. Harmless when called early, late or twice.</summary>
    internal void Poll(long now)
    {
    }

    /// <summary>
    /// Takes a received IPv6 packet where it is a Router Advertisement, or a Neighbor Solicitation or Advertisement that
    /// concerns an address on trial. What is malformed is counted and dropped.
    /// </summary>
    /// <returns>Whether the packet is done with; false: it is somebody else's, such as a neighbour cache's.</returns>
    internal bool Receive(byte[] buffer, int offset, int length, long now)
    {
        return false;
    }

    /// <summary>Whether an address is one of this host's that may be used.</summary>
    internal bool Owns(byte[] buffer, int offset)
    {
        return false;
    }
}
