namespace McoaRouter.LinkLayers.Ethernet;

/// <summary>How far the in-vehicle port is.</summary>
public enum VehiclePortState
{
    /// <summary>Not started, or stopped.</summary>
    Stopped,

    /// <summary>The device is not open, or has no carrier.</summary>
    Down,

    /// <summary>Others are asked whether they have its addresses.</summary>
    Tentative,

    /// <summary>Somebody else has one of its addresses; they are asked for again later.</summary>
    Taken,

    /// <summary>Carries packets.</summary>
    Up,

    /// <summary>Carries packets until it has taken leave of the hosts.</summary>
    Stopping,
}
