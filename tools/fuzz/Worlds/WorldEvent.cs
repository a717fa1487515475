namespace McoaRouter.Fuzz.Worlds;

/// <summary>What can happen in a <see cref="FuzzWorld"/>.</summary>
internal enum WorldEvent
{
    /// <summary>Time passes: a number of ms, big-endian, of up to 3 octets.</summary>
    Time,

    /// <summary>What the machines have sent arrives, and the answers, for a number of rounds (1 octet).</summary>
    Carry,

    /// <summary>An uplink comes up: its number, and which care-of address (2 octets).</summary>
    LinkUp,

    /// <summary>An uplink goes down: its number.</summary>
    LinkDown,

    /// <summary>An uplink gets another Binding Identifier: its number, and the identifier (3 octets).</summary>
    Identifier,

    /// <summary>An uplink's signal changes: its number, and the strength as a positive number (2 octets).</summary>
    Signal,

    /// <summary>A packet comes to the router by its first uplink.</summary>
    ToFirstUplink,

    /// <summary>A packet comes to the router by its second uplink.</summary>
    ToSecondUplink,

    /// <summary>A packet comes to the router from the vehicle.</summary>
    ToPort,

    /// <summary>A packet comes to the home agent from the network.</summary>
    ToHomeAgent,

    /// <summary>A packet comes to the home agent for its routers.</summary>
    ToHomeAgentInside,

    /// <summary>A packet comes to the correspondent.</summary>
    ToCorrespondent,

    /// <summary>The correspondent sends a packet.</summary>
    FromCorrespondent,
}
