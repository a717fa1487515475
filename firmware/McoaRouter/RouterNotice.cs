namespace McoaRouter;

/// <summary>What an operator must know, beside the changes of bindings: each has a cause and a remedy.</summary>
public enum RouterNotice
{
    /// <summary>The home agent does not support bulk registration: each uplink is registered by itself.</summary>
    BulkNotSupported = 0,

    /// <summary>The home agent ignores Binding Identifiers: only the preferred uplink is registered.</summary>
    BindingIdentifiersIgnored,

    /// <summary>The home agent prohibits multiple care-of addresses: only the preferred uplink is registered.</summary>
    MultipleCareOfAddressesProhibited,

    /// <summary>The home agent is none for mobile routers (RFC 3963 §5.3).</summary>
    NoMobileRouters,

    /// <summary>The home agent refuses this router for good; the value is its status.</summary>
    HomeAgentRefuses,

    /// <summary>The home agent refuses the mobile network prefixes; the value is its status (RFC 3963 §5.3).</summary>
    PrefixesRefused,

    /// <summary>The home agent could not authenticate the router: the key or the SPI differs (RFC 4285 §5.3).</summary>
    AuthenticationRefused,

    /// <summary>The router's clock was set by the home agent's (RFC 4285 §6).</summary>
    ClockCorrected,

    /// <summary>The home agent does not answer.</summary>
    HomeAgentSilent,

    /// <summary>No other home agent is known or found: what is known is tried on.</summary>
    NoOtherHomeAgent,

    /// <summary>A binding without Binding Identifier was replaced at the home agent (draft §6.3).</summary>
    RegularBindingReplaced,

    /// <summary>Home and foreign links must not be used at once (RFC 5648 §5.6).</summary>
    HomeAndForeignProhibited,

    /// <summary>The home link's prefix ends; the value is its remaining lifetime in s (RFC 6275 §11.4.3).</summary>
    HomePrefixEnds,

    /// <summary>
    /// Packets leave by an uplink's UDP tunnel and nothing comes back; the value is the uplink. Its binding is stated
    /// again, as a NAT on the way may have lost its mapping (RFC 5555 §4.3).
    /// </summary>
    TunnelSilent,

    /// <summary>The home agent knows no flow bindings: packets for the vehicle take the preferred uplink (RFC 6089 §5.2.6).</summary>
    FlowBindingsIgnored,

    /// <summary>The home agent refuses a flow binding; the value is its status (RFC 6089 §4.2).</summary>
    FlowBindingRefused,

    /// <summary>Not a notice: how many there are.</summary>
    Count,
}
