using System;

namespace McoaRouter.HomeAgents;

/// <summary>
/// Where an address stands in a table of a power of two of places. Every bit of the address moves every bit of the place,
/// so that neighbouring addresses do not crowd. No defence against keys made to collide: who calls says why none is needed.
/// </summary>
internal static class AddressHash
{
    private const uint First = 0x9E3779B1;
    private const uint Second = 0x85EBCA77;
    private const uint Third = 0xC2B2AE3D;

    /// <summary>The hash of the address at an offset.</summary>
    internal static int Of(byte[] buffer, int offset)
    {
        return Of(BitConverter.ToInt64(buffer, offset), BitConverter.ToInt64(buffer, offset + 8), 0);
    }

    /// <summary>The hash of an address as two halves, and of a number beside it.</summary>
    internal static int Of(long high, long low, int beside)
    {
        uint hash = Mix((uint)beside * Third, (uint)high);
        hash = Mix(hash, (uint)(high >> 32));
        hash = Mix(hash, (uint)low);
        hash = Mix(hash, (uint)(low >> 32));
        return (int)(hash ^ (hash >> 16));
    }

    /// <summary>The hash of any octets. It walks them: not for packets.</summary>
    internal static int Of(byte[] octets)
    {
        uint hash = (uint)octets.Length * Third;
        for (int i = 0; i < octets.Length; i++)
        {
            hash = Mix(hash, octets[i]);
        }

        return (int)(hash ^ (hash >> 16));
    }

    /// <summary>The places of a table that is at most half full with this many keys: a power of two.</summary>
    internal static int PlacesFor(int keys)
    {
        int places = 2;
        while (places < 2 * keys)
        {
            places *= 2;
        }

        return places;
    }

    private static uint Mix(uint hash, uint word)
    {
        hash = (hash ^ word) * First;
        hash = (hash ^ (hash >> 15)) * Second;
        return hash ^ (hash >> 13);
    }
}
