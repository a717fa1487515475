namespace McoaRouter.Wire;

/// <summary>
/// What a traffic selector asks of a packet, read from its headers once for all selectors. The object is reused. Bounded: at
/// most <see cref="Limits.ExtensionHeaders"/> headers; where there are more, or the packet ends sooner, it has no ports.
/// </summary>
public sealed class SelectedPacket
{
    /// <summary>What a port is where the packet has none.</summary>
    public const int None = -1;

    /// <summary>Octets of a Fragment header (RFC 8200 §4.5).</summary>
    internal const int FragmentLength = 8;

    /// <summary>Where its field with the fragment's offset stands.</summary>
    internal const int FragmentFieldOffset = 2;

    /// <summary>Where its identification stands.</summary>
    internal const int IdentificationOffset = 4;

    private const int FragmentOffsetMask = 0xFFF8;

    /// <summary>The caller's buffer.</summary>
    public byte[] Buffer;

    /// <summary>Where the source address starts.</summary>
    public int SourceOffset;

    /// <summary>Where the destination address starts.</summary>
    public int DestinationOffset;

    /// <summary>The traffic class, 8 bits.</summary>
    public int TrafficClass;

    /// <summary>The flow label, 20 bits.</summary>
    public int FlowLabel;

    /// <summary>The protocol number behind the extension headers; in a fragment, that of the whole packet's next header.</summary>
    public int Protocol;

    /// <summary>The source port of TCP, UDP, SCTP or DCCP, or <see cref="None"/>.</summary>
    public int SourcePort;

    /// <summary>The destination port, likewise.</summary>
    public int DestinationPort;

    /// <summary>Whether it is ESP, with a Security Parameters Index.</summary>
    public bool HasSpi;

    /// <summary>The Security Parameters Index of ESP (RFC 4303 §2.1).</summary>
    public uint Spi;

    /// <summary>Whether it is a fragment, the first one or not (RFC 8200 §4.5).</summary>
    public bool IsFragment;

    /// <summary>Whether it is a fragment behind the first one, which has no upper-layer header.</summary>
    public bool IsLaterFragment;

    /// <summary>The identification of the packet that it is a fragment of.</summary>
    public uint Identification;

    /// <summary>Reads the headers of a packet whose IPv6 header was checked.</summary>
    public void Read(byte[] buffer, int offset, int length)
    {
        Buffer = buffer;
        SourceOffset = offset + Ipv6Header.SourceOffset;
        DestinationOffset = offset + Ipv6Header.DestinationOffset;
        TrafficClass = Ipv6Header.TrafficClass(buffer, offset);
        FlowLabel = ((buffer[offset + 1] & 0x0F) << 16) | BigEndian.ReadUInt16(buffer, offset + 2);
        Protocol = buffer[offset + Ipv6Header.NextHeaderOffset];
        SourcePort = None;
        DestinationPort = None;
        HasSpi = false;
        IsFragment = false;
        IsLaterFragment = false;
        int end = offset + length;
        int at = Walk(offset + Ipv6Header.Length, end);
        if (IsLaterFragment || at + 4 > end)
        {
            return;
        }

        if (ProtocolNumbers.HasPorts(Protocol))
        {
            SourcePort = BigEndian.ReadUInt16(buffer, at);
            DestinationPort = BigEndian.ReadUInt16(buffer, at + 2);
        }
        else if (Protocol == ProtocolNumbers.Esp)
        {
            HasSpi = true;
            Spi = BigEndian.ReadUInt32(buffer, at);
        }
    }

    /// <summary>Walks extension headers, and returns where the upper-layer header starts.</summary>
    private int Walk(int at, int end)
    {
        int headers = 0;
        while (at + FragmentLength <= end && !IsLaterFragment)
        {
            bool fragment = Protocol == ProtocolNumbers.Fragment;
            if (!fragment && !Ipv6Packet.IsExtension(Protocol))
            {
                return at;
            }

            if (++headers > Limits.ExtensionHeaders)
            {
                return end;
            }

            if (fragment)
            {
                IsFragment = true;
                IsLaterFragment = (BigEndian.ReadUInt16(Buffer, at + FragmentFieldOffset) & FragmentOffsetMask) != 0;
                Identification = BigEndian.ReadUInt32(Buffer, at + IdentificationOffset);
            }

            Protocol = Buffer[at];
            at += fragment ? FragmentLength : Ipv6Header.ExtensionLength(Buffer, at);
        }

        return at;
    }
}
