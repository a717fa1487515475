namespace McoaRouter.Wire;

/// <summary>Next header values (IANA protocol numbers) that the router reads or writes.</summary>
public static class ProtocolNumbers
{
    /// <summary>Hop-by-Hop Options header.</summary>
    public const int HopByHopOptions = 0;

    /// <summary>TCP.</summary>
    public const int Tcp = 6;

    /// <summary>UDP.</summary>
    public const int Udp = 17;

    /// <summary>DCCP.</summary>
    public const int Dccp = 33;

    /// <summary>IPv6 encapsulated in IPv6.</summary>
    public const int Ipv6 = 41;

    /// <summary>Routing header.</summary>
    public const int Routing = 43;

    /// <summary>Fragment header.</summary>
    public const int Fragment = 44;

    /// <summary>Encapsulating Security Payload.</summary>
    public const int EncapsulatingSecurityPayload = 50;

    /// <summary>Encapsulating Security Payload.</summary>
    public const int Esp = 50;

    /// <summary>Authentication Header.</summary>
    public const int AuthenticationHeader = 51;

    /// <summary>ICMPv6.</summary>
    public const int Icmpv6 = 58;

    /// <summary>Nothing follows.</summary>
    public const int NoNextHeader = 59;

    /// <summary>Destination Options header.</summary>
    public const int DestinationOptions = 60;

    /// <summary>SCTP.</summary>
    public const int Sctp = 132;

    /// <summary>Mobility Header.</summary>
    public const int Mobility = 135;

    /// <summary>UDP-Lite.</summary>
    public const int UdpLite = 136;

    /// <summary>Whether packets of a protocol start with a source and a destination port, 16 bits each.</summary>
    public static bool HasPorts(int protocol)
    {
        return protocol == Udp || protocol == Tcp || protocol == Sctp || protocol == Dccp || protocol == UdpLite;
    }
}
