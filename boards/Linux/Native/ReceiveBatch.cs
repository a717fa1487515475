using System;

namespace McoaRouter.Boards.Linux.Native;

/// <summary>
/// Packets that a socket gave in one call, taken one by one. While <see cref="HasMore"/>, no <c>poll</c> tells of them.
/// </summary>
internal sealed unsafe class ReceiveBatch
{
    private readonly MessageBatch _batch;
    private int _count;
    private int _next;

    /// <summary>Sets the memory aside.</summary>
    /// <param name="octets">Octets of the largest packet.</param>
    public ReceiveBatch(int octets)
    {
        // The kernel writes the length of a sender's address over the room that there is for it: the same for each.
        _batch = new MessageBatch(octets, MessageBatch.NameOctets);
    }

    /// <summary>Whether packets are left from the last call.</summary>
    public bool HasMore
    {
        get { return _next < _count; }
    }

    /// <summary>Takes the next packet, from the kernel where none is left. Allocates nothing and does not block.</summary>
    /// <param name="descriptor">The socket.</param>
    /// <param name="length">Octets of the packet as it came, which may be more than there is room for.</param>
    /// <param name="name">Where its sender's address stands.</param>
    /// <param name="packet">The packet, as much as there is room for.</param>
    /// <returns>False where none is there.</returns>
    public bool TryTake(int descriptor, out int length, out byte* name, out ReadOnlySpan<byte> packet)
    {
        if (_next == _count && !Fill(descriptor))
        {
            length = 0;
            name = null;
            packet = default;
            return false;
        }

        Span<byte> room = _batch.Room(_next);
        length = (int)_batch.Messages[_next].Length;
        name = _batch.Name(_next);
        packet = room[..Math.Min(length, room.Length)];
        _next++;
        return true;
    }

    private bool Fill(int descriptor)
    {
        const int Flags = LibC.MessageTruncated | LibC.MessageDontWait;
        _next = 0;
        _count = Math.Max(
            0, LibC.ReceiveMessages(descriptor, _batch.Messages, MessageBatch.Slots, Flags, null));
        return _count > 0;
    }
}
