using System;
using McoaRouter.LinkLayers;
using McoaRouter.Links;

namespace McoaRouter.Boards.Linux;

/// <summary>The router's port of the in-vehicle network on this machine.</summary>
internal interface IVehicleSide : IDisposable
{
    /// <summary>What the router sends by.</summary>
    ILink Link { get; }

    /// <summary>Readable when <see cref="Read"/> has something to do.</summary>
    int Descriptor { get; }

    /// <summary>When <see cref="Poll"/> must next be called, in monotonic ms.</summary>
    long NextDeadline { get; }

    /// <summary>Whether <see cref="Stop"/> has finished.</summary>
    bool Stopped { get; }

    /// <summary>Packets that were larger than a buffer and dropped; those of an Ethernet are refusals.</summary>
    long Oversized { get; }

    /// <summary>Packets for the vehicle that were taken, and that the kernel did not take in the end.</summary>
    long Dropped { get; }

    /// <summary>What was refused on the link, or null where the kernel serves it.</summary>
    LinkRefusalCounters? Refusals { get; }

    /// <summary>Begins to carry packets.</summary>
    /// <param name="router">Who gets them.</param>
    void Start(ILinkListener router);

    /// <summary>Hands the packets that are there to the router, as many as fit into one turn.</summary>
    void Read();

    /// <summary>Sends what waits for others to leave with.</summary>
    void Flush();

    /// <summary>Runs the timers.</summary>
    void Poll();

    /// <summary>Changes the size of the largest packet; nothing happens where it is that already.</summary>
    void SetMaximumTransmissionUnit(int octets);

    /// <summary>Takes leave of the hosts; <see cref="Poll"/> is to be called on until <see cref="Stopped"/>.</summary>
    void Stop();
}
