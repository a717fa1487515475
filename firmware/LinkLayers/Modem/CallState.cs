namespace McoaRouter.LinkLayers.Modem;

/// <summary>How far a call has come with a modem that answers.</summary>
internal enum CallState
{
    /// <summary>Not begun.</summary>
    Idle,

    /// <summary>Tells the modem how to talk, and asks who it is.</summary>
    Introducing,

    /// <summary>Sees to the SIM and its PIN.</summary>
    Unlocking,

    /// <summary>The SIM needs a person; asks now and then whether one came.</summary>
    AwaitingOperator,

    /// <summary>Waits for a network.</summary>
    Registering,

    /// <summary>States the context and dials.</summary>
    Dialling,

    /// <summary>In data mode.</summary>
    Connected,

    /// <summary>Failed: to be begun anew after a pause.</summary>
    Failed,
}
