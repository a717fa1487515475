using System;
using System.Buffers.Binary;
using System.IO;
using McoaRouter.Simulation;

namespace McoaRouter.Tools;

/// <summary>
/// Writes every packet into a classic capture file (draft-ietf-opsawg-pcap) with microseconds and link type raw IP.
/// </summary>
internal sealed class CaptureWriter : IPacketTap
{
    private const uint Magic = 0xA1B2C3D4;
    private const ushort MajorVersion = 2;
    private const ushort MinorVersion = 4;
    private const uint SnapshotLength = 65535;
    private const uint LinkTypeRaw = 101;
    private const int FileHeaderLength = 24;
    private const int RecordHeaderLength = 16;
    private const long MicrosecondsPerSecond = 1000000;

    private readonly Stream _stream;
    private readonly byte[] _record = new byte[RecordHeaderLength];

    /// <summary>Writes the file's header.</summary>
    public CaptureWriter(Stream stream)
    {
        _stream = stream;
        Span<byte> header = stackalloc byte[FileHeaderLength];
        header.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(header, Magic);
        BinaryPrimitives.WriteUInt16LittleEndian(header[4..], MajorVersion);
        BinaryPrimitives.WriteUInt16LittleEndian(header[6..], MinorVersion);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], SnapshotLength);
        BinaryPrimitives.WriteUInt32LittleEndian(header[20..], LinkTypeRaw);
        stream.Write(header);
    }

    /// <summary>Packets written.</summary>
    public int Packets { get; private set; }

    /// <inheritdoc/>
    public void PacketSent(
        int link, TrafficDirection direction, byte[] buffer, int offset, int length, long microseconds)
    {
        Write(buffer, offset, length, microseconds);
    }

    /// <summary>Writes one packet.</summary>
    /// <param name="buffer">The buffer that holds it.</param>
    /// <param name="offset">Where it starts.</param>
    /// <param name="length">Octets.</param>
    /// <param name="microseconds">Its time.</param>
    public void Write(byte[] buffer, int offset, int length, long microseconds)
    {
        Write(buffer.AsSpan(offset, length), length, microseconds);
    }

    /// <summary>Writes one packet.</summary>
    /// <param name="octets">Its octets, as many as were kept.</param>
    /// <param name="length">How many it had on its link.</param>
    /// <param name="microseconds">When it was seen, in microseconds.</param>
    public void Write(ReadOnlySpan<byte> octets, int length, long microseconds)
    {
        Packets++;
        BinaryPrimitives.WriteUInt32LittleEndian(_record, (uint)(microseconds / MicrosecondsPerSecond));
        BinaryPrimitives.WriteUInt32LittleEndian(_record.AsSpan(4), (uint)(microseconds % MicrosecondsPerSecond));
        BinaryPrimitives.WriteUInt32LittleEndian(_record.AsSpan(8), (uint)octets.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(_record.AsSpan(12), (uint)length);
        _stream.Write(_record);
        _stream.Write(octets);
    }
}
