namespace McoaRouter.LinkLayers;

/// <summary>What each <see cref="LinkNotice"/> says: the cause, then what to do.</summary>
public static class LinkNoticeText
{
    private static readonly string[] s_names =
    {
        "deviceSilent", "deviceGarbled", "deviceReset",
        "carrierFound", "carrierLost", "addressTaken", "addressClaimed", "anotherRouter",
        "simMissing", "simPinNeeded", "simPinRefused", "simLocked", "registrationDenied", "noNetwork", "roaming",
        "contextRefused", "dialRefused", "authenticationRefused", "noAddress",
        "wifiNotFound", "wifiRefused", "wifiNoIpv6",
    };

    private static readonly string[] s_sentences =
    {
        "the device does not answer; check its power, its wiring and its pins",
        "the device answers with what can't be understood; check the line's speed and wiring",
        "the device was reset; the link is brought up anew",
        "the cable has a carrier",
        "the cable has no carrier; check it and what it leads to",
        "another device has the router's address on this link; find it, or give the port another prefix",
        "another device claims the router's address on this link; find it and take it off",
        "another router advertises itself on the in-vehicle link; hosts may send past this one: take it off",
        "there is no SIM that can be read; insert one, and check how it sits",
        "the SIM asks for its PIN; give \"pin\" in the configuration, or switch the PIN off",
        "the SIM does not take the PIN and is not asked again; correct \"pin\", and enter it once in a telephone",
        "the SIM or the modem is locked and asks for a code; unlock it in a telephone, or use another",
        "no network takes the SIM; ask its issuer whether it is active, and may roam here",
        "no network was found for a minute; check the antenna and the coverage",
        "the modem is in a foreign network",
        "the modem refuses the access point; check \"apn\" and \"transport\"",
        "the network refuses the data call; check \"apn\", \"user\" and \"password\", and what the SIM may do",
        "the network refuses the name and password; check \"user\" and \"password\"",
        "the network gives no address for this transport; check \"transport\", and \"apn\" of a modem",
        "the Wi-Fi network is not within reach; check \"ssid\"",
        "the Wi-Fi network refuses the station; check \"passphrase\"",
        "the image has no IPv6, or no home agent is configured; set \"transport\" to \"udp\" or use an image with IPv6",
    };

    /// <summary>The name, in camel case, as events show it.</summary>
    public static string NameOf(LinkNotice notice)
    {
        return s_names[(int)notice];
    }

    /// <summary>The sentence, without a full stop.</summary>
    public static string Of(LinkNotice notice)
    {
        return s_sentences[(int)notice];
    }
}
