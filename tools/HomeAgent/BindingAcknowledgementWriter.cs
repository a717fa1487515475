using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// Writes the answer to a Binding Update (RFC 6275 §9.5.4, draft §6.3): a packet from the home agent to the source of
/// the update, with a type 2 routing header where that is not the home address itself, and with each Binding Identifier
/// option of the update copied whole.
/// </summary>
internal static class BindingAcknowledgementWriter
{
    private const int LargestPadding = 7;

    /// <summary>Whether an answer that copies these options fits into a packet.</summary>
    public static bool Fits(JudgedIdentifiers identifiers)
    {
        int length = Ipv6Header.Length
            + RoutingHeaderType2.Length
            + BindingAcknowledgement.FixedLength
            + LargestPadding;
        for (int i = 0; i < identifiers.Count; i++)
        {
            int data = identifiers.DataLength(i);
            data = data < BindingIdentifierOption.ShortLength ? BindingIdentifierOption.ShortLength : data;
            length += LargestPadding + MobilityOption.DataOffset + data;
        }

        return length <= Limits.PacketOctets;
    }

    /// <summary>Writes the packet.</summary>
    /// <param name="answer">Where to write.</param>
    /// <param name="homeAgent">The 16 octets of the home agent's address.</param>
    /// <param name="received">The packet with the update.</param>
    /// <param name="homeAddressOffset">Where the home address starts in that packet.</param>
    /// <param name="update">The update.</param>
    /// <param name="status">The status of the message.</param>
    /// <param name="sequence">The sequence number of the message.</param>
    /// <param name="lifetimeUnits">The lifetime granted, in units of 4 s.</param>
    /// <param name="identifiers">Its Binding Identifier options with their statuses.</param>
    public static void Write(
        PacketBuffer answer,
        byte[] homeAgent,
        Ipv6Packet received,
        int homeAddressOffset,
        BindingUpdate update,
        int status,
        int sequence,
        int lifetimeUnits,
        JudgedIdentifiers identifiers)
    {
        answer.Reset();
        byte[] octets = answer.Octets;
        int header = answer.Start + Ipv6Header.Length;
        bool routed = !Ipv6Address.Equal(received.Buffer, received.SourceOffset, received.Buffer, homeAddressOffset);
        if (routed)
        {
            header = RoutingHeaderType2.Write(
                octets, header, ProtocolNumbers.Mobility, received.Buffer, homeAddressOffset);
        }

        bool fromRouter = (update.Flags & BindingUpdate.MobileRouterFlag) != 0;
        int flags = fromRouter ? BindingAcknowledgement.MobileRouterFlag : 0;
        int at = BindingAcknowledgement.Begin(octets, header, status, flags, sequence, lifetimeUnits);
        for (int i = 0; i < identifiers.Count; i++)
        {
            at = update.Options.Profile.WriteAnswer(
                octets, header, at, received.Buffer, identifiers.OptionAt(i), identifiers.Status(i));
        }

        int length = header - answer.Start
            + MobilityHeader.Finish(octets, header, at, homeAgent, 0, received.Buffer, homeAddressOffset);
        Ipv6Header.Write(
            octets,
            answer.Start,
            0,
            length - Ipv6Header.Length,
            routed ? ProtocolNumbers.Routing : ProtocolNumbers.Mobility,
            homeAgent,
            0,
            received.Buffer,
            received.SourceOffset);
        answer.SetLength(length);
    }
}
