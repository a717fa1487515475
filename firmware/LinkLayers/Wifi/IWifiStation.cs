namespace McoaRouter.LinkLayers.Wifi;

/// <summary>
/// The seam to a Wi-Fi station. A board implements it; nothing here waits or throws, and what takes long goes on by itself
/// until <see cref="State"/> tells how it ended.
/// </summary>
public interface IWifiStation
{
    /// <summary>What it is doing.</summary>
    WifiStationState State { get; }

    /// <summary>The strength of the network's signal in dBm when it was measured last, or 0.</summary>
    int SignalDbm { get; }

    /// <summary>Begins to connect, once; whether and when to try again is the caller's to say.</summary>
    void Connect();

    /// <summary>Leaves the network, or gives connecting up.</summary>
    void Disconnect();

    /// <summary>Writes the station's IPv4 address.</summary>
    /// <param name="buffer">Where the 4 octets go.</param>
    /// <param name="offset">Where they start.</param>
    /// <returns>False, and nothing written, where it has none.</returns>
    bool TryGetIpv4Address(byte[] buffer, int offset);
}
