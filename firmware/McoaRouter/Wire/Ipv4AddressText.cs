namespace McoaRouter.Wire;

/// <summary>The textual form of IPv4 addresses, four decimal numbers. Allocates: not for the packet path.</summary>
public static class Ipv4AddressText
{
    /// <summary>Reads an address into 4 octets at <paramref name="offset"/>; a number has no leading zeros.</summary>
    /// <returns>False where the text is no such address; the buffer is then unspecified.</returns>
    public static bool TryRead(string text, byte[] buffer, int offset)
    {
        int at = 0;
        for (int i = 0; text != null && i < Ipv4Address.Length; i++)
        {
            int first = at;
            int value = 0;
            while (at < text.Length && text[at] >= '0' && text[at] <= '9' && at - first < 3)
            {
                value = (10 * value) + text[at] - '0';
                at++;
            }

            bool ended = i == Ipv4Address.Length - 1 ? at == text.Length : at < text.Length && text[at] == '.';
            if (at == first || value > 255 || !ended || (at - first > 1 && text[first] == '0'))
            {
                return false;
            }

            buffer[offset + i] = (byte)value;
            at++;
        }

        return text != null;
    }

    /// <summary>Writes an address.</summary>
    public static string Write(byte[] buffer, int offset)
    {
        string text = string.Empty;
        for (int i = 0; i < Ipv4Address.Length; i++)
        {
            int number = buffer[offset + i];
            text += i == 0 ? number.ToString() : "." + number.ToString();
        }

        return text;
    }
}
