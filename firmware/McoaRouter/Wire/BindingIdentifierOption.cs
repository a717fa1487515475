using System;

namespace McoaRouter.Wire;

/// <summary>
/// The Binding Unique Identifier sub-option in the draft's layout (draft §4.3.1). Its type was never assigned, so the
/// <see cref="WireProfile"/> names it.
/// <code>
///                                 +---------------+---------------+
///                                 |     type      | length 4 / 20 |
/// +---------------+---------------+---------------+-+-+-----------+
/// |      Binding Identifier       |priority/status|C|R| reserved  |
/// +-------------------------------+---------------+-+-+-----------+
/// |              care-of address, 16 octets, with C               |
/// +---------------------------------------------------------------+
/// </code>
/// The draft states no alignment; we write what RFC 5648 §4.2 asks for (2n, with an address 8n+2) and read any even
/// offset.
/// </summary>
public static class BindingIdentifierOption
{
    /// <summary>Octets of data without a care-of address.</summary>
    public const int ShortLength = 4;

    /// <summary>Octets of data with a care-of address.</summary>
    public const int LongLength = 20;

    /// <summary>C: the care-of address follows.</summary>
    public const int CareOfAddressFlag = 0x80;

    /// <summary>R: remove this binding although the Binding Update registers others.</summary>
    public const int RemoveFlag = 0x40;

    /// <summary>Status in a Binding Acknowledgement: accepted.</summary>
    public const int StatusAccepted = 0;

    /// <summary>Status in a Binding Acknowledgement: the option breaks the rules (INCOMPLIANT BID SUBOPTION).</summary>
    public const int StatusIncompliant = 128;

    private const int PriorityOffset = 4;
    private const int FlagsOffset = 5;
    private const int AddressOffset = 6;

    /// <summary>The Binding Identifier, 16 bits; 0 is not allowed.</summary>
    public static int Bid(byte[] buffer, int at)
    {
        return BigEndian.ReadUInt16(buffer, at + MobilityOption.DataOffset);
    }

    /// <summary>Octet 2: the priority in a Binding Update, the status in a Binding Acknowledgement.</summary>
    public static int PriorityOrStatus(byte[] buffer, int at)
    {
        return buffer[at + PriorityOffset];
    }

    /// <summary>Whether C is set.</summary>
    public static bool HasCareOfAddress(byte[] buffer, int at)
    {
        return (buffer[at + FlagsOffset] & CareOfAddressFlag) != 0;
    }

    /// <summary>Whether R is set.</summary>
    public static bool Removes(byte[] buffer, int at)
    {
        return (buffer[at + FlagsOffset] & RemoveFlag) != 0;
    }

    /// <summary>Where the care-of address starts; only with C set and a length of 20.</summary>
    public static int CareOfAddressOffset(int at)
    {
        return at + AddressOffset;
    }

    /// <summary>
    /// Whether the option keeps the draft's §4.3.1 and §6.2: a BID that is not 0, length 4 without C, 20 with it, R
    /// only with C.
    /// </summary>
    public static bool IsCompliant(byte[] buffer, int at)
    {
        int length = MobilityOption.DataLength(buffer, at);
        if (length < ShortLength || Bid(buffer, at) == 0)
        {
            return false;
        }

        return HasCareOfAddress(buffer, at) ? length == LongLength : length == ShortLength && !Removes(buffer, at);
    }

    /// <summary>
    /// Writes an option without a care-of address: an individual registration, or the removal of one binding.
    /// </summary>
    /// <returns>Where the next option starts.</returns>
    public static int Write(byte[] buffer, int headerOffset, int at, int type, int bid, int priorityOrStatus)
    {
        int start = MobilityOption.Align(buffer, headerOffset, at, 2, 0);
        WriteFixed(buffer, start, type, ShortLength, bid, priorityOrStatus, 0);
        return start + AddressOffset;
    }

    /// <summary>Writes an option with a care-of address (C set), as bulk registration uses it.</summary>
    /// <returns>Where the next option starts.</returns>
    public static int Write(
        byte[] buffer,
        int headerOffset,
        int at,
        int type,
        int bid,
        int priorityOrStatus,
        bool remove,
        byte[] careOfAddress,
        int careOfAddressOffset)
    {
        int start = MobilityOption.Align(buffer, headerOffset, at, 8, 2);
        int flags = remove ? CareOfAddressFlag | RemoveFlag : CareOfAddressFlag;
        WriteFixed(buffer, start, type, LongLength, bid, priorityOrStatus, flags);
        Ipv6Address.Copy(careOfAddress, careOfAddressOffset, buffer, start + AddressOffset);
        return start + AddressOffset + Ipv6Address.Length;
    }

    /// <summary>
    /// Copies a received option into an answer with its status (draft §6.3), whatever its length; one too short to hold
    /// a status is filled up with zeros.
    /// </summary>
    /// <returns>Where the next option starts.</returns>
    public static int WriteAnswer(byte[] buffer, int headerOffset, int at, byte[] received, int receivedAt, int status)
    {
        int length = MobilityOption.DataLength(received, receivedAt);
        int answerLength = length < ShortLength ? ShortLength : length;
        bool longForm = answerLength >= LongLength;
        int start = MobilityOption.Align(buffer, headerOffset, at, longForm ? 8 : 2, longForm ? 2 : 0);
        WriteFixed(buffer, start, received[receivedAt], answerLength, 0, 0, 0);
        Array.Copy(received, receivedAt + MobilityOption.DataOffset, buffer, start + MobilityOption.DataOffset, length);
        buffer[start + PriorityOffset] = (byte)status;
        return start + MobilityOption.DataOffset + answerLength;
    }

    private static void WriteFixed(byte[] buffer, int at, int type, int length, int bid, int priorityOrStatus, int flags)
    {
        buffer[at] = (byte)type;
        buffer[at + 1] = (byte)length;
        BigEndian.WriteUInt16(buffer, at + MobilityOption.DataOffset, bid);
        buffer[at + PriorityOffset] = (byte)priorityOrStatus;
        buffer[at + FlagsOffset] = (byte)flags;
    }
}
