namespace McoaRouter.Wire;

/// <summary>
/// The NAT Detection option (RFC 5555 §3.2.2), which a Binding Acknowledgement in UDP carries; alignment 4n.
/// <code>
/// +---------------+---------------+-+-----------------------------+
/// |   type = 31   |  length = 6   |F|          reserved           |
/// +---------------+---------------+-+-----------------------------+
/// |            refresh time, s; 0 says none, all ones never       |
/// +---------------------------------------------------------------+
/// </code>
/// </summary>
public static class NatDetectionOption
{
    /// <summary>Option type.</summary>
    public const int Type = 31;

    /// <summary>Octets of data.</summary>
    public const int DataLength = 6;

    /// <summary>A refresh time that says that no NAT was detected, and no keepalive is needed.</summary>
    public const uint NoRefresh = 0xFFFFFFFF;

    private const int FlagsOffset = 2;
    private const int RefreshOffset = 4;
    private const int ForceFlag = 0x80;

    /// <summary>F: whether UDP is required although no NAT is in between.</summary>
    public static bool Forces(byte[] buffer, int at)
    {
        return (buffer[at + FlagsOffset] & ForceFlag) != 0;
    }

    /// <summary>The refresh time in seconds; 0 leaves it to the receiver.</summary>
    public static uint RefreshSeconds(byte[] buffer, int at)
    {
        return BigEndian.ReadUInt32(buffer, at + RefreshOffset);
    }

    /// <summary>Writes the option.</summary>
    /// <param name="buffer">Where to write.</param>
    /// <param name="headerOffset">Where the Mobility Header starts.</param>
    /// <param name="at">Where the option before it ended.</param>
    /// <param name="forces">F.</param>
    /// <param name="refreshSeconds">The refresh time.</param>
    /// <returns>Where the next option starts.</returns>
    public static int Write(byte[] buffer, int headerOffset, int at, bool forces, uint refreshSeconds)
    {
        int start = MobilityOption.Align(buffer, headerOffset, at, 4, 0);
        buffer[start] = Type;
        buffer[start + 1] = DataLength;
        buffer[start + FlagsOffset] = (byte)(forces ? ForceFlag : 0);
        buffer[start + FlagsOffset + 1] = 0;
        BigEndian.WriteUInt32(buffer, start + RefreshOffset, (int)refreshSeconds);
        return start + MobilityOption.DataOffset + DataLength;
    }
}
