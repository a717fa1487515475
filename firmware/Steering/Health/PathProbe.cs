using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Health;

/// <summary>
/// The packet that tries a path: an Echo Request (RFC 4443 §4.1) from the home address to the home agent, inside the
/// tunnel. Identifier and data are another random number for each, so that an answer can't be made by who has not seen
/// the request.
/// </summary>
internal static class PathProbe
{
    /// <summary>Octets of the data.</summary>
    internal const int SecretOctets = 8;

    /// <summary>Octets of the packet inside the tunnel, and of its answer.</summary>
    internal const int Length = SecretOffset + SecretOctets;

    private const int MessageOffset = Ipv6Header.Length;
    private const int SecretOffset = MessageOffset + Icmpv6Echo.FixedLength;
    private const int MessageLength = Length - MessageOffset;

    /// <summary>Puts the packet into a buffer with all its headroom.</summary>
    internal static void Write(
        PacketBuffer packet, byte[] homeAddress, byte[] homeAgent, int identifier, int sequence, byte[] secret)
    {
        packet.Reset();
        packet.SetLength(Length);
        byte[] octets = packet.Octets;
        int start = packet.Start;
        Ipv6Header.Write(
            octets, start, 0, MessageLength, ProtocolNumbers.Icmpv6, homeAddress, 0, homeAgent, 0);
        int at = Icmpv6.Begin(octets, start + MessageOffset, Icmpv6Echo.Request, identifier, sequence);
        BigEndian.WriteInt64(octets, at, BigEndian.ReadInt64(secret, 0));
        Icmpv6.Finish(octets, start + MessageOffset, start + Length, homeAddress, 0, homeAgent, 0);
    }

    /// <summary>Whether a packet has the form of an answer.</summary>
    internal static bool IsAnswer(byte[] buffer, int at, int length, byte[] homeAddress, byte[] homeAgent)
    {
        return length == Length
            && buffer[at + Ipv6Header.NextHeaderOffset] == ProtocolNumbers.Icmpv6
            && buffer[at + MessageOffset] == Icmpv6Echo.Reply
            && Ipv6Header.IsIpv6(buffer, at)
            && Ipv6Address.Equal(buffer, at + Ipv6Header.DestinationOffset, homeAddress, 0)
            && Ipv6Address.Equal(buffer, at + Ipv6Header.SourceOffset, homeAgent, 0);
    }

    /// <summary>Checks lengths and checksum of such a packet.</summary>
    /// <returns><see cref="Refusal.None"/>, or what is wrong with it.</returns>
    internal static Refusal Check(byte[] buffer, int at)
    {
        Refusal refusal = Ipv6Header.Check(buffer, at, Length);
        if (refusal != Refusal.None)
        {
            return refusal;
        }

        int checksum = InternetChecksum.Compute(
            buffer,
            at + Ipv6Header.SourceOffset,
            buffer,
            at + Ipv6Header.DestinationOffset,
            ProtocolNumbers.Icmpv6,
            buffer,
            at + MessageOffset,
            MessageLength);
        return checksum == 0 ? Icmpv6.CheckFixed(buffer, at + MessageOffset, MessageLength) : Refusal.Checksum;
    }

    /// <summary>Whether such a packet has the identifier or the data of a request.</summary>
    internal static bool HasMark(byte[] buffer, int at, int identifier, byte[] secret)
    {
        return Icmpv6.Identifier(buffer, at + MessageOffset) == identifier
            || BigEndian.ReadInt64(buffer, at + SecretOffset) == BigEndian.ReadInt64(secret, 0);
    }

    /// <summary>Whether such a packet answers the request with these marks.</summary>
    internal static bool Answers(byte[] buffer, int at, int identifier, int sequence, byte[] secret)
    {
        return Icmpv6.Identifier(buffer, at + MessageOffset) == identifier
            && Icmpv6.Flags(buffer, at + MessageOffset) == sequence
            && BigEndian.ReadInt64(buffer, at + SecretOffset) == BigEndian.ReadInt64(secret, 0);
    }
}
