using System;

namespace McoaRouter.Wire;

/// <summary>
/// The Home Address option (RFC 6275 §6.3) in a Destination Options header of its own, as a mobile node sends it.
/// <code>
/// +---------------+---------------+---------------+---------------+
/// |  next header  |  length = 2   |   PadN = 1    |       2       |
/// +---------------+---------------+---------------+---------------+
/// |       0       |       0       |  type = 0xC9  |  length = 16  |
/// +---------------+---------------+---------------+---------------+
/// |                     home address, 16 octets                   |
/// +---------------------------------------------------------------+
/// </code>
/// </summary>
public static class HomeAddressOption
{
    /// <summary>Option type: to be understood, or the packet is refused.</summary>
    public const int Type = 0xC9;

    /// <summary>Where the option starts in its header: alignment 8n+6.</summary>
    public const int OptionOffset = 6;

    /// <summary>Octets of the whole header.</summary>
    public const int HeaderLength = 24;

    private const int Pad1 = 0;
    private const int PadN = 1;

    /// <summary>Makes padding of the option whose home address starts at an offset.</summary>
    public static void Blank(byte[] buffer, int homeAddressOffset)
    {
        buffer[homeAddressOffset - 2] = PadN;
        Array.Clear(buffer, homeAddressOffset, Ipv6Address.Length);
    }

    /// <summary>
    /// Whether a Destination Options header, known to be well-formed, holds nothing but padding. Bounded by its
    /// options.
    /// </summary>
    public static bool IsPadding(byte[] buffer, int offset)
    {
        int end = offset + Ipv6Header.ExtensionLength(buffer, offset);
        int at = offset + 2;
        while (at < end && (buffer[at] == Pad1 || buffer[at] == PadN))
        {
            at += buffer[at] == Pad1 ? 1 : 2 + buffer[at + 1];
        }

        return at >= end;
    }

    /// <summary>Writes the header and returns where the next one starts.</summary>
    public static int Write(byte[] buffer, int offset, int nextHeader, byte[] homeAddress, int homeAddressOffset)
    {
        buffer[offset] = (byte)nextHeader;
        buffer[offset + 1] = (HeaderLength / 8) - 1;
        buffer[offset + 2] = PadN;
        buffer[offset + 3] = 2;
        buffer[offset + 4] = 0;
        buffer[offset + 5] = 0;
        buffer[offset + OptionOffset] = Type;
        buffer[offset + 7] = Ipv6Address.Length;
        Ipv6Address.Copy(homeAddress, homeAddressOffset, buffer, offset + 8);
        return offset + HeaderLength;
    }
}
