using System;

namespace McoaRouter.Wire;

/// <summary>IPv4 addresses as 4 octets at an offset of somebody's buffer.</summary>
public static class Ipv4Address
{
    /// <summary>Octets of an address.</summary>
    public const int Length = 4;

    /// <summary>Whether two addresses are the same.</summary>
    public static bool Equal(byte[] left, int leftOffset, byte[] right, int rightOffset)
    {
        return BigEndian.ReadUInt16(left, leftOffset) == BigEndian.ReadUInt16(right, rightOffset)
            && BigEndian.ReadUInt16(left, leftOffset + 2) == BigEndian.ReadUInt16(right, rightOffset + 2);
    }

    /// <summary>Copies an address.</summary>
    public static void Copy(byte[] from, int fromOffset, byte[] to, int toOffset)
    {
        Array.Copy(from, fromOffset, to, toOffset, Length);
    }

    /// <summary>
    /// Whether a tunnel may end at the address: a unicast one that is neither of this network nor loopback nor
    /// link-local (RFC 6890 §2.2.2).
    /// </summary>
    public static bool IsRoutable(byte[] buffer, int offset)
    {
        const int ThisNetwork = 0;
        const int Loopback = 127;
        const int FirstMulticast = 224;
        int first = buffer[offset];
        return first != ThisNetwork
            && first != Loopback
            && first < FirstMulticast
            && !(first == 169 && buffer[offset + 1] == 254);
    }
}
