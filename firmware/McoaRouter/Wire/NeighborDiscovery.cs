namespace McoaRouter.Wire;

/// <summary>What the messages of Neighbor Discovery have in common: their hop limit and multicast addresses.</summary>
public static class NeighborDiscovery
{
    /// <summary>The hop limit of every message: none has passed a router (RFC 4861 §7.1).</summary>
    public const int HopLimit = 255;

    private const int OwnOctets = 3;
    private const int AllNodesGroup = 1;
    private const int AllRoutersGroup = 2;

    /// <summary>Writes the all-nodes multicast address of a link, <c>ff02::1</c> (RFC 4291 §2.7.1).</summary>
    public static void WriteAllNodes(byte[] buffer, int offset)
    {
        WriteLinkGroup(buffer, offset);
        buffer[offset + Ipv6Address.Length - 1] = AllNodesGroup;
    }

    /// <summary>Writes the all-routers multicast address of a link, <c>ff02::2</c> (RFC 4291 §2.7.1).</summary>
    public static void WriteAllRouters(byte[] buffer, int offset)
    {
        WriteLinkGroup(buffer, offset);
        buffer[offset + Ipv6Address.Length - 1] = AllRoutersGroup;
    }

    /// <summary>
    /// Writes the solicited-node multicast address of an address, <c>ff02::1:ff00:0/104</c> with its last 24 bits (RFC
    /// 4291 §2.7.1).
    /// </summary>
    public static void WriteSolicitedNode(byte[] buffer, int offset, byte[] address, int addressOffset)
    {
        WriteLinkGroup(buffer, offset);
        int own = Ipv6Address.Length - OwnOctets;
        buffer[offset + own - 2] = AllNodesGroup;
        buffer[offset + own - 1] = 0xFF;
        for (int i = own; i < Ipv6Address.Length; i++)
        {
            buffer[offset + i] = address[addressOffset + i];
        }
    }

    /// <summary>Whether an address is a solicited-node multicast address.</summary>
    internal static bool IsSolicitedNode(byte[] buffer, int offset)
    {
        int own = Ipv6Address.Length - OwnOctets;
        if (buffer[offset] != 0xFF
            || buffer[offset + 1] != 0x02
            || buffer[offset + own - 2] != AllNodesGroup
            || buffer[offset + own - 1] != 0xFF)
        {
            return false;
        }

        for (int i = 2; i < own - 2; i++)
        {
            if (buffer[offset + i] != 0)
            {
                return false;
            }
        }

        return true;
    }

    private static void WriteLinkGroup(byte[] buffer, int offset)
    {
        buffer[offset] = 0xFF;
        buffer[offset + 1] = 0x02;
        for (int i = 2; i < Ipv6Address.Length; i++)
        {
            buffer[offset + i] = 0;
        }
    }
}
