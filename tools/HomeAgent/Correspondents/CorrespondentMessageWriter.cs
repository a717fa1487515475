using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Wire;

namespace McoaRouter.HomeAgents.Correspondents;

/// <summary>
/// Lays out the packets that a correspondent sends for mobility: test messages (RFC 6275 §9.4.3, §9.4.4), Binding
/// Acknowledgements (§9.5.4, draft §6.3), Binding Refresh Requests (§9.5.5, draft §6.4) and Binding Errors (§9.3.3,
/// draft §6.5).
/// </summary>
internal sealed class CorrespondentMessageWriter
{
    private readonly byte[] _address;
    private readonly WireProfile _profile;
    private readonly NonceTable _nonces;
    private readonly BindingAuthorization _authorization = new BindingAuthorization();
    private readonly byte[] _unspecified = new byte[Ipv6Address.Length];
    private readonly byte[] _token = new byte[KeygenToken.Octets];

    internal CorrespondentMessageWriter(CorrespondentSettings settings, NonceTable nonces)
    {
        _address = settings.Address;
        _profile = settings.Profile;
        _nonces = nonces;
    }

    /// <summary>The packet that was written last.</summary>
    internal PacketBuffer Packet { get; } = new PacketBuffer();

    /// <summary>
    /// Writes the answer to a test init message: a keygen token for its source, made of the current nonce.
    /// </summary>
    /// <param name="received">The packet with the test init message.</param>
    /// <param name="init">The message.</param>
    /// <param name="careOf">Whether it is a Care-of Test Init.</param>
    /// <param name="bid">The Binding Identifier to name (RFC 5648 §4.3), or 0.</param>
    internal void WriteTest(Ipv6Packet received, TestInit init, bool careOf, int bid)
    {
        byte[] from = received.Buffer;
        int header = Begin();
        _nonces.Compute(_nonces.CurrentIndex, from, received.SourceOffset, careOf, _token, 0);
        int at = TestReply.Begin(
            Packet.Octets,
            header,
            careOf ? MobilityHeader.CareOfTest : MobilityHeader.HomeTest,
            _nonces.CurrentIndex,
            from,
            init.CookieOffset,
            _token,
            0);
        if (bid != 0)
        {
            at = _profile.WriteReference(Packet.Octets, header, at, bid);
        }

        Finish(header, at, from, received.SourceOffset, from, received.SourceOffset);
    }

    /// <summary>
    /// Writes the answer to a Binding Update: to its source, with a type 2 routing header where that is not the home
    /// address itself (RFC 6275 §9.5.4).
    /// </summary>
    /// <param name="received">The packet with the update.</param>
    /// <param name="judged">The update, judged.</param>
    internal void WriteAnswer(Ipv6Packet received, JudgedUpdate judged)
    {
        byte[] octets = Packet.Octets;
        byte[] from = received.Buffer;
        int header = received.HomeAddressOffset >= 0 ? BeginRouted(from, judged.HomeAddressOffset) : Begin();
        int at = BindingAcknowledgement.Begin(
            octets, header, judged.Status, 0, judged.AnsweredSequence, judged.GrantedUnits);
        for (int i = 0; i < judged.IdentifierCount; i++)
        {
            at = _profile.WriteAnswer(octets, header, at, from, judged.IdentifierAt(i), judged.OptionStatus);
        }

        if (judged.HasKey)
        {
            at = _authorization.Append(
                octets,
                header,
                at,
                judged.Key,
                0,
                from,
                judged.Deregisters ? judged.HomeAddressOffset : judged.CareOfAddressOffset,
                _address,
                0);
        }

        Finish(header, at, from, judged.HomeAddressOffset, from, received.SourceOffset);
    }

    /// <summary>
    /// Writes a request to refresh a binding, to the home address by way of the care-of address (RFC 6275 §9.3.2,
    /// §9.5.5), with its Binding Identifier where it has one (draft §6.4).
    /// </summary>
    internal void WriteRefreshRequest(MobileNode node, CachedBinding binding)
    {
        int header = BeginRouted(node.HomeAddress, 0);
        int at = BindingRefreshRequest.Begin(Packet.Octets, header);
        if (binding.Bid != MobileNode.RegularBid)
        {
            at = _profile.WriteReference(Packet.Octets, header, at, binding.Bid);
        }

        Finish(header, at, node.HomeAddress, 0, binding.CareOfAddress, 0);
    }

    /// <summary>
    /// Writes an error about a packet, to its source, with the home address of its Home Address option or the
    /// unspecified one (RFC 6275 §9.3.3).
    /// </summary>
    internal void WriteError(Ipv6Packet offending, int status)
    {
        byte[] from = offending.Buffer;
        int header = Begin();
        bool named = offending.HomeAddressOffset >= 0;
        int at = BindingError.Begin(
            Packet.Octets, header, status, named ? from : _unspecified, named ? offending.HomeAddressOffset : 0);
        Finish(header, at, from, offending.SourceOffset, from, offending.SourceOffset);
    }

    private int Begin()
    {
        Packet.Reset();
        return Packet.Start + Ipv6Header.Length;
    }

    private int BeginRouted(byte[] homeAddress, int homeAddressOffset)
    {
        return RoutingHeaderType2.Write(
            Packet.Octets, Begin(), ProtocolNumbers.Mobility, homeAddress, homeAddressOffset);
    }

    /// <summary>Ends the message and writes the IPv6 header before it.</summary>
    private void Finish(
        int header,
        int at,
        byte[] upperDestination,
        int upperDestinationOffset,
        byte[] destination,
        int destinationOffset)
    {
        byte[] octets = Packet.Octets;
        int start = Packet.Start;
        bool routed = header > start + Ipv6Header.Length;
        int end = header + MobilityHeader.Finish(
            octets, header, at, _address, 0, upperDestination, upperDestinationOffset);
        Ipv6Header.Write(
            octets,
            start,
            0,
            end - start - Ipv6Header.Length,
            routed ? ProtocolNumbers.Routing : ProtocolNumbers.Mobility,
            _address,
            0,
            destination,
            destinationOffset);
        Packet.SetLength(end - start);
    }
}
