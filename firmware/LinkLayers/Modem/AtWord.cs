namespace McoaRouter.LinkLayers.Modem;

/// <summary>What is looked for in a modem's lines beside results; <see cref="AtWords"/> has the octets.</summary>
internal enum AtWord
{
    /// <summary>Begins an error of the equipment, with its number.</summary>
    EquipmentError,

    /// <summary>Begins an error about messages, with its number.</summary>
    MessageError,

    /// <summary>Begins information about registration with LTE.</summary>
    EpsRegistration,

    /// <summary>Begins information about registration with a packet network.</summary>
    PacketRegistration,

    /// <summary>Begins information about registration for calls.</summary>
    CircuitRegistration,

    /// <summary>Begins information about signal strength.</summary>
    Signal,

    /// <summary>Begins information about signal strength of LTE.</summary>
    ExtendedSignal,

    /// <summary>Begins information about the SIM.</summary>
    SimState,

    /// <summary>Begins information about PIN attempts, with SIM7xxx.</summary>
    SimComAttempts,

    /// <summary>Begins information about PIN attempts, with Quectel.</summary>
    QuectelAttempts,

    /// <summary>A SIM that asks for nothing.</summary>
    Ready,

    /// <summary>A SIM that asks for its PIN.</summary>
    Pin,

    /// <summary>A SIM that asks for its second PIN, which no data needs.</summary>
    Pin2,

    /// <summary>A SIM whose second PIN is blocked.</summary>
    Puk2,

    /// <summary>A SIM that has not started yet.</summary>
    NotReady,

    /// <summary>No SIM.</summary>
    NotInserted,

    /// <summary>A maker of modems.</summary>
    SimCom,

    /// <summary>Another.</summary>
    Quectel,

    /// <summary>The first of what modems write when they start or go off.</summary>
    FirstBanner,

    /// <summary>The last of those.</summary>
    LastBanner = FirstBanner + 4,

    /// <summary>Not a word: how many there are.</summary>
    Count,
}
