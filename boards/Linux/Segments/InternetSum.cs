using System;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using McoaRouter.Wire;

namespace McoaRouter.Boards.Linux.Segments;

/// <summary>
/// The sum of the Internet checksum (RFC 1071) by the machine's widest additions: it is the same in whatever order and
/// width the words are added. All values are as they stand in memory.
/// </summary>
internal static class InternetSum
{
    private const int VectorOctets = 32;

    /// <summary>Adds octets, which begin at an even place of what is summed.</summary>
    public static ulong Add(ulong sum, ReadOnlySpan<byte> octets)
    {
        ref byte first = ref MemoryMarshal.GetReference(octets);
        int at = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            Vector256<ulong> sums = Vector256<ulong>.Zero;
            for (; at <= octets.Length - VectorOctets; at += VectorOctets)
            {
                Vector256<uint> words = Vector256.LoadUnsafe(ref first, (nuint)at).AsUInt32();
                sums += Vector256.WidenLower(words) + Vector256.WidenUpper(words);
            }

            sum += Vector256.Sum(sums);
        }

        for (; at <= octets.Length - sizeof(uint); at += sizeof(uint))
        {
            sum += Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref first, at));
        }

        if (at <= octets.Length - sizeof(ushort))
        {
            sum += Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref first, at));
            at += sizeof(ushort);
        }

        return at < octets.Length ? sum + Word(octets[at] << 8) : sum;
    }

    /// <summary>The sum of the pseudo-header (RFC 8200 §8.1).</summary>
    /// <param name="packet">A packet whose destination is in its IPv6 header.</param>
    /// <param name="protocol">The protocol.</param>
    /// <param name="length">Octets of its header and payload.</param>
    public static ulong OfPseudoHeader(ReadOnlySpan<byte> packet, int protocol, int length)
    {
        ReadOnlySpan<byte> addresses = packet.Slice(Ipv6Header.SourceOffset, 2 * Ipv6Address.Length);
        return Add(Word(protocol) + Word(length), addresses);
    }

    /// <summary>A number of 16 bits as it stands in memory.</summary>
    public static ulong Word(int value)
    {
        return BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness((ushort)value) : (ushort)value;
    }

    /// <summary>The 16 bits of a sum, not complemented.</summary>
    public static ushort Fold(ulong sum)
    {
        sum = (sum & uint.MaxValue) + (sum >> 32);
        sum = (sum & uint.MaxValue) + (sum >> 32);
        sum = (sum & ushort.MaxValue) + (sum >> 16);
        sum = (sum & ushort.MaxValue) + (sum >> 16);
        return (ushort)sum;
    }
}
