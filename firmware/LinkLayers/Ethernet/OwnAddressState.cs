namespace McoaRouter.LinkLayers.Ethernet;

/// <summary>How far an address of our own is (RFC 4862 §5.4).</summary>
internal enum OwnAddressState
{
    /// <summary>Not in use.</summary>
    Idle,

    /// <summary>Others are asked whether they have it.</summary>
    Tentative,

    /// <summary>It is ours.</summary>
    Assigned,

    /// <summary>Somebody else has it.</summary>
    Duplicate,
}
