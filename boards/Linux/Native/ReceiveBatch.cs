using System;

namespace McoaRouter.Boards.Linux.Native;

/// <summary>
/// Packets that a socket gave in one call, taken one by one. While <see cref="HasMore"/>, no <c>poll</c> tells of them.
/// A UDP socket may give many datagrams of one size in one piece (<c>UDP_GRO</c>).
/// </summary>
internal sealed unsafe class ReceiveBatch
{
    /// <summary>Pieces in one call: each may be 64 KB.</summary>
    private const int PieceSlots = 16;

    private readonly MessageBatch _batch;
    private readonly int _controlOctets;
    private int _count;
    private int _next;
    private int _at;

    /// <summary>Sets the memory aside.</summary>
    /// <param name="octets">Octets of the largest packet.</param>
    public ReceiveBatch(int octets)
        : this(new MessageBatch(MessageBatch.MostSlots, octets), 0)
    {
    }

    private ReceiveBatch(MessageBatch batch, int controlOctets)
    {
        _batch = batch;
        _controlOctets = controlOctets;
        for (int i = 0; i < batch.Slots; i++)
        {
            batch.Messages[i].Header.Vectors = batch.Vectors + i;
            batch.Messages[i].Header.VectorCount = 1;
            batch.Messages[i].Header.Name = batch.Name(i);
            batch.Messages[i].Header.Control = controlOctets == 0 ? null : (byte*)batch.Control(i);

            // The kernel writes the length of a sender's address over the room that there is for it: the same for each.
            batch.Messages[i].Header.NameLength = MessageBatch.NameOctets;
        }
    }

    /// <summary>Whether packets are left from the last call.</summary>
    public bool HasMore
    {
        get { return _next < _count; }
    }

    /// <summary>For a UDP socket that gives datagrams in one piece.</summary>
    public static ReceiveBatch ForPieces()
    {
        return new ReceiveBatch(new MessageBatch(PieceSlots, ushort.MaxValue), MessageBatch.ControlOctets);
    }

    /// <summary>Takes the next packet, from the kernel where none is left. Allocates nothing and does not block.</summary>
    /// <param name="descriptor">The socket.</param>
    /// <param name="length">Octets of the packet as it came, which may be more than there is room for.</param>
    /// <param name="name">Where its sender's address stands.</param>
    /// <param name="packet">The packet, as much as there is room for.</param>
    /// <returns>False where none is there.</returns>
    public bool TryTake(int descriptor, out int length, out byte* name, out ReadOnlySpan<byte> packet)
    {
        if (!HasMore && !Fill(descriptor))
        {
            length = 0;
            name = null;
            packet = default;
            return false;
        }

        LibC.BatchedMessage* message = _batch.Messages + _next;
        Span<byte> room = _batch.Room(_next);
        name = _batch.Name(_next);
        int whole = (int)message->Length;
        int segment = SegmentOctets(message);
        length = segment > 0 ? Math.Min(segment, whole - _at) : whole;
        packet = room.Slice(_at, Math.Min(length, room.Length - _at));
        _at += length;
        if (_at >= whole)
        {
            _at = 0;
            _next++;
        }

        return true;
    }

    private static int SegmentOctets(LibC.BatchedMessage* message)
    {
        LibC.ControlMessage* control = (LibC.ControlMessage*)message->Header.Control;
        return message->Header.ControlLength >= (nuint)sizeof(LibC.ControlMessage)
            && control->Level == LibC.LevelUdp && control->Type == LibC.OptionUdpGro
                ? control->Value
                : 0;
    }

    private bool Fill(int descriptor)
    {
        const int Flags = LibC.MessageTruncated | LibC.MessageDontWait;
        for (int i = 0; i < _batch.Slots && _controlOctets > 0; i++)
        {
            _batch.Messages[i].Header.ControlLength = (nuint)_controlOctets;
        }

        _next = 0;
        _at = 0;
        _count = Math.Max(0, LibC.ReceiveMessages(descriptor, _batch.Messages, (uint)_batch.Slots, Flags, null));
        return _count > 0;
    }
}
