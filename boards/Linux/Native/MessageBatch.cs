using System;
using System.Runtime.CompilerServices;

namespace McoaRouter.Boards.Linux.Native;

/// <summary>
/// Memory for as many packets as the kernel gives or takes in one call (<c>recvmmsg(2)</c>, <c>sendmmsg(2)</c>), each
/// with the address that it came from or goes to and one control message. All of it is set aside at once, where the
/// garbage collector does not move it.
/// </summary>
internal sealed unsafe class MessageBatch
{
    /// <summary>Packets in one call: more would hold up the other links, and hardly save anything more.</summary>
    public const int MostSlots = 64;

    /// <summary>Octets that an address may have.</summary>
    public const int NameOctets = 32;

    /// <summary>Octets of a control message with a number: <c>CMSG_SPACE(sizeof(int))</c>.</summary>
    public const int ControlOctets = 24;

    private readonly byte[] _memory;
    private readonly byte* _names;
    private readonly byte* _controls;
    private readonly int _octets;

    /// <summary>Sets the memory aside.</summary>
    /// <param name="slots">How many packets.</param>
    /// <param name="octets">Octets of the largest.</param>
    public MessageBatch(int slots, int octets)
    {
        Slots = slots;
        _octets = octets;
        int slot = sizeof(LibC.BatchedMessage) + sizeof(LibC.IoVector) + ControlOctets + NameOctets + octets;
        _memory = GC.AllocateArray<byte>(slots * slot, pinned: true);
        Messages = (LibC.BatchedMessage*)Unsafe.AsPointer(ref _memory[0]);
        Vectors = (LibC.IoVector*)(Messages + slots);
        _controls = (byte*)(Vectors + slots);
        _names = _controls + (slots * ControlOctets);
        byte* packets = _names + (slots * NameOctets);
        for (int i = 0; i < slots; i++)
        {
            Vectors[i] = new LibC.IoVector { Octets = packets + (i * octets), Length = (nuint)octets };
        }
    }

    /// <summary>How many packets there is room for.</summary>
    public int Slots { get; }

    /// <summary>What the calls of the kernel take.</summary>
    public LibC.BatchedMessage* Messages { get; }

    /// <summary>The packets, in their order.</summary>
    public LibC.IoVector* Vectors { get; }

    /// <summary>The room for a packet.</summary>
    public Span<byte> Room(int index)
    {
        return new Span<byte>(Vectors[index].Octets, _octets);
    }

    /// <summary>Where the address of a packet stands.</summary>
    public byte* Name(int index)
    {
        return _names + (index * NameOctets);
    }

    /// <summary>Where the control message of a packet stands.</summary>
    public LibC.ControlMessage* Control(int index)
    {
        return (LibC.ControlMessage*)(_controls + (index * ControlOctets));
    }
}
