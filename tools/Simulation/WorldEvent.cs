namespace McoaRouter.Simulation;

/// <summary>Kinds of events in the world's queue.</summary>
internal enum WorldEvent
{
    /// <summary>The vehicle moved on: signals are taken anew.</summary>
    Move = 0,

    /// <summary>A radio's attachment is done.</summary>
    Attach,

    /// <summary>A link layer notices that its carrier is gone.</summary>
    Detect,

    /// <summary>A packet comes out of a link.</summary>
    Arrive,

    /// <summary>A stream's next packet is due.</summary>
    Send,

    /// <summary>The next packets of the router's own traffic are due.</summary>
    SendOwn,

    /// <summary>A NAT loses its mapping.</summary>
    LoseMapping,

    /// <summary>The way behind an uplink dies.</summary>
    FallSilent,
}
