using System;

namespace McoaRouter.Links;

/// <summary>
/// One packet in a fixed buffer with room before it, so that outer headers are prepended without moving the packet.
/// </summary>
public sealed class PacketBuffer
{
    /// <summary>The memory: <see cref="Limits.HeadroomOctets"/>, and behind it the room for the packet.</summary>
    public readonly byte[] Octets;

    /// <summary>Where the packet starts; the methods move it, within the buffer.</summary>
    public int Start = Limits.HeadroomOctets;

    /// <summary>Octets of the packet; the methods set it, within the buffer.</summary>
    public int Length;

    /// <summary>Makes an empty buffer for any packet, up to <see cref="Limits.PacketOctets"/>.</summary>
    public PacketBuffer()
        : this(Limits.PacketOctets)
    {
    }

    /// <summary>Makes an empty buffer for packets up to a size, in octets.</summary>
    public PacketBuffer(int capacity)
    {
        Octets = new byte[Limits.HeadroomOctets + capacity];
    }

    /// <summary>
    /// Makes it an empty buffer with all its headroom, for a caller that writes a packet into <see cref="Octets"/> at
    /// <see cref="Start"/> and then calls <see cref="SetLength"/>.
    /// </summary>
    public void Reset()
    {
        Start = Limits.HeadroomOctets;
        Length = 0;
    }

    /// <summary>States the length of the packet that was written at <see cref="Start"/>.</summary>
    /// <returns>False, and nothing changed, where it does not fit.</returns>
    public bool SetLength(int length)
    {
        if (length < 0 || length > Octets.Length - Start)
        {
            return false;
        }

        Length = length;
        return true;
    }

    /// <summary>Replaces the contents by a copy of a packet.</summary>
    /// <returns>False, and an empty buffer, where the packet does not fit.</returns>
    public bool Load(byte[] source, int offset, int length)
    {
        Reset();
        if (length > Octets.Length - Limits.HeadroomOctets)
        {
            return false;
        }

        Array.Copy(source, offset, Octets, Start, length);
        Length = length;
        return true;
    }

    /// <summary>Moves the start back by <paramref name="octets"/>, for a header that the caller writes there.</summary>
    /// <returns>False, and nothing changed, where the headroom is used up.</returns>
    public bool Prepend(int octets)
    {
        if (octets > Start)
        {
            return false;
        }

        Start -= octets;
        Length += octets;
        return true;
    }

    /// <summary>Takes <paramref name="octets"/> off the front.</summary>
    /// <returns>False, and nothing changed, where the packet is shorter.</returns>
    public bool Strip(int octets)
    {
        if (octets > Length)
        {
            return false;
        }

        Start += octets;
        Length -= octets;
        return true;
    }
}
