namespace McoaRouter.LinkLayers.Ppp;

/// <summary>What is thought of an option that the peer wants.</summary>
internal enum OptionVerdict
{
    /// <summary>Accepted.</summary>
    Ack,

    /// <summary>Accepted with another value.</summary>
    Nak,

    /// <summary>Not spoken, or not open to negotiation.</summary>
    Reject,
}
