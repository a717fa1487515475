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

    /// <summary>Writes 32 bits at <paramref name="offset"/>.</summary>
    public static void WriteUInt32(byte[] buffer, int offset, int value)
    {
        WriteUInt16(buffer, offset, value >> 16);
        WriteUInt16(buffer, offset + 2, value);
    }
}
