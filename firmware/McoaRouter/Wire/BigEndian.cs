namespace McoaRouter.Wire;

/// <summary>Integers in network byte order.</summary>
public static class BigEndian
{
    /// <summary>Reads 16 bits at <paramref name="offset"/>.</summary>
    public static int ReadUInt16(byte[] buffer, int offset)
    {
        return (buffer[offset] << 8) | buffer[offset + 1];
    }

    /// <summary>Writes the low 16 bits of <paramref name="value"/> at <paramref name="offset"/>.</summary>
    public static void WriteUInt16(byte[] buffer, int offset, int value)
    {
        buffer[offset] = (byte)(value >> 8);
        buffer[offset + 1] = (byte)value;
    }

    /// <summary>Reads 32 bits at <paramref name="offset"/>, without a sign.</summary>
    public static uint ReadUInt32(byte[] buffer, int offset)
    {
        return ((uint)buffer[offset] << 24)
            | ((uint)buffer[offset + 1] << 16)
            | ((uint)buffer[offset + 2] << 8)
            | buffer[offset + 3];
    }

    /// <summary>Writes 32 bits at <paramref name="offset"/>.</summary>
    public static void WriteUInt32(byte[] buffer, int offset, int value)
    {
        WriteUInt16(buffer, offset, value >> 16);
        WriteUInt16(buffer, offset + 2, value);
    }

    /// <summary>
    /// Reads 64 bits at <paramref name="offset"/>. The high half goes by int: on the device's runtime a long that was made
    /// of a uint shifts right without its sign.
    /// </summary>
    public static long ReadInt64(byte[] buffer, int offset)
    {
        return ((long)(int)ReadUInt32(buffer, offset) << 32) | ReadUInt32(buffer, offset + 4);
    }

    /// <summary>Writes 64 bits at <paramref name="offset"/>.</summary>
    public static void WriteInt64(byte[] buffer, int offset, long value)
    {
        WriteUInt32(buffer, offset, (int)(value >> 32));
        WriteUInt32(buffer, offset + 4, (int)value);
    }
}
