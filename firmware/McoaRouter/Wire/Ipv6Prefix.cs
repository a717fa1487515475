using System;

namespace McoaRouter.Wire;

/// <summary>An IPv6 prefix that tests addresses against itself with two comparisons and no loop.</summary>
public sealed class Ipv6Prefix
{
    /// <summary>The 16 octets of the prefix, zero behind its length. Not to be changed.</summary>
    public readonly byte[] Octets;

    /// <summary>Bits, 0..128.</summary>
    public readonly int Length;

    private readonly long _high;
    private readonly long _low;
    private readonly long _highMask;
    private readonly long _lowMask;

    /// <summary>Makes a prefix; bits of the address behind the length are cleared.</summary>
    /// <param name="address">The buffer that holds the address.</param>
    /// <param name="offset">Where the address starts.</param>
    /// <param name="length">Bits, 0..128.</param>
    public Ipv6Prefix(byte[] address, int offset, int length)
    {
        byte[] mask = new byte[Ipv6Address.Length];
        Octets = new byte[Ipv6Address.Length];
        Length = length;
        for (int i = 0; i < Ipv6Address.Length; i++)
        {
            int bits = length - (8 * i);
            mask[i] = (byte)(bits >= 8 ? 0xFF : bits <= 0 ? 0 : 0xFF << (8 - bits));
            Octets[i] = (byte)(address[offset + i] & mask[i]);
        }

        _high = BitConverter.ToInt64(Octets, 0);
        _low = BitConverter.ToInt64(Octets, 8);
        _highMask = BitConverter.ToInt64(mask, 0);
        _lowMask = BitConverter.ToInt64(mask, 8);
    }

    /// <summary>Whether an address lies in the prefix.</summary>
    public bool Contains(byte[] buffer, int offset)
    {
        return (BitConverter.ToInt64(buffer, offset) & _highMask) == _high
            && (BitConverter.ToInt64(buffer, offset + 8) & _lowMask) == _low;
    }

    /// <summary>Whether an address lies in any of the prefixes. Bounded by their number.</summary>
    public static bool AnyContains(Ipv6Prefix[] prefixes, byte[] buffer, int offset)
    {
        for (int i = 0; i < prefixes.Length; i++)
        {
            if (prefixes[i].Contains(buffer, offset))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether both have the same bits and the same length.</summary>
    public bool Same(Ipv6Prefix other)
    {
        return Length == other.Length && _high == other._high && _low == other._low;
    }

    /// <summary>Whether one of the two contains the other.</summary>
    public bool Overlaps(Ipv6Prefix other)
    {
        return Length <= other.Length ? Contains(other.Octets, 0) : other.Contains(Octets, 0);
    }

    /// <summary>
    /// Reads <c>address/length</c>; with <paramref name="strict"/>, bits behind the length must be zero.
    /// </summary>
    /// <returns>The prefix, or null where the text is none.</returns>
    public static Ipv6Prefix TryRead(string text, bool strict)
    {
        int slash = text == null ? -1 : text.IndexOf('/');
        if (slash < 0 || slash == text.Length - 1 || text.Length - slash > 4)
        {
            return null;
        }

        int length = 0;
        for (int i = slash + 1; i < text.Length; i++)
        {
            if (text[i] < '0' || text[i] > '9')
            {
                return null;
            }

            length = (10 * length) + text[i] - '0';
        }

        byte[] address = new byte[Ipv6Address.Length];
        if (length > 128 || !Ipv6AddressText.TryRead(text.Substring(0, slash), address, 0))
        {
            return null;
        }

        Ipv6Prefix prefix = new Ipv6Prefix(address, 0, length);
        return strict && !Ipv6Address.Equal(address, 0, prefix.Octets, 0) ? null : prefix;
    }

    /// <summary>The prefix as <c>address/length</c>. Allocates.</summary>
    public override string ToString()
    {
        return Ipv6AddressText.Write(Octets, 0) + "/" + Length.ToString();
    }
}
