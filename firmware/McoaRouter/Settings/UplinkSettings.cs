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
}
