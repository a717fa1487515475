namespace McoaRouter.Wire;

/// <summary>
/// The Traffic Selector sub-option with the binary traffic selector for IPv6 (RFC 6088 §3.2). Each flag says that a field is
/// there; the fields follow in the flags' order. The last of a range stands only beside the first.
/// <code>
/// +---------------+---------------+---------------+---------------+
/// |  sub-type 3   |    length     |  TS format 2  |   reserved    |
/// +---------------+---------------+---------------+---------------+
/// |A|B|C|D|E|F|G|H|I|J|K|L|M|N|O|P|           reserved            |
/// +-------------------------------+-------------------------------+
/// | A, B: first and last source address, 16 octets each           |
/// | C, D: first and last destination address, 16 octets each      |
/// | E, F: first and last Security Parameters Index, 4 octets each |
/// | G, H: first and last flow label, 4 octets each                |
/// | I, J: first and last source port, 2 octets each               |
/// | K, L: first and last destination port, 2 octets each          |
/// | M, N: first and last traffic class, 1 octet each              |
/// | O, P: first and last next header, 1 octet each                |
/// +---------------------------------------------------------------+
/// </code>
/// </summary>
public static class TrafficSelectorFormat
{
    /// <summary>The format of this selector.</summary>
    public const int BinaryIpv6 = 2;

    /// <summary>Octets of the largest sub-option.</summary>
    public const int LargestOctets = FieldsOffset + (4 * Ipv6Address.Length) + 16 + 8 + 4;

    private const int FormatOffset = 2;
    private const int ReservedOffset = 3;
    private const int FlagsOffset = 4;
    private const int FieldsOffset = 8;
    private const int FlowLabelMask = 0xFFFFF;
    private const int SourceFlag = 0x8000;
    private const int DestinationFlag = 0x2000;
    private const int SpiFlag = 0x0800;
    private const int FlowLabelFlag = 0x0200;
    private const int SourcePortFlag = 0x0080;
    private const int DestinationPortFlag = 0x0020;
    private const int TrafficClassFlag = 0x0008;
    private const int ProtocolFlag = 0x0002;
    private const int FirstFlags = 0xAAAA;

    /// <summary>Reads the sub-option at an offset, which ends within its option.</summary>
    /// <returns>
    /// <see cref="FlowStatus.Accepted"/>, <see cref="FlowStatus.FormatNotSupported"/>, or
    /// <see cref="FlowStatus.Malformed"/>: a field that is cut or left over, a last without a first, or a last before it.
    /// </returns>
    public static int Read(byte[] buffer, int at, TrafficSelector selector)
    {
        int length = MobilityOption.DataOffset + MobilityOption.DataLength(buffer, at);
        if (length <= FormatOffset)
        {
            return FlowStatus.Malformed;
        }

        if (buffer[at + FormatOffset] != BinaryIpv6)
        {
            return FlowStatus.FormatNotSupported;
        }

        if (length < FieldsOffset)
        {
            return FlowStatus.Malformed;
        }

        int flags = BigEndian.ReadUInt16(buffer, at + FlagsOffset);
        int lone = ~(flags >> 1) & flags & (FirstFlags >> 1);
        return lone != 0 || length != OctetsOf(flags) || !ReadFields(buffer, at + FieldsOffset, flags, selector)
            ? FlowStatus.Malformed
            : FlowStatus.Accepted;
    }

    /// <summary>Writes the sub-option; the caller sees that it stands at 8n from the start of the Mobility Header.</summary>
    /// <returns>Where the next sub-option starts.</returns>
    public static int Write(byte[] buffer, int at, TrafficSelector selector)
    {
        int flags = FlagsOf(selector);
        int length = OctetsOf(flags);
        buffer[at] = FlowIdentificationOption.TrafficSelector;
        buffer[at + 1] = (byte)(length - MobilityOption.DataOffset);
        buffer[at + FormatOffset] = BinaryIpv6;
        buffer[at + ReservedOffset] = 0;
        BigEndian.WriteUInt16(buffer, at + FlagsOffset, flags);
        BigEndian.WriteUInt16(buffer, at + FlagsOffset + 2, 0);
        int next = at + FieldsOffset;
        next = WriteAddresses(buffer, next, flags, SourceFlag, selector.FirstSource, selector.LastSource);
        next = WriteAddresses(buffer, next, flags, DestinationFlag, selector.FirstDestination, selector.LastDestination);
        next = WriteRange(buffer, next, flags, SpiFlag, 4, (int)selector.FirstSpi, (int)selector.LastSpi);
        next = WriteRange(buffer, next, flags, FlowLabelFlag, 4, selector.FirstFlowLabel, selector.LastFlowLabel);
        next = WriteRange(buffer, next, flags, SourcePortFlag, 2, selector.FirstSourcePort, selector.LastSourcePort);
        next = WriteRange(
            buffer, next, flags, DestinationPortFlag, 2, selector.FirstDestinationPort, selector.LastDestinationPort);
        next = WriteRange(buffer, next, flags, TrafficClassFlag, 1, selector.FirstTrafficClass, selector.LastTrafficClass);
        return WriteRange(buffer, next, flags, ProtocolFlag, 1, selector.FirstProtocol, selector.LastProtocol);
    }

    private static bool ReadFields(byte[] buffer, int at, int flags, TrafficSelector selector)
    {
        selector.HasSource = (flags & SourceFlag) != 0;
        at = ReadAddresses(buffer, at, flags, SourceFlag, selector.FirstSource, selector.LastSource);
        selector.HasDestination = (flags & DestinationFlag) != 0;
        at = ReadAddresses(buffer, at, flags, DestinationFlag, selector.FirstDestination, selector.LastDestination);
        selector.HasSpi = (flags & SpiFlag) != 0;
        selector.FirstSpi = selector.HasSpi ? BigEndian.ReadUInt32(buffer, at) : 0;
        selector.LastSpi = selector.HasSpi ? BigEndian.ReadUInt32(buffer, LastAt(at, flags, SpiFlag, 4)) : 0;
        at += Octets(flags, SpiFlag, 4);
        selector.FirstFlowLabel = First(buffer, at, flags, FlowLabelFlag, 4);
        selector.LastFlowLabel = Last(buffer, at, flags, FlowLabelFlag, 4);
        at += Octets(flags, FlowLabelFlag, 4);
        selector.FirstSourcePort = First(buffer, at, flags, SourcePortFlag, 2);
        selector.LastSourcePort = Last(buffer, at, flags, SourcePortFlag, 2);
        at += Octets(flags, SourcePortFlag, 2);
        selector.FirstDestinationPort = First(buffer, at, flags, DestinationPortFlag, 2);
        selector.LastDestinationPort = Last(buffer, at, flags, DestinationPortFlag, 2);
        at += Octets(flags, DestinationPortFlag, 2);
        selector.FirstTrafficClass = First(buffer, at, flags, TrafficClassFlag, 1);
        selector.LastTrafficClass = Last(buffer, at, flags, TrafficClassFlag, 1);
        at += Octets(flags, TrafficClassFlag, 1);
        selector.FirstProtocol = First(buffer, at, flags, ProtocolFlag, 1);
        selector.LastProtocol = Last(buffer, at, flags, ProtocolFlag, 1);
        return selector.IsOrdered();
    }

    private static int Octets(int flags, int flag, int width)
    {
        return ((flags & flag) != 0 ? width : 0) + ((flags & (flag >> 1)) != 0 ? width : 0);
    }

    private static int OctetsOf(int flags)
    {
        return FieldsOffset
            + Octets(flags, SourceFlag, Ipv6Address.Length)
            + Octets(flags, DestinationFlag, Ipv6Address.Length)
            + Octets(flags, SpiFlag, 4)
            + Octets(flags, FlowLabelFlag, 4)
            + Octets(flags, SourcePortFlag, 2)
            + Octets(flags, DestinationPortFlag, 2)
            + Octets(flags, TrafficClassFlag, 1)
            + Octets(flags, ProtocolFlag, 1);
    }

    private static int LastAt(int at, int flags, int flag, int width)
    {
        return (flags & (flag >> 1)) != 0 ? at + width : at;
    }

    private static int First(byte[] buffer, int at, int flags, int flag, int width)
    {
        return (flags & flag) == 0 ? TrafficSelector.Anything : Number(buffer, at, width);
    }

    private static int Last(byte[] buffer, int at, int flags, int flag, int width)
    {
        return (flags & flag) == 0 ? TrafficSelector.Anything : Number(buffer, LastAt(at, flags, flag, width), width);
    }

    private static int Number(byte[] buffer, int at, int width)
    {
        if (width == 1)
        {
            return buffer[at];
        }

        return width == 2
            ? BigEndian.ReadUInt16(buffer, at)
            : (int)BigEndian.ReadUInt32(buffer, at) & FlowLabelMask;
    }

    private static int ReadAddresses(byte[] buffer, int at, int flags, int flag, byte[] first, byte[] last)
    {
        if ((flags & flag) != 0)
        {
            Ipv6Address.Copy(buffer, at, first, 0);
            Ipv6Address.Copy(buffer, LastAt(at, flags, flag, Ipv6Address.Length), last, 0);
        }

        return at + Octets(flags, flag, Ipv6Address.Length);
    }

    private static int FlagsOf(TrafficSelector selector)
    {
        bool sources = !Ipv6Address.Equal(selector.FirstSource, 0, selector.LastSource, 0);
        bool destinations = !Ipv6Address.Equal(selector.FirstDestination, 0, selector.LastDestination, 0);
        return Flags(SourceFlag, selector.HasSource, sources)
            | Flags(DestinationFlag, selector.HasDestination, destinations)
            | Flags(SpiFlag, selector.HasSpi, selector.FirstSpi != selector.LastSpi)
            | Flags(FlowLabelFlag, selector.FirstFlowLabel, selector.LastFlowLabel)
            | Flags(SourcePortFlag, selector.FirstSourcePort, selector.LastSourcePort)
            | Flags(DestinationPortFlag, selector.FirstDestinationPort, selector.LastDestinationPort)
            | Flags(TrafficClassFlag, selector.FirstTrafficClass, selector.LastTrafficClass)
            | Flags(ProtocolFlag, selector.FirstProtocol, selector.LastProtocol);
    }

    private static int Flags(int flag, int first, int last)
    {
        return Flags(flag, first != TrafficSelector.Anything, first != last);
    }

    private static int Flags(int flag, bool given, bool isRange)
    {
        return given ? flag | (isRange ? flag >> 1 : 0) : 0;
    }

    private static int WriteAddresses(byte[] buffer, int at, int flags, int flag, byte[] first, byte[] last)
    {
        if ((flags & flag) != 0)
        {
            Ipv6Address.Copy(first, 0, buffer, at);
            at += Ipv6Address.Length;
        }

        if ((flags & (flag >> 1)) != 0)
        {
            Ipv6Address.Copy(last, 0, buffer, at);
            at += Ipv6Address.Length;
        }

        return at;
    }

    private static int WriteRange(byte[] buffer, int at, int flags, int flag, int width, int first, int last)
    {
        at = (flags & flag) != 0 ? WriteNumber(buffer, at, width, first) : at;
        return (flags & (flag >> 1)) != 0 ? WriteNumber(buffer, at, width, last) : at;
    }

    private static int WriteNumber(byte[] buffer, int at, int width, int value)
    {
        if (width == 1)
        {
            buffer[at] = (byte)value;
        }
        else if (width == 2)
        {
            BigEndian.WriteUInt16(buffer, at, value);
        }
        else
        {
            BigEndian.WriteUInt32(buffer, at, value);
        }

        return at + width;
    }
}
