using System;
using System.Runtime.CompilerServices;

namespace McoaRouter.Boards.Linux.Native;

/// <summary>
/// Memory for as many packets as the kernel gives or takes in one call (<c>recvmmsg(2)</c>, <c>sendmmsg(2)</c>), each
/// with the address that it came from or goes to. All of it is set aside at once, where the garbage collector does not
/// move it.
/// </summary>
internal sealed unsafe class MessageBatch
{
    /// <summary>Packets in one call: more would hold up the other links, and hardly save anything more.</summary>
    public const int Slots = 64;

    /// <summary>Octets that an address may have.</summary>
    public const int NameOctets = 32;

    private readonly byte[] _memory;
    private readonly int _octets;

    /// <summary>Sets the memory aside.</summary>
    /// <param name="octets">Octets of the largest packet.</param>
    /// <param name="nameOctets">Octets of an address.</param>
    public MessageBatch(int octets, int nameOctets)
    {
        _octets = octets;
        int slot = sizeof(LibC.BatchedMessage) + sizeof(LibC.IoVector) + NameOctets + octets;
        _memory = GC.AllocateArray<byte>(Slots * slot, pinned: true);
        Messages = (LibC.BatchedMessage*)Unsafe.AsPointer(ref _memory[0]);
        LibC.IoVector* vectors = (LibC.IoVector*)(Messages + Slots);
        byte* names = (byte*)(vectors + Slots);
        byte* packets = names + (Slots * NameOctets);
        for (int i = 0; i < Slots; i++)
        {
            vectors[i] = new LibC.IoVector { Octets = packets + (i * octets), Length = (nuint)octets };
            Messages[i].Header.Vectors = vectors + i;
            Messages[i].Header.VectorCount = 1;
            Messages[i].Header.Name = names + (i * NameOctets);
            Messages[i].Header.NameLength = (uint)nameOctets;
        }
    }

    /// <summary>What the calls of the kernel take.</summary>
    public LibC.BatchedMessage* Messages { get; }

    /// <summary>The room for a packet.</summary>
    public Span<byte> Room(int index)
    {
        return new Span<byte>(Messages[index].Header.Vectors->Octets, _octets);
    }

    /// <summary>Where the address of a packet stands.</summary>
    public byte* Name(int index)
    {
        return Messages[index].Header.Name;
    }
}
