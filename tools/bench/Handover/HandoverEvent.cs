namespace McoaRouter.Tools.Bench.Handover;

/// <summary>Why traffic has to move.</summary>
internal enum HandoverEvent
{
    /// <summary>The preferred uplink is unplugged: its carrier goes.</summary>
    Unplugged,

    /// <summary>The far end of the preferred uplink dies, its link stays up.</summary>
    Silent,

    /// <summary>The signal of the preferred uplink falls below its floor, while it works.</summary>
    Planned,
}
