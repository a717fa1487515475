using System;
using McoaRouter.Fuzz.Engine;
using McoaRouter.LinkLayers.W5500;

namespace McoaRouter.Fuzz.LinkRigs;

/// <summary>The driver of a W5500 on its bus.</summary>
internal sealed class ChipRig
{
    private const int Capacity = 1514;

    // The longest wait that the driver promises to bound, with what is around it.
    private const int MostTransfers = 400;

    private readonly byte[] _frame = new byte[Capacity + 8];

    /// <summary>A driver whose chip is open.</summary>
    public ChipRig()
    {
        Device = new W5500Device(Chip, LinkPackets.Own);
        _ = Device.Open(0);
    }

    /// <summary>The driver.</summary>
    public W5500Device Device { get; }

    /// <summary>The chip.</summary>
    public FuzzChip Chip { get; } = new();

    /// <summary>Takes one frame, and holds the driver to its promises.</summary>
    /// <returns>What it returned.</returns>
    public int Receive()
    {
        long before = Chip.Transfers;
        long heap = GC.GetAllocatedBytesForCurrentThread();
        int length = Device.Receive(_frame, 4, Capacity);
        Check(before, heap);
        if (length > Capacity || length < -2)
        {
            throw new BrokenPromiseException("limit", $"a frame of {length} octets in a buffer of {Capacity}");
        }

        return length;
    }

    /// <summary>Sends a frame.</summary>
    public bool Send(byte[] frame)
    {
        long before = Chip.Transfers;
        long heap = GC.GetAllocatedBytesForCurrentThread();
        bool sent = Device.Send(frame, 0, frame.Length);
        Check(before, heap);
        return sent;
    }

    /// <summary>Looks for the carrier.</summary>
    public bool Look()
    {
        long before = Chip.Transfers;
        long heap = GC.GetAllocatedBytesForCurrentThread();
        bool carrier = Device.HasCarrier;
        Check(before, heap);
        return carrier;
    }

    /// <summary>Opens it.</summary>
    public bool Open()
    {
        long before = Chip.Transfers;
        long heap = GC.GetAllocatedBytesForCurrentThread();
        bool opened = Device.Open(0);
        Check(before, heap);
        return opened;
    }

    private void Check(long transfers, long heap)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread() - heap;
        if (allocated != 0)
        {
            throw new BrokenPromiseException("allocation", $"{allocated} octets were allocated after the start");
        }

        if (Chip.Transfers - transfers > MostTransfers)
        {
            throw new BrokenPromiseException("hang", $"{Chip.Transfers - transfers} transfers in one call");
        }
    }
}
