using System;
using McoaRouter.Tools.Lab;

namespace McoaRouter.Tools.Bench.Forwarding;

/// <summary>One way to carry the vehicle's packets between the router and the home agent of the lab's network.</summary>
internal interface ICarrier
{
    /// <summary>Its name in tables and pictures.</summary>
    string Name { get; }

    /// <summary>What the network must have otherwise.</summary>
    LabSettings Settings { get; }

    /// <summary>Why it can't run here, in a few words, or null where it can.</summary>
    string? Lacking();

    /// <summary>Sets it up in a network that has just been built; it may need a moment until packets come through.</summary>
    /// <returns>What ends it.</returns>
    /// <exception cref="Boards.Linux.BoardException">The kernel or a program refuses something.</exception>
    IDisposable Start(LabTopology network);
}
