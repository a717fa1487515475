using McoaRouter.Forwarding;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// Finds what a Binding Error answers (RFC 6275 §9.2, §9.3.1, draft §6.5), and writes it, at the rate of ICMPv6 errors
/// (§9.3.3). It goes straight to the source of the offending packet.
/// </summary>
internal sealed class BindingErrors
{
    private static readonly byte[] s_unspecified = new byte[Ipv6Address.Length];

    private readonly byte[] _address;
    private readonly BindingCache _cache;
    private readonly ErrorRateLimit _rate = new ErrorRateLimit();

    public BindingErrors(byte[] address, BindingCache cache)
    {
        _address = address;
        _cache = cache;
    }

    /// <summary>The error that was written last.</summary>
    public PacketBuffer Packet { get; } = new PacketBuffer();

    /// <summary>Whether the last packet that was judged is to be answered by <see cref="Packet"/>.</summary>
    public bool IsDue { get; private set; }

    /// <summary>
    /// Judges a Home Address option: but for mobility messages and what IPsec protects, its address must be bound to
    /// the packet's source, in UDP to where that came from, where it can only repeat the source inside (RFC 5555 §4.2). No
    /// Binding Identifier is named: there is no binding.
    /// </summary>
    /// <param name="packet">The packet; in UDP, the one inside.</param>
    /// <param name="peer">Where it came from in UDP, or null.</param>
    /// <param name="now">Monotonic ms.</param>
    /// <returns>Why the packet is dropped.</returns>
    public Refusal JudgeHomeAddress(Ipv6Packet packet, UdpPeer peer, long now)
    {
        IsDue = false;
        int home = packet.HomeAddressOffset;
        if (home < 0
            || packet.Protocol == ProtocolNumbers.Mobility
            || packet.Protocol == ProtocolNumbers.EncapsulatingSecurityPayload
            || packet.Protocol == ProtocolNumbers.AuthenticationHeader)
        {
            return Refusal.None;
        }

        if (!Ipv6Address.IsRoutable(packet.Buffer, home))
        {
            return Refusal.NoHomeAddress;
        }

        RouterBindings router = _cache.FindByHomeAddress(packet.Buffer, home);
        bool bound = router != null
            && (peer == null
                ? router.HasCareOfAddress(packet.Buffer, packet.SourceOffset)
                : router.HasPeer(peer) && Ipv6Address.Equal(packet.Buffer, packet.SourceOffset, packet.Buffer, home));
        if (bound)
        {
            return Refusal.None;
        }

        Write(packet, BindingError.UnknownBinding, null, now);
        return Refusal.NoBinding;
    }

    /// <summary>
    /// Judges the MH type of a message whose Mobility Header was checked. Where the profile allows it, the error names
    /// the binding that the message came from.
    /// </summary>
    /// <returns>Why the message is dropped.</returns>
    public Refusal JudgeType(Ipv6Packet packet, long now)
    {
        IsDue = false;
        if (MobilityHeader.IsKnown(MobilityHeader.Type(packet.Buffer, packet.PayloadOffset)))
        {
            return Refusal.None;
        }

        RouterBindings router = packet.HomeAddressOffset >= 0
            ? _cache.FindByHomeAddress(packet.Buffer, packet.HomeAddressOffset)
            : null;
        Write(packet, BindingError.UnrecognizedMessage, router, now);
        return Refusal.UnknownMessage;
    }

    private void Write(Ipv6Packet offending, int status, RouterBindings router, long now)
    {
        byte[] buffer = offending.Buffer;
        IsDue = Ipv6Address.IsRoutable(buffer, offending.SourceOffset) && _rate.Take(now);
        if (!IsDue)
        {
            return;
        }

        bool hasHome = offending.HomeAddressOffset >= 0;
        byte[] octets = Packet.Octets;
        int header = RoutedPacket.Begin(
            Packet, ProtocolNumbers.Mobility, buffer, offending.SourceOffset, buffer, offending.SourceOffset);
        int at = BindingError.Begin(
            octets,
            header,
            status,
            hasHome ? buffer : s_unspecified,
            hasHome ? offending.HomeAddressOffset : 0);
        at = Name(octets, header, at, router, offending);
        int end = header
            + MobilityHeader.Finish(octets, header, at, _address, 0, buffer, offending.SourceOffset);
        RoutedPacket.End(
            Packet, ProtocolNumbers.Mobility, header, end, _address, buffer, offending.SourceOffset);
    }

    private static int Name(byte[] octets, int header, int at, RouterBindings router, Ipv6Packet offending)
    {
        BindingCacheEntry binding = router == null || !router.Account.Profile.IdentifiesBindingErrors
            ? null
            : router.FindByCareOfAddress(offending.Buffer, offending.SourceOffset);
        return binding == null || binding.Bid == RouterBindings.RegularBid
            ? at
            : router.Account.Profile.WriteReference(octets, header, at, binding.Bid);
    }
}
