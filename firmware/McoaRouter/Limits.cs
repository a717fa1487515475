namespace McoaRouter;

/// <summary>
/// Every fixed capacity of the router. All memory is set aside at start from the settings and these numbers;
/// nothing grows afterwards. A full table is a named refusal, never an exception.
/// </summary>
public static class Limits
{
    /// <summary>Uplinks, and so Binding Identifiers, of one router. More in the settings is a fault.</summary>
    public const int Uplinks = 8;

    /// <summary>Mobile network prefixes of one router. More in the settings is a fault.</summary>
    public const int Prefixes = 16;

    /// <summary>Home agents in the settings. More is a fault.</summary>
    public const int HomeAgents = 4;

    /// <summary>Home agents known at once, those found by discovery included. More are ignored.</summary>
    public const int KnownHomeAgents = 8;

    /// <summary>Correspondents of one router. More in the settings is a fault.</summary>
    public const int Correspondents = 4;

    /// <summary>Flow rules of one router. More in the settings is a fault.</summary>
    public const int Flows = 16;

    /// <summary>
    /// Flow bindings that one router has at its home agent. Rules in the settings that may need more are a fault.
    /// </summary>
    public const int FlowBindings = 16;

    /// <summary>Binding Identifier options read from one message; a message with more is refused.</summary>
    public const int BindingIdentifierOptions = Uplinks;

    /// <summary>Mobility options of any kind walked in one message; a message with more is refused.</summary>
    public const int MobilityOptions = 64;

    /// <summary>Prefixes read from one Mobile Prefix Advertisement; an advertisement with more is refused.</summary>
    public const int HomePrefixes = 16;

    /// <summary>Prefixes read from one Router Advertisement; an advertisement with more is refused.</summary>
    public const int AdvertisedPrefixes = 16;

    /// <summary>Extension headers walked in one packet; a packet with more is refused.</summary>
    public const int ExtensionHeaders = 8;

    /// <summary>Largest IPv6 packet a buffer holds behind its headroom, in octets.</summary>
    public const int PacketOctets = 1500;

    /// <summary>
    /// Octets of the largest Binding Update to a home agent, all its headers included: 8 bindings, 16 prefixes, and an
    /// identifier of 253 octets make 944. Flow bindings have what is left; those that do not fit are stated in a later update.
    /// </summary>
    public const int BindingUpdateOctets = MinimumMtu;

    /// <summary>
    /// Octets of the largest message of another kind that is written, all its headers included: a Binding Update with 8
    /// bindings to a correspondent has 300. Errors, which quote a packet, are larger.
    /// </summary>
    public const int MessageOctets = 384;

    /// <summary>
    /// Octets kept free before a packet: an outer IPv6 header (40), UDP over IPv4 (28) and a link header (18), rounded
    /// up.
    /// </summary>
    public const int HeadroomOctets = 96;

    /// <summary>The smallest MTU an IPv6 link may have, in octets (RFC 8200 §5).</summary>
    public const int MinimumMtu = 1280;

    /// <summary>
    /// The smallest MTU of an uplink, in octets: a vehicle's packet of <see cref="MinimumMtu"/> must fit into the
    /// tunnel unfragmented. An uplink with less is refused.
    /// </summary>
    public const int MinimumUplinkMtu = MinimumMtu + Wire.Ipv6Header.Length;

    /// <summary>
    /// The smallest MTU of an uplink with an IPv4 care-of address, in octets, likewise with UDP over IPv4 around it.
    /// </summary>
    public const int MinimumIpv4UplinkMtu = MinimumMtu + Wire.UdpEncapsulation.Length;
}
