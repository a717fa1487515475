namespace McoaRouter.Wire;

/// <summary>
/// One received IPv6 packet, walked to its upper-layer header (RFC 8200 §4). The object is reused: each
/// <see cref="TryRead"/> replaces what it held. It keeps offsets into the caller's buffer and copies nothing.
/// </summary>
public sealed class Ipv6Packet
{
    /// <summary>The caller's buffer.</summary>
    public byte[] Buffer;

    /// <summary>Where the packet starts.</summary>
    public int Offset;

    /// <summary>Octets of the packet.</summary>
    public int Length;

    /// <summary>The upper-layer protocol number.</summary>
    public int Protocol;

    /// <summary>Where the upper-layer header starts.</summary>
    public int PayloadOffset;

    /// <summary>Octets from the upper-layer header to the end of the packet.</summary>
    public int PayloadLength;

    /// <summary>Where the address in a Home Address option starts (RFC 6275 §6.3), or -1.</summary>
    public int HomeAddressOffset;

    /// <summary>Where the home address in a type 2 routing header starts (RFC 6275 §6.4), or -1.</summary>
    public int RoutingAddressOffset;

    /// <summary>Why the last <see cref="TryRead"/> returned false.</summary>
    public Refusal Refusal;

    /// <summary>Where the source address of the IPv6 header starts.</summary>
    public int SourceOffset
    {
        get { return Offset + Ipv6Header.SourceOffset; }
    }

    /// <summary>Where the destination address of the IPv6 header starts.</summary>
    public int DestinationOffset
    {
        get { return Offset + Ipv6Header.DestinationOffset; }
    }

    /// <summary>
    /// Where the source for upper-layer checksums starts: the home address where the packet names one (RFC 6275
    /// §11.3.1).
    /// </summary>
    public int UpperLayerSourceOffset
    {
        get { return HomeAddressOffset >= 0 ? HomeAddressOffset : SourceOffset; }
    }

    /// <summary>
    /// Where the destination for upper-layer checksums starts: the final one of a type 2 routing header (RFC 6275
    /// §6.4.1).
    /// </summary>
    public int UpperLayerDestinationOffset
    {
        get { return RoutingAddressOffset >= 0 ? RoutingAddressOffset : DestinationOffset; }
    }

    /// <summary>Whether a next header value leads to an extension header that is walked here.</summary>
    public static bool IsExtension(int protocol)
    {
        return protocol == ProtocolNumbers.HopByHopOptions
            || protocol == ProtocolNumbers.DestinationOptions
            || protocol == ProtocolNumbers.Routing;
    }

    /// <summary>
    /// Reads a packet. Bounded: at most <see cref="Limits.ExtensionHeaders"/> headers and the octets of their options.
    /// </summary>
    /// <returns>False where the packet is refused; <see cref="Refusal"/> says why.</returns>
    public bool TryRead(byte[] buffer, int offset, int length)
    {
        Refusal = Ipv6Header.Check(buffer, offset, length);
        return Refusal == Refusal.None && Walk(buffer, offset, length);
    }

    /// <summary>
    /// Reads the packet that an error quotes, which may be cut behind its IPv6 header. Of one that is cut sooner than
    /// its upper-layer header, or whose headers are not walked here, the protocol is that of the header where the walk
    /// ended.
    /// </summary>
    /// <returns>False where not even the IPv6 header is whole; <see cref="Refusal"/> says why.</returns>
    public bool TryReadQuote(byte[] buffer, int offset, int length)
    {
        Refusal = Ipv6Header.Check(buffer, offset, length);
        if (Refusal == Refusal.Truncated && length >= Ipv6Header.Length)
        {
            Refusal = Refusal.None;
        }

        if (Refusal != Refusal.None)
        {
            return false;
        }

        Walk(buffer, offset, length);
        Refusal = Refusal.None;
        return true;
    }

    private bool Walk(byte[] buffer, int offset, int length)
    {
        Buffer = buffer;
        Offset = offset;
        Length = length;
        HomeAddressOffset = -1;
        RoutingAddressOffset = -1;
        Protocol = buffer[offset + Ipv6Header.NextHeaderOffset];
        PayloadOffset = offset + Ipv6Header.Length;
        PayloadLength = length - Ipv6Header.Length;
        Refusal = WalkExtensionHeaders();
        return Refusal == Refusal.None;
    }

    private Refusal WalkExtensionHeaders()
    {
        int headers = 0;
        while (IsExtension(Protocol))
        {
            if (++headers > Limits.ExtensionHeaders)
            {
                return Refusal.TooManyHeaders;
            }

            int length = PayloadLength < 8 ? 8 : Ipv6Header.ExtensionLength(Buffer, PayloadOffset);
            if (length > PayloadLength)
            {
                return Refusal.Truncated;
            }

            Refusal refusal = Protocol == ProtocolNumbers.Routing
                ? ReadRoutingHeader(length)
                : ReadOptions(length);
            if (refusal != Refusal.None)
            {
                return refusal;
            }

            Protocol = Buffer[PayloadOffset];
            PayloadOffset += length;
            PayloadLength -= length;
        }

        return Protocol == ProtocolNumbers.Fragment ? Refusal.Fragment : Refusal.None;
    }

    private Refusal ReadRoutingHeader(int length)
    {
        int segmentsLeft = Buffer[PayloadOffset + RoutingHeaderType2.SegmentsLeftOffset];
        if (segmentsLeft == 0)
        {
            return Refusal.None;
        }

        if (RoutingAddressOffset >= 0
            || segmentsLeft != 1
            || length != RoutingHeaderType2.Length
            || Buffer[PayloadOffset + RoutingHeaderType2.TypeOffset] != RoutingHeaderType2.Type)
        {
            return Refusal.RoutingHeader;
        }

        RoutingAddressOffset = PayloadOffset + RoutingHeaderType2.AddressOffset;
        return Refusal.None;
    }

    private Refusal ReadOptions(int length)
    {
        int at = PayloadOffset + 2;
        int end = PayloadOffset + length;
        while (at < end)
        {
            int type = Buffer[at];
            if (type == 0)
            {
                at++;
                continue;
            }

            int next = at + 1 < end ? at + 2 + Buffer[at + 1] : end + 1;
            if (next > end)
            {
                return Refusal.Truncated;
            }

            if (type == HomeAddressOption.Type)
            {
                if (Protocol != ProtocolNumbers.DestinationOptions
                    || HomeAddressOffset >= 0
                    || Buffer[at + 1] != Ipv6Address.Length
                    || ((at - PayloadOffset) & 7) != HomeAddressOption.OptionOffset)
                {
                    return Refusal.DestinationOption;
                }

                HomeAddressOffset = at + 2;
            }
            else if (type != 1 && (type & 0xC0) != 0)
            {
                return Refusal.DestinationOption;
            }

            at = next;
        }

        return Refusal.None;
    }
}
