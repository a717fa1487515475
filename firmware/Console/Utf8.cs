namespace McoaRouter.Consoles;

/// <summary>Tells UTF-8 from what is none: overlong forms, halves of surrogate pairs, cut characters.</summary>
internal static class Utf8
{
    private const int LargestCharacter = 0x10FFFF;

    /// <summary>Whether octets are UTF-8.</summary>
    internal static bool IsValid(byte[] buffer, int offset, int length)
    {
        int end = offset + length;
        int at = offset;
        while (at < end)
        {
            int first = buffer[at];
            int more = first < 0x80 ? 0 : first < 0xC2 ? -1 : first < 0xE0 ? 1 : first < 0xF0 ? 2 : first < 0xF5 ? 3 : -1;
            if (more < 0 || at + more >= end || !IsCharacter(buffer, at, more))
            {
                return false;
            }

            at += more + 1;
        }

        return true;
    }

    private static bool IsCharacter(byte[] buffer, int at, int more)
    {
        if (more == 0)
        {
            return true;
        }

        int value = buffer[at] & (0x3F >> more);
        for (int i = 1; i <= more; i++)
        {
            if ((buffer[at + i] & 0xC0) != 0x80)
            {
                return false;
            }

            value = (value << 6) | (buffer[at + i] & 0x3F);
        }

        int least = more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000;
        return value >= least && value <= LargestCharacter && (value < 0xD800 || value > 0xDFFF);
    }
}
