namespace McoaRouter.Wire;

/// <summary>
/// Every reason for which a packet or message is refused, by the router or by a home agent. Each is counted on its own;
/// a refused packet changes nothing else. The console has their names.
/// </summary>
public enum Refusal
{
    /// <summary>Not refused.</summary>
    None = 0,

    /// <summary>The packet or message ends before a field that it must have.</summary>
    Truncated,

    /// <summary>Octets are left behind the end that the packet or message states.</summary>
    OverLong,

    /// <summary>The version field is not 6.</summary>
    NotIpv6,

    /// <summary>More extension headers than <see cref="Limits.ExtensionHeaders"/>.</summary>
    TooManyHeaders,

    /// <summary>A fragment; uplinks that need fragments are refused, so none is expected.</summary>
    Fragment,

    /// <summary>A routing header with segments left that is not a well-formed type 2 (RFC 6275 §6.4).</summary>
    RoutingHeader,

    /// <summary>A destination option that must be understood (RFC 8200 §4.2) and is not, or a malformed one.</summary>
    DestinationOption,

    /// <summary>An upper-layer protocol that nobody here handles.</summary>
    UnknownProtocol,

    /// <summary>The Mobility Header's payload protocol is not 59 (RFC 6275 §6.1.1).</summary>
    PayloadProtocol,

    /// <summary>The Mobility Header's checksum is wrong (RFC 6275 §6.1.1).</summary>
    Checksum,

    /// <summary>A Mobility Header type, or an ICMPv6 type or code, that is not handled here.</summary>
    UnknownMessage,

    /// <summary>An option of a mobility message reaches over the message's end.</summary>
    OptionTruncated,

    /// <summary>An option of a mobility message does not have the length its type must have.</summary>
    OptionLength,

    /// <summary>A mobility option does not stand on its alignment.</summary>
    OptionMisaligned,

    /// <summary>More options in a mobility message than the limits allow.</summary>
    TooManyOptions,

    /// <summary>A Binding Identifier option breaks the draft's §4.3.1.</summary>
    BindingIdentifierMalformed,

    /// <summary>
    /// A mobility message came from an address that is not the home agent's, or for another home address.
    /// </summary>
    WrongPeer,

    /// <summary>A Binding Acknowledgement with a sequence number that is not outstanding (RFC 6275 §11.7.3).</summary>
    SequenceMismatch,

    /// <summary>A Binding Acknowledgement names a Binding Identifier that was not in the Binding Update.</summary>
    UnknownBindingIdentifier,

    /// <summary>A tunnelled packet whose outer source is not the home agent (RFC 3963 §5.4).</summary>
    TunnelFromStranger,

    /// <summary>A tunnelled packet whose outer destination is not a care-of address of this uplink.</summary>
    TunnelToWrongAddress,

    /// <summary>
    /// A packet from the in-vehicle network whose source is outside the mobile network prefixes (RFC 3963 §5.4).
    /// </summary>
    SourceOutsidePrefix,

    /// <summary>A tunnelled packet whose destination is outside the mobile network prefixes.</summary>
    DestinationOutsidePrefix,

    /// <summary>
    /// A tunnelled packet whose source is the vehicle's own; at a home agent, one from outside of the tunnels whose source
    /// is a vehicle's that is away (RFC 3963 §9).
    /// </summary>
    SourceInsidePrefix,

    /// <summary>
    /// A packet from the in-vehicle network to the vehicle's own prefixes: the home agent would only send it back.
    /// </summary>
    DestinationInsidePrefix,

    /// <summary>A care-of address that is not routable, or that lies inside the vehicle's own prefixes.</summary>
    CareOfAddress,

    /// <summary>
    /// A packet whose source or destination may not be forwarded: link-local, multicast, unspecified or loopback.
    /// </summary>
    AddressNotForwardable,

    /// <summary>A tunnel inside the tunnel between router and home agent (RFC 2473 §4.1.3).</summary>
    NestedTunnel,

    /// <summary>No registered binding on a live uplink.</summary>
    NoBinding,

    /// <summary>The packet is larger than the tunnel; a Packet Too Big was due.</summary>
    TooBig,

    /// <summary>The hop limit ran out.</summary>
    HopLimit,

    /// <summary>The link did not take the packet (down, or its queue is full).</summary>
    LinkRefused,

    /// <summary>The uplink's MTU is under <see cref="Limits.MinimumUplinkMtu"/>.</summary>
    MtuTooSmall,

    /// <summary>A Binding Update without the Home Address option that must carry the home address.</summary>
    NoHomeAddress,

    /// <summary>A Binding Update for a home address that the home agent does not serve.</summary>
    UnknownHomeAddress,

    /// <summary>
    /// A Binding Update that is no home registration: H unset, or Nonce Indices beside it (RFC 6275 §9.5.1).
    /// </summary>
    NotHomeRegistration,

    /// <summary>
    /// A message that must be authenticated holds no option that does so (RFC 4285 §5, RFC 6275 §9.5.1).
    /// </summary>
    AuthenticationMissing,

    /// <summary>
    /// A message does not authenticate: another SPI, another authenticator, or an option behind the one that holds it
    /// (RFC 4285 §5.1, RFC 6275 §6.2.7).
    /// </summary>
    AuthenticationFailed,

    /// <summary>An authenticated message without the peer's Mobile Node Identifier (RFC 4285 §4).</summary>
    IdentifierMismatch,

    /// <summary>
    /// A timestamp that is not close to the receiver's clock, or not later than one it took before (RFC 4285 §6).
    /// </summary>
    ReplayedTimestamp,

    /// <summary>A mobility option stands twice in a message that may hold it once.</summary>
    OptionDuplicate,

    /// <summary>A reply, a test message or an error that answers nothing which was sent.</summary>
    NotAwaited,

    /// <summary>A test message with another cookie than that of the last init message (RFC 6275 §11.6.2).</summary>
    CookieMismatch,

    /// <summary>
    /// A reply of home agent discovery that names no home agent which may be asked: R is not set (RFC 3963 §7.2), or no
    /// address is usable.
    /// </summary>
    NoHomeAgent,

    /// <summary>
    /// The home agent does not know the Mobility Header or the Home Address option of a message of ours (RFC 6275
    /// §11.3.5).
    /// </summary>
    ParameterProblem,

    /// <summary>A question that was answered a moment ago, and may not be answered so soon again.</summary>
    AskedTooOften,

    /// <summary>An IPv6 packet on an uplink whose care-of address is an IPv4 one, or another version.</summary>
    NotIpv4,

    /// <summary>An IPv4 header with options; nothing here sends or walks them.</summary>
    Ipv4Options,

    /// <summary>UDP from or to another port than that of the tunnel (RFC 5555 §4.2).</summary>
    WrongPort,

    /// <summary>An uplink with IPv4 alone, while the home agent in use has no IPv4 address.</summary>
    NoIpv4HomeAgent,

    /// <summary>
    /// A binding more than one router may have, or than the home agent has memory for; status 130 answers (RFC 6275
    /// §6.1.8).
    /// </summary>
    BindingCacheFull,

    /// <summary>
    /// A flow binding more than one router may have, or the home agent's memory for them is taken; status 129 answers (RFC
    /// 6089 §4.2).
    /// </summary>
    FlowBindingsFull,

    /// <summary>Not a reason: how many there are.</summary>
    Count,
}
