namespace McoaRouter.LinkLayers.Ppp;

/// <summary>The states of the option negotiation automaton (RFC 1661 §4.2), in the document's order.</summary>
internal enum NegotiationState
{
    /// <summary>The lower layer is down, and nobody wants this one.</summary>
    Initial,

    /// <summary>The lower layer is down, and this one is wanted.</summary>
    Starting,

    /// <summary>The lower layer is up, and nobody wants this one.</summary>
    Closed,

    /// <summary>Ended by the peer, or given up.</summary>
    Stopped,

    /// <summary>We have asked to terminate, and then it is closed.</summary>
    Closing,

    /// <summary>Terminated by the peer, or for want of agreement.</summary>
    Stopping,

    /// <summary>A request was sent, and neither side has agreed.</summary>
    RequestSent,

    /// <summary>The peer has agreed, we have not.</summary>
    AckReceived,

    /// <summary>We have agreed, the peer has not.</summary>
    AckSent,

    /// <summary>Both have agreed.</summary>
    Opened,
}
