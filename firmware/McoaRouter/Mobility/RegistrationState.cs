namespace McoaRouter.Mobility;

/// <summary>States of the registration with the home agent as a whole.</summary>
public enum RegistrationState
{
    /// <summary>No Binding Update is outstanding: everything is registered, or nothing can be.</summary>
    Settled = 0,

    /// <summary>A Binding Update waits for its acknowledgement.</summary>
    AwaitingAcknowledgement,

    /// <summary>The router stops: a de-registration waits for its acknowledgement.</summary>
    Deregistering,

    /// <summary>The router has stopped.</summary>
    Stopped,
}
