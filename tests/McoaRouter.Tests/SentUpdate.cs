using McoaRouter.Wire;

namespace McoaRouter.Tests;

/// <summary>
/// What a Binding Update that the router sent says, in one line read from its octets:
/// source, <c>home</c> where there is no Home Address option, flags, lifetime in s, then its options in their order:
/// <c>BID:octets 2 and 3</c> with <c>@care-of address</c>, <c>alt</c> address, <c>v4</c> address, <c>mnp</c> prefix,
/// <c>auth</c>. Within UDP, <c>address:port&gt;address:port</c> stands before it.
/// </summary>
internal static class SentUpdate
{
    internal static string Describe(byte[] packet)
    {
        if (packet[0] >> 4 == 4)
        {
            byte[] inner = new byte[packet.Length - 28];
            System.Array.Copy(packet, 28, inner, 0, inner.Length);
            return Ipv4AddressText.Write(packet, 12) + ":" + BigEndian.ReadUInt16(packet, 20).ToString() + ">"
                + Ipv4AddressText.Write(packet, 16) + ":" + BigEndian.ReadUInt16(packet, 22).ToString() + " "
                + Describe(inner);
        }

        int header = HeaderOf(packet);
        Assert.AreEqual(5, (int)packet[header + 2]);
        string text = Address(packet, 8)
            + (header == Ipv6Header.Length ? " home " : " ")
            + Octets(packet, header + 8, 2) + " "
            + (4 * BigEndian.ReadUInt16(packet, header + 10)).ToString();
        int at = header + 12;
        while (at < packet.Length)
        {
            if (packet[at] == 0)
            {
                at++;
                continue;
            }

            text += Option(packet, at);
            at += 2 + packet[at + 1];
        }

        return text;
    }

    internal static int Sequence(byte[] packet)
    {
        return BigEndian.ReadUInt16(packet, HeaderOf(packet) + 6);
    }

    internal static string Destination(byte[] packet)
    {
        return Address(packet, 24);
    }

    /// <summary>Where the Mobility Header starts.</summary>
    internal static int HeaderOf(byte[] packet)
    {
        return packet[6] == ProtocolNumbers.Mobility ? Ipv6Header.Length : Ipv6Header.Length + 24;
    }

    private static string Option(byte[] packet, int at)
    {
        switch ((int)packet[at])
        {
            case 3:
                return " alt " + Address(packet, at + 2);
            case 6:
                return " mnp " + Address(packet, at + 4);
            case 9:
                return " auth";
            case 32:
                return " v4 " + Ipv4AddressText.Write(packet, at + 4);
            case 35:
                return " " + BigEndian.ReadUInt16(packet, at + 2).ToString() + ":" + Octets(packet, at + 4, 2)
                    + (packet[at + 1] == 20 ? "@" + Address(packet, at + 6) : string.Empty)
                    + (packet[at + 1] == 8 ? "@" + Ipv4AddressText.Write(packet, at + 6) : string.Empty);
            default:
                return string.Empty;
        }
    }

    private static string Octets(byte[] packet, int at, int count)
    {
        const string Digits = "0123456789abcdef";
        string text = string.Empty;
        for (int i = at; i < at + count; i++)
        {
            text += Digits.Substring(packet[i] >> 4, 1) + Digits.Substring(packet[i] & 15, 1);
        }

        return text;
    }

    private static string Address(byte[] packet, int at)
    {
        return Ipv6AddressText.Write(packet, at);
    }
}
