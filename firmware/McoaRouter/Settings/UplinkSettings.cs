namespace McoaRouter.Settings;

/// <summary>One uplink of the configuration.</summary>
public sealed class UplinkSettings
{
    /// <summary>Its name, unique in the router.</summary>
    public string Name;

    /// <summary>Its Binding Identifier, 1..65535, unique in the router.</summary>
    public int Bid;

    /// <summary>Higher is preferred; 0 none, 255 the default binding (draft §4.3.1).</summary>
    public int Priority;

    /// <summary>
    /// The board's link: <c>wifi</c>, <c>modem</c>, <c>ethernet</c>, <c>interface</c> or <c>simulated</c>.
    /// </summary>
    public string Link;

    /// <summary>The name of the network interface, for <c>interface</c>; otherwise null.</summary>
    public string Device;

    /// <summary>What carries its packets to the home agent.</summary>
    public Transport Transport;

    /// <summary>Whether its traffic costs: no path is probed over it without need.</summary>
    public bool Metered;

    /// <summary>The signal strength below which the path is left while it works, in dBm, or 0 where it is not judged.</summary>
    public int SignalFloorDbm;

    /// <summary>The Wi-Fi network's name, for <c>wifi</c>; otherwise null.</summary>
    public string Ssid;

    /// <summary>The Wi-Fi network's secret; null for an open network, and for other links.</summary>
    public string Passphrase;

    /// <summary>The cellular network's access point name, for <c>modem</c>; otherwise null.</summary>
    public string AccessPointName;

    /// <summary>The SIM's PIN, 4..8 digits; null where it asks for none, and for other links.</summary>
    public string Pin;

    /// <summary>
    /// The name under which the cellular network authenticates the router (PAP, CHAP); null where it does not, and for
    /// other links.
    /// </summary>
    public string User;

    /// <summary>The secret that goes with <see cref="User"/>; null where there is none.</summary>
    public string Password;
}
