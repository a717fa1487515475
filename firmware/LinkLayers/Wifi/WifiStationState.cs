namespace McoaRouter.LinkLayers.Wifi;

/// <summary>What a Wi-Fi station is doing.</summary>
public enum WifiStationState
{
    /// <summary>Nothing: it was not asked to connect, or was disconnected.</summary>
    Idle,

    /// <summary>Looking for the network, or being let in.</summary>
    Connecting,

    /// <summary>In the network; an address may still be missing.</summary>
    Connected,

    /// <summary>The network is not within reach.</summary>
    NotFound,

    /// <summary>The network does not let it in: the passphrase is wrong, most likely.</summary>
    Refused,

    /// <summary>Connecting failed for another reason, or the connection was lost.</summary>
    Lost,
}
