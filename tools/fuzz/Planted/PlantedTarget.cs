using System;
using System.Buffers.Binary;

namespace McoaRouter.Fuzz.Planted;

/// <summary>
/// A parser with a bug, to prove that guidance finds what chance does not: it throws on four octets behind a length and a
/// checksum. Instrumented like what is fuzzed.
/// </summary>
public static class PlantedTarget
{
    /// <summary>Octets before the body: the length, and the sum of the body's octets.</summary>
    public const int HeaderOctets = 4;

    /// <summary>Parses octets.</summary>
    /// <exception cref="InvalidOperationException">The bug.</exception>
    public static bool Parse(byte[] octets)
    {
        if (octets.Length < HeaderOctets || BinaryPrimitives.ReadUInt16BigEndian(octets) != octets.Length - HeaderOctets)
        {
            return false;
        }

        int sum = 0;
        for (int i = HeaderOctets; i < octets.Length; i++)
        {
            sum += octets[i];
        }

        if (BinaryPrimitives.ReadUInt16BigEndian(octets.AsSpan(2)) != (sum & 0xFFFF) || octets.Length < HeaderOctets + 6)
        {
            return false;
        }

        if (octets[6] != 0x4D)
        {
            return false;
        }

        if (octets[7] != 0xC0)
        {
            return false;
        }

        if (octets[8] != 0xA1)
        {
            return false;
        }

        return octets[9] == 0x5E ? throw new InvalidOperationException("planted") : true;
    }
}
