namespace McoaRouter.Wire;

/// <summary>Next header values (IANA protocol numbers) that the router reads or writes.</summary>
public static class ProtocolNumbers
{
    /// <summary>Hop-by-Hop Options header.</summary>
    public const int HopByHopOptions = 0;

    /// <summary>UDP.</summary>
    public const int Udp = 17;

    /// <summary>IPv6 encapsulated in IPv6.</summary>
    public const int Ipv6 = 41;

    /// <summary>Routing header.</summary>
    public const int Routing = 43;

    /// <summary>Fragment header.</summary>
    public const int Fragment = 44;

    /// <summary>Encapsulating Security Payload.</summary>
    public const int EncapsulatingSecurityPayload = 50;

    /// <summary>Authentication Header.</summary>
    public const int AuthenticationHeader = 51;

    /// <summary>ICMPv6.</summary>
    public const int Icmpv6 = 58;

    /// <summary>Nothing follows.</summary>
    public const int NoNextHeader = 59;

    /// <summary>Destination Options header.</summary>
    public const int DestinationOptions = 60;

    /// <summary>Mobility Header.</summary>
    public const int Mobility = 135;
}
