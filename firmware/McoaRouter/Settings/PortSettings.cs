using McoaRouter.Wire;

namespace McoaRouter.Settings;

/// <summary>The port of the in-vehicle network.</summary>
public sealed class PortSettings
{
    /// <summary>The board's link: <c>ethernet</c>, <c>tun</c> or <c>simulated</c>.</summary>
    public string Link;

    /// <summary>
    /// The name of the network interface, for <c>tun</c>, and for <c>ethernet</c> on an operating system; otherwise null.
    /// </summary>
    public string Device;

    /// <summary>The prefix of the in-vehicle link, inside a mobile network prefix.</summary>
    public Ipv6Prefix Prefix;
}
