namespace McoaRouter.Settings;

/// <summary>What carries an uplink's packets to the home agent.</summary>
public enum Transport
{
    /// <summary>IPv6 where the link has a global address, otherwise UDP over IPv4.</summary>
    Auto,

    /// <summary>IPv6 alone.</summary>
    Ipv6,

    /// <summary>UDP over IPv4 alone (RFC 5555 §4.1).</summary>
    Udp,
}
