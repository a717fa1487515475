using System;

namespace McoaRouter.Wire;

/// <summary>
/// The IPv4-mapped IPv6 address (RFC 4291 §2.5.5.2), <c>::ffff:192.0.2.1</c>: how an IPv4 address stands where 16 octets
/// are kept, such as a care-of address.
/// </summary>
public static class Ipv4MappedAddress
{
    /// <summary>Octets of an IPv4 address.</summary>
    public const int Ipv4Length = Ipv4Address.Length;

    /// <summary>Where the IPv4 address stands in the 16 octets.</summary>
    public const int Ipv4Offset = 12;

    private const int ZeroOctets = 10;

    /// <summary>Whether 16 octets are an IPv4-mapped address.</summary>
    public static bool Is(byte[] buffer, int offset)
    {
        for (int i = 0; i < ZeroOctets; i++)
        {
            if (buffer[offset + i] != 0)
            {
                return false;
            }
        }

        return buffer[offset + ZeroOctets] == 0xFF && buffer[offset + ZeroOctets + 1] == 0xFF;
    }

    /// <summary>Writes the 16 octets for an IPv4 address.</summary>
    public static void Write(byte[] buffer, int offset, byte[] address, int addressOffset)
    {
        Array.Clear(buffer, offset, ZeroOctets);
        buffer[offset + ZeroOctets] = 0xFF;
        buffer[offset + ZeroOctets + 1] = 0xFF;
        Ipv4Address.Copy(address, addressOffset, buffer, offset + Ipv4Offset);
    }
}
