namespace McoaRouter.LinkLayers.Ppp;

/// <summary>Why a PPP link ended.</summary>
internal enum PppEndCause
{
    /// <summary>It has not ended.</summary>
    None,

    /// <summary><see cref="PppLink.Stop"/>.</summary>
    Stopped,

    /// <summary>The serial line is lost.</summary>
    LineLost,

    /// <summary>The modem wrote <c>NO CARRIER</c>: the call is over, and it is in command mode again.</summary>
    NoCarrier,

    /// <summary>The peer terminated the link.</summary>
    PeerTerminated,

    /// <summary>The peer does not speak PPP: not one valid packet of it came.</summary>
    PeerSilent,

    /// <summary>The peer does not come to terms: it refuses for ever, or begins anew again and again.</summary>
    NotConverging,

    /// <summary>What is sent comes back: the line is looped (RFC 1661 §6.4).</summary>
    LoopedBack,

    /// <summary>The peer answers no echo any more (RFC 1661 §5.8).</summary>
    EchoLost,

    /// <summary>The peer wants a name and secret, and none are configured.</summary>
    AuthenticationWanted,

    /// <summary>The peer refuses the name and secret.</summary>
    AuthenticationRefused,

    /// <summary>Neither IPV6CP nor IPCP, or not the one that the transport needs, was agreed on.</summary>
    NoNetworkProtocol,

    /// <summary>The network gave no address that the transport can use.</summary>
    NoAddress,
}
