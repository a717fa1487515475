namespace McoaRouter.LinkLayers.Wifi;

/// <summary>Where a <see cref="WifiUplink"/> stands.</summary>
public enum WifiUplinkState
{
    /// <summary>Not started, or stopped.</summary>
    Stopped,

    /// <summary>The station is connecting.</summary>
    Connecting,

    /// <summary>The station is in the network; a care-of address is looked for.</summary>
    Addressing,

    /// <summary>The care-of address is a global IPv6 address, packets go through raw sockets.</summary>
    Native,

    /// <summary>The care-of address is an IPv4 address, packets go through a UDP socket.</summary>
    Udp,

    /// <summary>A pause before the next attempt.</summary>
    Pausing,
}
