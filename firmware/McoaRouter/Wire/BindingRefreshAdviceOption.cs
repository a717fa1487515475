namespace McoaRouter.Wire;

/// <summary>
/// The Binding Refresh Advice option (RFC 6275 §6.2.4); alignment 2n. Valid in a home agent's Binding Acknowledgement
/// alone; its interval is less than the lifetime granted.
/// <code>
///                                 +---------------+---------------+
///                                 |   type = 2    |  length = 2   |
/// +-------------------------------+---------------+---------------+
/// | refresh interval, units of 4 s|
/// +-------------------------------+
/// </code>
/// </summary>
public static class BindingRefreshAdviceOption
{
    /// <summary>Option type.</summary>
    public const int Type = 2;

    /// <summary>Octets of data.</summary>
    public const int DataLength = 2;

    /// <summary>The time until a new home registration should be sent, in units of 4 s.</summary>
    public static int IntervalUnits(byte[] buffer, int at)
    {
        return BigEndian.ReadUInt16(buffer, at + MobilityOption.DataOffset);
    }

    /// <summary>Writes the option and returns where the next one starts.</summary>
    public static int Write(byte[] buffer, int headerOffset, int at, int intervalUnits)
    {
        int start = MobilityOption.Align(buffer, headerOffset, at, 2, 0);
        buffer[start] = Type;
        buffer[start + 1] = DataLength;
        BigEndian.WriteUInt16(buffer, start + MobilityOption.DataOffset, intervalUnits);
        return start + MobilityOption.DataOffset + DataLength;
    }
}
