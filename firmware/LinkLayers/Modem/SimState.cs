namespace McoaRouter.LinkLayers.Modem;

/// <summary>What a SIM asks for.</summary>
internal enum SimState
{
    /// <summary>The modem did not say.</summary>
    Unknown,

    /// <summary>Nothing.</summary>
    Ready,

    /// <summary>Time: it starts.</summary>
    Busy,

    /// <summary>Its PIN.</summary>
    PinWanted,

    /// <summary>A PUK, or the code of another lock: nothing that the router has.</summary>
    Locked,

    /// <summary>There is none that can be read.</summary>
    Missing,
}
