namespace McoaRouter.Tools.Lab.Soak;

/// <summary>What a soak does to its network and its programs.</summary>
internal enum SoakFaultKind
{
    /// <summary>An uplink is unplugged for a while.</summary>
    Cut,

    /// <summary>Both uplinks are unplugged at once for a while.</summary>
    CutBoth,

    /// <summary>The far end of an uplink dies for a while; its link stays up.</summary>
    Silence,

    /// <summary>The path behind an uplink is longer for a while.</summary>
    Delay,

    /// <summary>The path behind an uplink loses packets for a while.</summary>
    Loss,

    /// <summary>The NAT in front of the uplink lte forgets its mappings and changes its ports.</summary>
    ForgetNat,

    /// <summary>The home agent crashes, and comes back with an empty binding cache.</summary>
    CrashHomeAgent,

    /// <summary>A configuration that prefers the other uplink is committed and confirmed.</summary>
    Commit,
}
