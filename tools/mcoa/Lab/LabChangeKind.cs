namespace McoaRouter.Tools.Lab;

/// <summary>What can happen to an uplink in the lab.</summary>
internal enum LabChangeKind
{
    /// <summary>It is unplugged: the carrier goes.</summary>
    Cut,

    /// <summary>It is plugged in again.</summary>
    Restored,

    /// <summary>Its far end dies; the link stays up.</summary>
    Silenced,

    /// <summary>Its far end lives again.</summary>
    Revived,

    /// <summary>Its signal falls; it works still.</summary>
    Faded,
}
