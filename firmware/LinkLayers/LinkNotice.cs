namespace McoaRouter.LinkLayers;

/// <summary>What an operator must know about a link; <see cref="LinkNoticeText"/> has a sentence for each.</summary>
public enum LinkNotice
{
    /// <summary>The device does not answer: not there, not powered, or wired wrongly.</summary>
    DeviceSilent,

    /// <summary>The device answers with what can't be understood, and is reset.</summary>
    DeviceGarbled,

    /// <summary>The device was reset, by us or by itself.</summary>
    DeviceReset,

    /// <summary>The carrier of an Ethernet is there.</summary>
    CarrierFound,

    /// <summary>The carrier of an Ethernet is gone.</summary>
    CarrierLost,

    /// <summary>Another device has an address that is to be ours; the link stays down.</summary>
    AddressTaken,

    /// <summary>Another device claims an address of ours; it is defended.</summary>
    AddressClaimed,

    /// <summary>Another router advertises itself on the in-vehicle link.</summary>
    AnotherRouter,

    /// <summary>Not a notice: how many there are.</summary>
    Count,
}
