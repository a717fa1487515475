using System;
using System.Buffers.Binary;

namespace McoaRouter.Boards.Linux;

internal static class EncapsulationHeaders
{
    public const int Length = 28;
    public const int Port = 4191;
    public const int DestinationOffset = 16;
    public const int DestinationPortOffset = 22;

    public static void Write(
        byte[] buffer, int at, int payload, ReadOnlySpan<byte> source, int sourcePort, byte[] destination, int port)
    {
        Span<byte> header = buffer.AsSpan(at, Length);
        header.Clear();
        header[0] = 0x45;
        BinaryPrimitives.WriteUInt16BigEndian(header[2..], (ushort)(Length + payload));
        header[8] = 64;
        header[9] = 17;
        source.CopyTo(header[12..]);
        destination.CopyTo(header[16..]);
        uint sum = 0;
        for (int i = 0; i < 20; i += 2)
        {
            sum += BinaryPrimitives.ReadUInt16BigEndian(header[i..]);
        }

        sum = (sum & 0xFFFF) + (sum >> 16);
        BinaryPrimitives.WriteUInt16BigEndian(header[10..], (ushort)~sum);
        BinaryPrimitives.WriteUInt16BigEndian(header[20..], (ushort)sourcePort);
        BinaryPrimitives.WriteUInt16BigEndian(header[22..], (ushort)port);
        BinaryPrimitives.WriteUInt16BigEndian(header[24..], (ushort)(8 + payload));
    }
}
