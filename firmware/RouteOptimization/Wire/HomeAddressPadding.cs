using System;

namespace McoaRouter.Wire;

/// <summary>
/// Padding in the place of a <see cref="HomeAddressOption"/> whose address was put back into the IPv6 header (RFC 6275
/// §9.3.1). Options of Destination Options headers are padded like mobility options (RFC 8200 §4.2).
/// </summary>
internal static class HomeAddressPadding
{
    /// <summary>Makes padding of the option whose home address starts at an offset.</summary>
    internal static void Blank(byte[] buffer, int homeAddressOffset)
    {
        buffer[homeAddressOffset - 2] = MobilityOption.PadN;
        Array.Clear(buffer, homeAddressOffset, Ipv6Address.Length);
    }

    /// <summary>
    /// Whether a Destination Options header, known to be well-formed, holds nothing but padding. Bounded by its
    /// options.
    /// </summary>
    internal static bool IsPadding(byte[] buffer, int offset)
    {
        int end = offset + Ipv6Header.ExtensionLength(buffer, offset);
        int at = offset + 2;
        while (at < end && (buffer[at] == MobilityOption.Pad1 || buffer[at] == MobilityOption.PadN))
        {
            at += buffer[at] == MobilityOption.Pad1 ? 1 : 2 + buffer[at + 1];
        }

        return at >= end;
    }
}
