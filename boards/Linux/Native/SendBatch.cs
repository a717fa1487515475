using System;
using System.Runtime.InteropServices;

namespace McoaRouter.Boards.Linux.Native;

/// <summary>
/// Packets that wait for the end of a turn and leave by one call. One that the kernel does not take is dropped and
/// counted, as a full queue does. Datagrams of one size to one place, of which the last may be smaller, can leave in one
/// piece, which the kernel or the hardware takes apart as late as it can (<c>UDP_SEGMENT</c>).
/// </summary>
internal sealed unsafe class SendBatch
{
    /// <summary>Octets of UDP payload in one piece: what fits into an IPv4 packet.</summary>
    private const int LargestPiece = ushort.MaxValue - 28;

    private readonly MessageBatch _batch;
    private readonly int _octets;
    private readonly int _nameOctets;
    private readonly bool _pieces;
    private bool _checksums;
    private int _count;

    /// <summary>Sets the memory aside.</summary>
    /// <param name="octets">Octets of the largest packet.</param>
    /// <param name="nameOctets">Octets of a destination's address.</param>
    /// <param name="pieces">
    /// Whether it is a UDP socket that takes datagrams in one piece. Those must have checksums; others have none.
    /// </param>
    public SendBatch(int octets, int nameOctets, bool pieces = false)
    {
        _octets = octets;
        _nameOctets = nameOctets;
        _pieces = pieces;
        _batch = new MessageBatch(MessageBatch.MostSlots, octets);
    }

    /// <summary>Packets that the kernel did not take.</summary>
    public long Dropped { get; private set; }

    /// <summary>Adds a packet; where no slot is free, those before it leave first. Allocates nothing.</summary>
    /// <param name="descriptor">The socket.</param>
    /// <param name="packet">The packet, which is copied.</param>
    /// <param name="name">Where the address that it goes to is to be written.</param>
    /// <returns>False where it is larger than a slot.</returns>
    public bool TryAdd(int descriptor, ReadOnlySpan<byte> packet, out byte* name)
    {
        name = null;
        if (packet.Length > _octets)
        {
            return false;
        }

        if (_count == _batch.Slots)
        {
            Flush(descriptor);
        }

        packet.CopyTo(_batch.Room(_count));
        _batch.Vectors[_count].Length = (nuint)packet.Length;
        name = _batch.Name(_count);
        _count++;
        return true;
    }

    /// <summary>Sends what waits. Allocates nothing and does not block.</summary>
    public void Flush(int descriptor)
    {
        if (_count == 0)
        {
            return;
        }

        int messages = Group();
        if (_pieces && _checksums != messages < _count)
        {
            _checksums = !_checksums;
            int off = _checksums ? 0 : 1;
            LibC.SetOption(descriptor, LibC.SolSocket, LibC.OptionNoChecksum, &off, sizeof(int));
        }

        int next = 0;
        while (next < messages)
        {
            int sent = LibC.SendMessages(
                descriptor, _batch.Messages + next, (uint)(messages - next), LibC.MessageDontWait);
            if (sent > 0)
            {
                next += sent;
                continue;
            }

            switch (Marshal.GetLastPInvokeError())
            {
                case LibC.Interrupted:
                    break;
                case LibC.TryAgain:
                    // The socket's queue is full: for the others, too.
                    while (next < messages)
                    {
                        Dropped += (long)_batch.Messages[next++].Header.VectorCount;
                    }

                    break;
                default:
                    SendSingly(descriptor, _batch.Messages + next);
                    next++;
                    break;
            }
        }

        _count = 0;
    }

    /// <summary>Makes messages of what waits.</summary>
    /// <returns>How many.</returns>
    private int Group()
    {
        int messages = 0;
        for (int first = 0; first < _count; messages++)
        {
            int packets = _pieces ? PieceFrom(first) : 1;
            ref LibC.MessageHeader header = ref _batch.Messages[messages].Header;
            header = default;
            header.Vectors = _batch.Vectors + first;
            header.VectorCount = (nuint)packets;
            header.Name = _batch.Name(first);
            header.NameLength = (uint)_nameOctets;
            if (packets > 1)
            {
                LibC.ControlMessage* control = _batch.Control(messages);
                control->Length = LibC.ControlMessage.LengthOfShort;
                control->Level = LibC.LevelUdp;
                control->Type = LibC.OptionUdpSegment;
                *(ushort*)&control->Value = (ushort)_batch.Vectors[first].Length;
                header.Control = (byte*)control;
                header.ControlLength = MessageBatch.ControlOctets;
            }

            first += packets;
        }

        return messages;
    }

    private int PieceFrom(int first)
    {
        nuint segment = _batch.Vectors[first].Length;
        nuint whole = segment;
        int next = first + 1;
        while (next < _count
            && _batch.Vectors[next - 1].Length == segment
            && _batch.Vectors[next].Length <= segment
            && whole + _batch.Vectors[next].Length <= LargestPiece
            && new ReadOnlySpan<byte>(_batch.Name(next), _nameOctets).SequenceEqual(
                new ReadOnlySpan<byte>(_batch.Name(first), _nameOctets)))
        {
            whole += _batch.Vectors[next].Length;
            next++;
        }

        return next - first;
    }

    /// <summary>
    /// Tries what a message holds one by one, where it is more than one: a path with a smaller MTU takes no pieces, but
    /// fragments.
    /// </summary>
    private void SendSingly(int descriptor, LibC.BatchedMessage* message)
    {
        ref LibC.MessageHeader header = ref message->Header;
        if (header.VectorCount == 1)
        {
            Dropped++;
            return;
        }

        for (nuint i = 0; i < header.VectorCount; i++)
        {
            nint length = (nint)header.Vectors[i].Length;
            nint sent = LibC.SendTo(
                descriptor, header.Vectors[i].Octets, length, LibC.MessageDontWait, header.Name, _nameOctets);
            Dropped += sent == length ? 0 : 1;
        }
    }
}
