namespace McoaRouter.LinkLayers.Modem;

/// <summary>
/// What the router asks of a modem; <see cref="AtCommands"/> has the octets. <see cref="CallSetUp"/> sends those from
/// <see cref="EchoOff"/> to <see cref="RadioOn"/>, and from <see cref="EpsReports"/> to <see cref="ExtendedSignal"/>, in
/// this order.
/// </summary>
internal enum AtCommand
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Whether it answers (V.250 §5.2.2).</summary>
    Attention,

    /// <summary>No echo, results as words (V.250 §6.2.4, §6.2.6).</summary>
    EchoOff,

    /// <summary>Errors as numbers (TS 27.007 §9.1).</summary>
    NumericErrors,

    /// <summary>Who made it (TS 27.007 §5.1): tells the family.</summary>
    Manufacturer,

    /// <summary>Full functionality: radio and SIM on (TS 27.007 §8.2).</summary>
    RadioOn,

    /// <summary>What the SIM asks for (TS 27.007 §8.3).</summary>
    SimState,

    /// <summary>How often a PIN may still be wrong; each family has its own command.</summary>
    PinAttempts,

    /// <summary>Gives the PIN (TS 27.007 §8.3).</summary>
    EnterPin,

    /// <summary>Tells of registration with an LTE network unasked (TS 27.007 §10.1.22).</summary>
    EpsReports,

    /// <summary>Tells of registration with a 2G or 3G packet network unasked (TS 27.007 §10.1.20).</summary>
    PacketReports,

    /// <summary>Registration with an LTE network.</summary>
    EpsRegistration,

    /// <summary>Registration with a 2G or 3G packet network.</summary>
    PacketRegistration,

    /// <summary>Registration for calls (TS 27.007 §7.2), where a modem knows neither of the others.</summary>
    CircuitRegistration,

    /// <summary>Signal strength (TS 27.007 §8.5).</summary>
    Signal,

    /// <summary>Signal strength of LTE (TS 27.007 §8.69).</summary>
    ExtendedSignal,

    /// <summary>A context for IPv4 and IPv6 (TS 27.007 §10.1.1).</summary>
    DualContext,

    /// <summary>A context for IPv6.</summary>
    Ipv6Context,

    /// <summary>A context for IPv4.</summary>
    Ipv4Context,

    /// <summary>Name and secret of the context for both; each family has its own command.</summary>
    DualAuthentication,

    /// <summary>Those of the context for IPv6.</summary>
    Ipv6Authentication,

    /// <summary>Those of the context for IPv4.</summary>
    Ipv4Authentication,

    /// <summary>Calls for packet data (TS 27.007 §10.2.1.1).</summary>
    Dial,

    /// <summary>Leaves data mode without an end of the call (V.250 §6.1.8); silence stands around it.</summary>
    Escape,

    /// <summary>Ends the call (V.250 §6.3.6).</summary>
    HangUp,

    /// <summary>Not a command: how many there are.</summary>
    Count,
}
