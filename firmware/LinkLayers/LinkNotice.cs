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

    /// <summary>The Wi-Fi network is not within reach.</summary>
    WifiNotFound,

    /// <summary>The Wi-Fi network does not let the station in.</summary>
    WifiRefused,

    /// <summary>The Wi-Fi network gives no address that the transport can use.</summary>
    WifiNoAddress,

    /// <summary>The transport is IPv6, but the board's stack has none.</summary>
    WifiNoIpv6,

    /// <summary>Not a notice: how many there are.</summary>
    Count,
}
