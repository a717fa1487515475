namespace McoaRouter.Wire;

/// <summary>
/// The Mobility Message Replay Protection option (RFC 4285 §6): type 10, length 8, a 64-bit timestamp in the format of
/// the Network Time Protocol; alignment 8n+2.
/// </summary>
public static class ReplayProtectionOption
{
    /// <summary>Option type.</summary>
    public const int Type = 10;

    /// <summary>Octets of data.</summary>
    public const int DataLength = 8;

    /// <summary>Remainder of the alignment, modulo 8.</summary>
    public const int Alignment = 2;

    /// <summary>The timestamp: seconds in the high 32 bits, their fraction in the low ones.</summary>
    public static long Timestamp(byte[] buffer, int at)
    {
        return BigEndian.ReadInt64(buffer, at + MobilityOption.DataOffset);
    }

    /// <summary>Writes the option and returns where the next one starts.</summary>
    public static int Write(byte[] buffer, int headerOffset, int at, long timestamp)
    {
        int start = MobilityOption.Align(buffer, headerOffset, at, 8, Alignment);
        buffer[start] = Type;
        buffer[start + 1] = DataLength;
        BigEndian.WriteInt64(buffer, start + MobilityOption.DataOffset, timestamp);
        return start + MobilityOption.DataOffset + DataLength;
    }
}
