using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// Prefixes by their bits, to find which of them overlap another, however many there are. Allocates: the reader of the
/// settings has it.
/// </summary>
internal sealed class PrefixTree
{
    /// <summary>What <see cref="FindOverlap"/> gives where there is none.</summary>
    internal const int None = int.MaxValue;

    private readonly Node _root = new Node(new Ipv6Prefix(new byte[Ipv6Address.Length], 0, 0));

    /// <summary>Adds a prefix under a number, greater than those of all before.</summary>
    internal void Add(Ipv6Prefix prefix, int number)
    {
        Node node = _root;
        while (true)
        {
            node.Least = number < node.Least ? number : node.Least;
            if (node.Prefix.Length == prefix.Length)
            {
                node.Own = number < node.Own ? number : node.Own;
                return;
            }

            int side = BitOf(prefix, node.Prefix.Length);
            Node child = node.Children[side];
            if (child == null)
            {
                child = new Node(prefix);
                node.Children[side] = child;
            }
            else if (!child.Prefix.Overlaps(prefix) || child.Prefix.Length > prefix.Length)
            {
                child = Split(child, prefix);
                node.Children[side] = child;
            }

            node = child;
        }
    }

    /// <summary>The least number of a prefix that contains this one or is inside it, or <see cref="None"/>.</summary>
    internal int FindOverlap(Ipv6Prefix prefix)
    {
        int found = None;
        Node node = _root;
        while (node != null && node.Prefix.Length < prefix.Length && node.Prefix.Overlaps(prefix))
        {
            found = node.Own < found ? node.Own : found;
            node = node.Children[BitOf(prefix, node.Prefix.Length)];
        }

        return node != null && node.Prefix.Overlaps(prefix) && node.Least < found ? node.Least : found;
    }

    /// <summary>A node above another, for the bits that a prefix has in common with it.</summary>
    private static Node Split(Node below, Ipv6Prefix prefix)
    {
        int common = 0;
        while (common < prefix.Length && BitOf(prefix, common) == BitOf(below.Prefix, common))
        {
            common++;
        }

        Node node = new Node(new Ipv6Prefix(prefix.Octets, 0, common));
        node.Children[BitOf(below.Prefix, common)] = below;
        node.Least = below.Least;
        return node;
    }

    private static int BitOf(Ipv6Prefix prefix, int bit)
    {
        return (prefix.Octets[bit >> 3] >> (7 - (bit & 7))) & 1;
    }

    private sealed class Node
    {
        /// <summary>The bits of all that is below.</summary>
        internal readonly Ipv6Prefix Prefix;

        /// <summary>What is below, by the bit behind the prefix.</summary>
        internal readonly Node[] Children = new Node[2];

        /// <summary>The number of this very prefix, or <see cref="None"/>.</summary>
        internal int Own = None;

        /// <summary>The least number here and below.</summary>
        internal int Least = None;

        internal Node(Ipv6Prefix prefix)
        {
            Prefix = prefix;
        }
    }
}
