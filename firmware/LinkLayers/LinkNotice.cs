namespace McoaRouter.LinkLayers;

/// <summary>What an operator must know about a link; <see cref="LinkNoticeText"/> has a sentence for each.</summary>
public enum LinkNotice
{
    /// <summary>The device does not answer: not there, not powered, or wired wrongly.</summary>
    DeviceSilent,

    /// <summary>The device answers with what can't be understood, and is reset.</summary>
    DeviceGarbled,

    /// <summary>The device was reset, by us or by itself.</summary>
    DeviceReset,

    /// <summary>The carrier of an Ethernet is there.</summary>
    CarrierFound,

    /// <summary>The carrier of an Ethernet is gone.</summary>
    CarrierLost,

    /// <summary>Another device has an address that is to be ours; the link stays down.</summary>
    AddressTaken,

    /// <summary>Another device claims an address of ours; it is defended.</summary>
    AddressClaimed,

    /// <summary>Another router advertises itself on the in-vehicle link.</summary>
    AnotherRouter,

    /// <summary>The modem has no SIM that it can read.</summary>
    SimMissing,

    /// <summary>The SIM asks for its PIN, and none is configured.</summary>
    SimPinNeeded,

    /// <summary>The SIM refused the PIN, or has one attempt left, which is not used.</summary>
    SimPinRefused,

    /// <summary>The SIM is blocked and asks for its PUK, or the modem for the code of another lock.</summary>
    SimLocked,

    /// <summary>The networks in reach do not take the modem in.</summary>
    RegistrationDenied,

    /// <summary>No network takes the modem in for a minute.</summary>
    NoNetwork,

    /// <summary>The network is a foreign one.</summary>
    Roaming,

    /// <summary>The modem takes no context for the access point name; the value is its error number.</summary>
    ContextRefused,

    /// <summary>The data call is refused; the value is the modem's error number.</summary>
    DialRefused,

    /// <summary>The network refuses the name and secret, or wants some.</summary>
    AuthenticationRefused,

    /// <summary>The network gives no address that the transport can use.</summary>
    NoAddress,

    /// <summary>The Wi-Fi network is not within reach.</summary>
    WifiNotFound,

    /// <summary>The Wi-Fi network does not let the station in.</summary>
    WifiRefused,

    /// <summary>The transport is IPv6, but the board's stack has none.</summary>
    WifiNoIpv6,

    /// <summary>Not a notice: how many there are.</summary>
    Count,
}
