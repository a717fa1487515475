namespace McoaRouter.LinkLayers.Ethernet;

/// <summary>How far an uplink over Ethernet is.</summary>
public enum EthernetUplinkState
{
    /// <summary>Not started, or stopped.</summary>
    Stopped,

    /// <summary>The device is not open, or has no carrier.</summary>
    Down,

    /// <summary>Routers are asked for, and addresses tried.</summary>
    Configuring,

    /// <summary>Somebody else has its link-local address; it is tried again later.</summary>
    Taken,

    /// <summary>Has a care-of address and a default router.</summary>
    Up,
}
