namespace McoaRouter.Wire;

/// <summary>
/// The Flow Summary mobility option (RFC 6089 §4.2.2): flow bindings that are to stay as they are. Its type is 44, as its
/// figure says; §8 names the two types the other way round.
/// <code>
/// +---------------+---------------+-------------------------------+
/// |   type 44     |    length     |              FID              |
/// +---------------+---------------+-------------------------------+
/// |        FID, as many as the length has room for                |
/// +---------------------------------------------------------------+
/// </code>
/// Alignment 2n.
/// </summary>
public static class FlowSummaryOption
{
    /// <summary>The option type.</summary>
    public const int Type = 44;

    /// <summary>Octets of one flow identifier.</summary>
    public const int FidLength = 2;

    /// <summary>Whether the option names whole flow identifiers, one at least, at an even offset.</summary>
    public static bool IsWellFormed(byte[] buffer, int headerOffset, int at)
    {
        int length = MobilityOption.DataLength(buffer, at);
        return length >= FidLength && (length & 1) == 0 && MobilityOption.IsAligned(headerOffset, at, 2, 0);
    }

    /// <summary>How many flow identifiers it names.</summary>
    public static int Count(byte[] buffer, int at)
    {
        return MobilityOption.DataLength(buffer, at) / FidLength;
    }

    /// <summary>The flow identifier with an index.</summary>
    public static int Fid(byte[] buffer, int at, int index)
    {
        return BigEndian.ReadUInt16(buffer, at + MobilityOption.DataOffset + (FidLength * index));
    }

    /// <summary>Starts an option without flow identifiers.</summary>
    /// <returns>Where it starts.</returns>
    public static int Begin(byte[] buffer, int headerOffset, int at)
    {
        int start = MobilityOption.Align(buffer, headerOffset, at, 2, 0);
        buffer[start] = Type;
        buffer[start + 1] = 0;
        return start;
    }

    /// <summary>Adds a flow identifier to an option that is being written.</summary>
    /// <returns>Where the next option starts.</returns>
    public static int Add(byte[] buffer, int start, int fid)
    {
        int at = start + MobilityOption.DataOffset + MobilityOption.DataLength(buffer, start);
        BigEndian.WriteUInt16(buffer, at, fid);
        buffer[start + 1] += FidLength;
        return at + FidLength;
    }
}
