namespace McoaRouter.Settings;

/// <summary>One uplink of the configuration.</summary>
public sealed class UplinkSettings
{
    /// <summary>Its name, unique in the router.</summary>
    public string Name { get; internal set; }

    /// <summary>Its Binding Identifier, 1..65535, unique in the router.</summary>
    public int Bid { get; internal set; }

    /// <summary>Higher is preferred; 0 none, 255 the default binding (draft §4.3.1).</summary>
    public int Priority { get; internal set; }

    /// <summary>
    /// The board's link: <c>wifi</c>, <c>modem</c>, <c>ethernet</c>, <c>interface</c> or <c>simulated</c>.
    /// </summary>
    public string Link { get; internal set; }

    /// <summary>The name of the network interface, for <c>interface</c>; otherwise null.</summary>
    public string Device { get; internal set; }

    /// <summary>What carries its packets to the home agent.</summary>
    public Transport Transport { get; internal set; }

    /// <summary>The Wi-Fi network's name, for <c>wifi</c>; otherwise null.</summary>
    public string Ssid { get; internal set; }

    /// <summary>The Wi-Fi network's secret; null for an open network, and for other links.</summary>
    public string Passphrase { get; internal set; }

    /// <summary>The cellular network's access point name, for <c>modem</c>; otherwise null.</summary>
    public string AccessPointName { get; internal set; }

    /// <summary>The SIM's PIN, 4..8 digits; null where it asks for none, and for other links.</summary>
    public string Pin { get; internal set; }

    /// <summary>
    /// The name under which the cellular network authenticates the router (PAP, CHAP); null where it does not, and for
    /// other links.
    /// </summary>
    public string User { get; internal set; }

    /// <summary>The secret that goes with <see cref="User"/>; null where there is none.</summary>
    public string Password { get; internal set; }
}
