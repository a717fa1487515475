namespace McoaRouter.Consoles;

/// <summary>
/// The cyclic redundancy check of 32 bits that Ethernet frames and many files end with (polynomial 0x04C11DB7,
/// reflected), four bits at a time: a table of 16 words is enough for a slot.
/// </summary>
internal static class Crc32
{
    /// <summary>What a check begins with.</summary>
    internal const uint Start = 0xFFFFFFFF;

    private static readonly uint[] s_table =
    {
        0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC, 0x76DC4190, 0x6B6B51F4, 0x4DB26158, 0x5005713C,
        0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C, 0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C,
    };

    /// <summary>Goes on with a check.</summary>
    internal static uint Add(uint check, byte[] buffer, int offset, int length)
    {
        for (int i = offset; i < offset + length; i++)
        {
            check ^= buffer[i];
            check = (check >> 4) ^ s_table[(int)(check & 0xF)];
            check = (check >> 4) ^ s_table[(int)(check & 0xF)];
        }

        return check;
    }

    /// <summary>What the check is in the end.</summary>
    internal static uint Finish(uint check)
    {
        return check ^ 0xFFFFFFFF;
    }
}
