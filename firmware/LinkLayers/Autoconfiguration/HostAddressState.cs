namespace McoaRouter.LinkLayers.Autoconfiguration;

/// <summary>What an address is good for (RFC 4862 §2).</summary>
internal enum HostAddressState
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>It is tried whether another node has it.</summary>
    Tentative,

    /// <summary>It may be used.</summary>
    Assigned,

    /// <summary>Another node has it; it is kept in mind so that it isn't made again.</summary>
    Duplicate,
}
