namespace McoaRouter.Torture.Faults;

/// <summary>What may go wrong.</summary>
public enum FaultKind
{
    /// <summary>Packets of an uplink are lost; strength: per mille.</summary>
    Loss = 0,

    /// <summary>Packets of an uplink arrive twice, or more often; strength: per mille.</summary>
    Duplication,

    /// <summary>Packets of an uplink overtake each other; strength: by up to so many ms.</summary>
    Reordering,

    /// <summary>Packets of an uplink are late, all of them; strength: by up to so many ms.</summary>
    Delay,

    /// <summary>Packets of an uplink are cut, or bits of them turn; strength: per mille.</summary>
    Corruption,

    /// <summary>An uplink goes down and up; strength: the longest time between two changes, in ms.</summary>
    Flapping,

    /// <summary>
    /// An uplink gets another care-of address, a fresh one or one that somebody else had or has, with and without being
    /// down between; strength: the longest time between two changes, in ms.
    /// </summary>
    Renumbering,

    /// <summary>Nothing arrives in one direction of an uplink; strength: 0 up, 1 down.</summary>
    OneWaySilence,

    /// <summary>A NAT forgets its mappings of an uplink.</summary>
    MappingLoss,

    /// <summary>The home agent restarts: its binding cache is gone.</summary>
    HomeAgentRestart,

    /// <summary>The home agent stands still and goes on later with the cache that it had.</summary>
    HomeAgentPause,

    /// <summary>A router loses its power at some event, and starts anew; strength: for how many ms it is off.</summary>
    RouterRestart,

    /// <summary>A router is told another time of day; strength: by so many seconds.</summary>
    ClockJump,

    /// <summary>A monotonic clock runs at another rate; strength: parts per million.</summary>
    ClockDrift,

    /// <summary>A configuration that works is committed and confirmed; strength: what is changed.</summary>
    GoodCommit,

    /// <summary>A configuration with a wrong key is committed: it must be rolled back by itself.</summary>
    BadCommit,

    /// <summary>A configuration is committed and never confirmed.</summary>
    UnconfirmedCommit,

    /// <summary>The power is cut while a configuration is written; strength: after how many octets.</summary>
    PowerCutInWrite,

    /// <summary>An attacker on the path sends again what was sent before; strength: how many packets a minute.</summary>
    Replay,
}
