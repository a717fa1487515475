using System;
using McoaRouter.Links;

namespace McoaRouter.Tests;

/// <summary>A link that keeps what was sent.</summary>
internal sealed class TestLink : ILink
{
    private readonly byte[][] _sent = new byte[64][];

    internal int Count { get; private set; }

    internal bool Refuses { get; set; }

    /// <summary>Whether packets are counted only, so that nothing is allocated.</summary>
    internal bool KeepsNothing { get; set; }

    /// <summary>
    /// Whether only the last packet is kept, in <see cref="LastOctets"/>, so that nothing is allocated.
    /// </summary>
    internal bool KeepsLastOnly { get; set; }

    /// <summary>The last packet, where no other is kept.</summary>
    internal byte[] LastOctets { get; } = new byte[Limits.PacketOctets];

    /// <summary>Its octets.</summary>
    internal int LastLength { get; private set; }

    public int MaximumTransmissionUnit { get; set; } = 1500;

    public bool Send(PacketBuffer packet)
    {
        if (Refuses)
        {
            return false;
        }

        if (KeepsLastOnly)
        {
            Array.Copy(packet.Octets, packet.Start, LastOctets, 0, packet.Length);
            LastLength = packet.Length;
            Count++;
            return true;
        }

        if (KeepsNothing)
        {
            Count++;
            return true;
        }

        byte[] copy = new byte[packet.Length];
        Array.Copy(packet.Octets, packet.Start, copy, 0, copy.Length);
        _sent[Count % _sent.Length] = copy;
        Count++;
        return true;
    }

    /// <summary>The packet that was sent last.</summary>
    internal byte[] Last()
    {
        return _sent[(Count - 1) % _sent.Length];
    }

    /// <summary>The packet with this index since <see cref="Clear"/>, of the last 64.</summary>
    internal byte[] At(int index)
    {
        return _sent[index % _sent.Length];
    }

    internal void Clear()
    {
        Count = 0;
    }
}
