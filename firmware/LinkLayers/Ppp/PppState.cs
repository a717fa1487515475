namespace McoaRouter.LinkLayers.Ppp;

/// <summary>How far a PPP link has come: the phases of RFC 1661 §3.2.</summary>
internal enum PppState
{
    /// <summary>Never started.</summary>
    Idle,

    /// <summary>LCP negotiates the link.</summary>
    Establishing,

    /// <summary>The peer asks for the name and secret.</summary>
    Authenticating,

    /// <summary>
    /// IPV6CP and IPCP negotiate, or an address is still awaited; the router has not heard of the link.
    /// </summary>
    Configuring,

    /// <summary>The router was told of a care-of address, and packets pass.</summary>
    Up,

    /// <summary>The peer is asked to terminate.</summary>
    Terminating,

    /// <summary>Over: <see cref="PppLink.EndCause"/> says why. The line is free for its owner again.</summary>
    Ended,
}
