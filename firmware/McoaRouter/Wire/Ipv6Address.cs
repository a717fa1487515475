using System;

namespace McoaRouter.Wire;

/// <summary>
/// IPv6 addresses as 16 octets at an offset of somebody's buffer; an address is copied into place, never created.
/// <see cref="Ipv6AddressText"/> has the textual form.
/// </summary>
public static class Ipv6Address
{
    /// <summary>Octets of an address.</summary>
    public const int Length = 16;

    /// <summary>Whether two addresses are the same.</summary>
    public static bool Equal(byte[] left, int leftOffset, byte[] right, int rightOffset)
    {
        return BitConverter.ToInt64(left, leftOffset) == BitConverter.ToInt64(right, rightOffset)
            && BitConverter.ToInt64(left, leftOffset + 8) == BitConverter.ToInt64(right, rightOffset + 8);
    }

    /// <summary>Copies an address.</summary>
    public static void Copy(byte[] from, int fromOffset, byte[] to, int toOffset)
    {
        Array.Copy(from, fromOffset, to, toOffset, Length);
    }

    /// <summary>Whether the address is <c>::</c>.</summary>
    public static bool IsUnspecified(byte[] buffer, int offset)
    {
        return BitConverter.ToInt64(buffer, offset) == 0 && BitConverter.ToInt64(buffer, offset + 8) == 0;
    }

    /// <summary>Whether the address is in <c>ff00::/8</c>.</summary>
    public static bool IsMulticast(byte[] buffer, int offset)
    {
        return buffer[offset] == 0xFF;
    }

    /// <summary>Whether the address is in <c>fe80::/10</c>.</summary>
    public static bool IsLinkLocal(byte[] buffer, int offset)
    {
        return buffer[offset] == 0xFE && (buffer[offset + 1] & 0xC0) == 0x80;
    }

    /// <summary>Whether the address is <c>::1</c>.</summary>
    public static bool IsLoopback(byte[] buffer, int offset)
    {
        if (BitConverter.ToInt64(buffer, offset) != 0 || buffer[offset + 15] != 1)
        {
            return false;
        }

        for (int i = 8; i < 15; i++)
        {
            if (buffer[offset + i] != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// Whether a packet with this address may be forwarded or a binding may point at it: a unicast address that is
    /// neither unspecified nor loopback nor link-local nor IPv4-mapped (RFC 6275 §9.5.1: a unicast routable address).
    /// </summary>
    public static bool IsRoutable(byte[] buffer, int offset)
    {
        return !IsMulticast(buffer, offset)
            && !IsLinkLocal(buffer, offset)
            && (BitConverter.ToInt64(buffer, offset) != 0
                || !(IsUnspecified(buffer, offset)
                    || IsLoopback(buffer, offset)
                    || Ipv4MappedAddress.Is(buffer, offset)));
    }
}
