using System;

namespace McoaRouter.Wire;

/// <summary>
/// The Flow Identification mobility option (RFC 6089 §4.2) with its sub-options Binding Reference (§4.2.1.3) and Traffic
/// Selector (§4.2.1.4). Its type is 45, as its figure says; §8 names the two types the other way round.
/// <code>
///  0                   1                   2                   3
///  0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
/// +---------------+---------------+-------------------------------+
/// |   type 45     |    length     |              FID              |
/// +---------------+---------------+---------------+---------------+
/// |            FID-PRI            |   reserved    |    status     |
/// +---------------+---------------+---------------+---------------+
/// |  sub-type 2   |    length     |   BID, one or more            |
/// +---------------+---------------+---------------+---------------+
/// |  sub-type 3   |    length     |   TS format   |   reserved    |
/// +---------------+---------------+---------------+---------------+
/// |              traffic selector, as the format says             |
/// +---------------------------------------------------------------+
/// </code>
/// Read at any even offset. Written at 8n+4, so that the traffic selector stands at 8n (RFC 6088 §3.2).
/// </summary>
public static class FlowIdentificationOption
{
    /// <summary>The option type.</summary>
    public const int Type = 45;

    /// <summary>Octets of data without sub-options.</summary>
    public const int FixedLength = 6;

    /// <summary>Sub-option type of the Binding Identifiers.</summary>
    public const int BindingReference = 2;

    /// <summary>Sub-option type of the traffic selector.</summary>
    public const int TrafficSelector = 3;

    /// <summary>Where sub-options start in the option.</summary>
    public const int SubOptionsOffset = 8;

    /// <summary>Octets of the largest option that is written here, with the padding before it.</summary>
    public const int LargestOctets =
        MobilityOption.LargestPadding + SubOptionsOffset + ReferenceLength + TrafficSelectorFormat.LargestOctets;

    private const int FidOffset = 2;
    private const int PriorityOffset = 4;
    private const int ReservedOffset = 6;
    private const int StatusOffset = 7;
    private const int ReferenceLength = 4;

    /// <summary>The flow identifier; 0 is not allowed.</summary>
    public static int Fid(byte[] buffer, int at)
    {
        return BigEndian.ReadUInt16(buffer, at + FidOffset);
    }

    /// <summary>The priority: the lowest is matched first; 0 is not allowed.</summary>
    public static int Priority(byte[] buffer, int at)
    {
        return BigEndian.ReadUInt16(buffer, at + PriorityOffset);
    }

    /// <summary>The status in a Binding Acknowledgement, one of <see cref="FlowStatus"/>.</summary>
    public static int Status(byte[] buffer, int at)
    {
        return buffer[at + StatusOffset];
    }

    /// <summary>Whether the option has room for all fields.</summary>
    public static bool IsLongEnough(byte[] buffer, int at)
    {
        return MobilityOption.DataLength(buffer, at) >= FixedLength;
    }

    /// <summary>Writes an option with one Binding Identifier and a selector.</summary>
    /// <returns>Where the next option starts.</returns>
    public static int Write(
        byte[] buffer, int headerOffset, int at, int fid, int priority, int bid, TrafficSelector selector)
    {
        int start = MobilityOption.Align(buffer, headerOffset, at, 8, 4);
        int reference = WriteFixed(buffer, start, fid, priority, 0);
        buffer[reference] = BindingReference;
        buffer[reference + 1] = ReferenceLength - MobilityOption.DataOffset;
        BigEndian.WriteUInt16(buffer, reference + MobilityOption.DataOffset, bid);
        int end = TrafficSelectorFormat.Write(buffer, reference + ReferenceLength, selector);
        buffer[start + 1] = (byte)(end - start - MobilityOption.DataOffset);
        return end;
    }

    /// <summary>Writes an option without sub-options: what an answer says of a flow identifier in a summary.</summary>
    /// <returns>Where the next option starts.</returns>
    public static int WriteStatus(byte[] buffer, int headerOffset, int at, int fid, int status)
    {
        int start = MobilityOption.Align(buffer, headerOffset, at, 2, 0);
        return WriteFixed(buffer, start, fid, 0, status);
    }

    /// <summary>
    /// Copies a received option whole, at the same alignment, with a status; one too short to hold that is filled up with
    /// zeros.
    /// </summary>
    /// <returns>Where the next option starts.</returns>
    public static int WriteCopy(
        byte[] buffer, int headerOffset, int at, byte[] received, int receivedHeader, int receivedAt, int status)
    {
        int start = MobilityOption.Align(buffer, headerOffset, at, 8, (receivedAt - receivedHeader) & 7);
        int end = WriteFixed(buffer, start, 0, 0, 0);
        int length = MobilityOption.DataLength(received, receivedAt);
        Array.Copy(received, receivedAt + MobilityOption.DataOffset, buffer, start + MobilityOption.DataOffset, length);
        buffer[start + StatusOffset] = (byte)status;
        if (length < FixedLength)
        {
            return end;
        }

        buffer[start + 1] = (byte)length;
        return start + MobilityOption.DataOffset + length;
    }

    private static int WriteFixed(byte[] buffer, int at, int fid, int priority, int status)
    {
        buffer[at] = Type;
        buffer[at + 1] = FixedLength;
        BigEndian.WriteUInt16(buffer, at + FidOffset, fid);
        BigEndian.WriteUInt16(buffer, at + PriorityOffset, priority);
        buffer[at + ReservedOffset] = 0;
        buffer[at + StatusOffset] = (byte)status;
        return at + SubOptionsOffset;
    }
}
