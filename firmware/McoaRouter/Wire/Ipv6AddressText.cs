namespace McoaRouter.Wire;

/// <summary>
/// The textual form of IPv6 addresses: reads RFC 4291 §2.2, writes RFC 5952. Allocates: not for the packet path.
/// </summary>
public static class Ipv6AddressText
{
    private const string HexDigits = "0123456789abcdef";

    /// <summary>
    /// Reads an address without zone and without embedded IPv4 into 16 octets at <paramref name="offset"/>.
    /// </summary>
    /// <returns>False where the text is no such address; the buffer is then unspecified.</returns>
    public static bool TryRead(string text, byte[] buffer, int offset)
    {
        int groups = 0;
        int gap = -1;
        int at = 0;
        if (text == null || text.Length < 2)
        {
            return false;
        }

        if (text[0] == ':')
        {
            if (text[1] != ':')
            {
                return false;
            }

            gap = 0;
            at = 2;
        }

        while (at < text.Length)
        {
            int value = 0;
            int digits = 0;
            while (at < text.Length && digits < 5)
            {
                int digit = HexValue(text[at]);
                if (digit < 0)
                {
                    break;
                }

                value = (value << 4) | digit;
                digits++;
                at++;
            }

            if (digits == 0 || digits > 4 || groups == 8)
            {
                return false;
            }

            BigEndian.WriteUInt16(buffer, offset + (2 * groups), value);
            groups++;
            if (at == text.Length)
            {
                break;
            }

            if (text[at] != ':' || at + 1 == text.Length)
            {
                return false;
            }

            at++;
            if (text[at] == ':')
            {
                if (gap >= 0)
                {
                    return false;
                }

                gap = groups;
                at++;
            }
        }

        return gap < 0 ? groups == 8 : groups < 8 && Spread(buffer, offset, groups, gap);
    }

    /// <summary>Writes an address in the form of RFC 5952, an IPv4-mapped one as its §5 recommends.</summary>
    public static string Write(byte[] buffer, int offset)
    {
        if (Ipv4MappedAddress.Is(buffer, offset))
        {
            return "::ffff:" + Ipv4AddressText.Write(buffer, offset + Ipv4MappedAddress.Ipv4Offset);
        }

        int gapStart = -1;
        int gapLength = 1;
        for (int i = 0; i < 8; i++)
        {
            int run = 0;
            while (i + run < 8 && BigEndian.ReadUInt16(buffer, offset + (2 * (i + run))) == 0)
            {
                run++;
            }

            if (run > gapLength)
            {
                gapStart = i;
                gapLength = run;
            }

            i += run;
        }

        char[] text = new char[39];
        int length = 0;
        for (int i = 0; i < 8; i++)
        {
            if (i == gapStart)
            {
                text[length++] = ':';
                if (i + gapLength == 8)
                {
                    text[length++] = ':';
                }

                i += gapLength - 1;
                continue;
            }

            if (i > 0)
            {
                text[length++] = ':';
            }

            length = WriteGroup(text, length, BigEndian.ReadUInt16(buffer, offset + (2 * i)));
        }

        return new string(text, 0, length);
    }

    /// <summary>The value of a hexadecimal digit, or -1.</summary>
    public static int HexValue(char digit)
    {
        if (digit >= '0' && digit <= '9')
        {
            return digit - '0';
        }

        if (digit >= 'a' && digit <= 'f')
        {
            return digit - 'a' + 10;
        }

        return digit >= 'A' && digit <= 'F' ? digit - 'A' + 10 : -1;
    }

    private static int WriteGroup(char[] text, int length, int value)
    {
        bool started = false;
        for (int shift = 12; shift >= 0; shift -= 4)
        {
            int digit = (value >> shift) & 0xF;
            if (digit != 0 || started || shift == 0)
            {
                text[length++] = HexDigits[digit];
                started = true;
            }
        }

        return length;
    }

    private static bool Spread(byte[] buffer, int offset, int groups, int gap)
    {
        int tail = 2 * (groups - gap);
        int head = 2 * gap;
        for (int i = 0; i < tail; i++)
        {
            buffer[offset + Ipv6Address.Length - 1 - i] = buffer[offset + head + tail - 1 - i];
        }

        for (int i = head; i < Ipv6Address.Length - tail; i++)
        {
            buffer[offset + i] = 0;
        }

        return true;
    }
}
