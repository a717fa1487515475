using System;
using System.Runtime.InteropServices;

namespace McoaRouter.Boards.Linux.Native;

/// <summary>
/// Packets that wait for the end of a turn and leave by one call. One that the kernel does not take is dropped and
/// counted, as a full queue does.
/// </summary>
internal sealed unsafe class SendBatch
{
    private readonly MessageBatch _batch;
    private readonly int _octets;
    private int _count;

    /// <summary>Sets the memory aside.</summary>
    /// <param name="octets">Octets of the largest packet.</param>
    /// <param name="nameOctets">Octets of a destination's address.</param>
    public SendBatch(int octets, int nameOctets)
    {
        _octets = octets;
        _batch = new MessageBatch(octets, nameOctets);
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

        if (_count == MessageBatch.Slots)
        {
            Flush(descriptor);
        }

        packet.CopyTo(_batch.Room(_count));
        _batch.Messages[_count].Header.Vectors->Length = (nuint)packet.Length;
        name = _batch.Name(_count);
        _count++;
        return true;
    }

    /// <summary>Sends what waits. Allocates nothing and does not block.</summary>
    public void Flush(int descriptor)
    {
        int next = 0;
        while (next < _count)
        {
            int sent = LibC.SendMessages(
                descriptor, _batch.Messages + next, (uint)(_count - next), LibC.MessageDontWait);
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
                    Dropped += _count - next;
                    next = _count;
                    break;
                default:
                    Dropped++;
                    next++;
                    break;
            }
        }

        _count = 0;
    }
}
