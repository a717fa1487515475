using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// Writes the answer to a Binding Update (RFC 6275 §9.5.4, draft §6.3): a packet from the home agent to the source of
/// the update, with each Binding Identifier option of the update, and authenticated where the update was (RFC 4285
/// §5.1.1). K is never set: no security association moves along with the router. In UDP it goes to the home address, and
/// says whether there is a NAT (RFC 5555 §4.2); the caller puts the outer headers before it.
/// </summary>
internal sealed class BindingAcknowledgementWriter
{
    private readonly byte[] _homeAgent;
    private readonly uint _natKeepaliveSeconds;
    private readonly UpdateAuthentication _authentication;

    public BindingAcknowledgementWriter(HomeAgentSettings settings, UpdateAuthentication authentication)
    {
        _homeAgent = settings.Address;
        _natKeepaliveSeconds = (uint)settings.NatKeepaliveSeconds;
        _authentication = authentication;
    }

    /// <summary>The answer that was written last.</summary>
    public PacketBuffer Packet { get; } = new PacketBuffer();

    /// <summary>Whether an answer to a router that copies these options fits into a packet.</summary>
    public bool Fits(RouterBindings router, JudgedIdentifiers identifiers, JudgedFlows flows, bool inUdp)
    {
        int length = RoutedPacket.LargestHeaders
            + BindingAcknowledgement.FixedLength
            + (inUdp ? NatDetectionOption.DataLength + MobilityOption.DataOffset + MobilityOption.LargestPadding : 0)
            + _authentication.OctetsFor(router)
            + MobilityOption.LargestPadding
            + flows.LargestAnswer();
        for (int i = 0; i < identifiers.Options.Count; i++)
        {
            int data = identifiers.Options.DataLength(i);
            data = data < BindingIdentifierOption.ShortLength ? BindingIdentifierOption.ShortLength : data;
            length += MobilityOption.LargestPadding + MobilityOption.DataOffset + data;
        }

        return length <= Limits.PacketOctets;
    }

    /// <summary>Writes the answer into <see cref="Packet"/>.</summary>
    /// <param name="router">The router, or null where its home address is not served.</param>
    /// <param name="received">The packet with the update.</param>
    /// <param name="homeAddressOffset">Where the home address starts in that packet.</param>
    /// <param name="careOfAddress">The buffer that holds the care-of address that the update authenticated.</param>
    /// <param name="careOfAddressOffset">Where that address starts.</param>
    /// <param name="nat">Whether a NAT was seen, or -1 where the update did not come in UDP: 0 or 1 otherwise.</param>
    /// <param name="update">The update.</param>
    /// <param name="status">The status of the message.</param>
    /// <param name="sequence">The sequence number of the message.</param>
    /// <param name="lifetimeUnits">The lifetime granted, in units of 4 s.</param>
    /// <param name="identifiers">
    /// Its Binding Identifier options with their statuses, or null for an answer without them.
    /// </param>
    /// <param name="flows">Its flow binding options, which are answered where they were judged.</param>
    public void Write(
        RouterBindings router,
        Ipv6Packet received,
        int homeAddressOffset,
        byte[] careOfAddress,
        int careOfAddressOffset,
        int nat,
        ReceivedUpdate update,
        int status,
        int sequence,
        int lifetimeUnits,
        JudgedIdentifiers identifiers,
        JudgedFlows flows)
    {
        byte[] octets = Packet.Octets;
        int header = RoutedPacket.Begin(
            Packet,
            ProtocolNumbers.Mobility,
            received.Buffer,
            received.SourceOffset,
            received.Buffer,
            homeAddressOffset);
        WireProfile profile = update.Options.Profile;
        bool fromRouter = (update.Flags & BindingUpdate.MobileRouterFlag) != 0;
        int flags = fromRouter ? BindingAcknowledgement.MobileRouterFlag : 0;
        int at = BindingAcknowledgement.Begin(octets, header, status, flags, sequence, lifetimeUnits);
        for (int i = 0; identifiers != null && i < identifiers.Options.Count; i++)
        {
            int own = profile.OptionStatus(identifiers.Status(i), status);
            at = profile.WriteAnswer(octets, header, at, received.Buffer, identifiers.Options.At(i), own);
        }

        at = flows.Write(octets, header, at);
        if (nat >= 0)
        {
            uint refresh = nat > 0 ? _natKeepaliveSeconds : NatDetectionOption.NoRefresh;
            at = NatDetectionOption.Write(octets, header, at, true, refresh);
        }

        at = _authentication.Append(
            router, octets, header, at, careOfAddress, careOfAddressOffset, received.Buffer, homeAddressOffset);
        int end = header
            + MobilityHeader.Finish(octets, header, at, _homeAgent, 0, received.Buffer, homeAddressOffset);
        RoutedPacket.End(
            Packet, ProtocolNumbers.Mobility, header, end, _homeAgent, received.Buffer, received.SourceOffset);
    }
}
