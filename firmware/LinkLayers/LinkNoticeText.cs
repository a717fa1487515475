namespace McoaRouter.LinkLayers;

/// <summary>What each <see cref="LinkNotice"/> says: the cause, then what to do.</summary>
public static class LinkNoticeText
{
    /// <summary>The sentence, without a full stop.</summary>
    public static string Of(LinkNotice notice)
    {
        switch (notice)
        {
            case LinkNotice.DeviceSilent:
                return "the device does not answer; check its power, its wiring and its pins";
            case LinkNotice.DeviceGarbled:
                return "the device answers with what can't be understood; check the line's speed and wiring";
            case LinkNotice.DeviceReset:
                return "the device was reset; the link is brought up anew";
            case LinkNotice.CarrierFound:
                return "the cable has a carrier";
            case LinkNotice.CarrierLost:
                return "the cable has no carrier; check it and what it leads to";
            case LinkNotice.AddressTaken:
                return "another device has the router's address on this link; find it, or give the port another prefix";
            case LinkNotice.AddressClaimed:
                return "another device claims the router's address on this link; find it and take it off";
            case LinkNotice.AnotherRouter:
                return "another router advertises itself on the in-vehicle link; hosts may send past this one: "
                    + "take it off";
            case LinkNotice.SimMissing:
                return "there is no SIM that can be read; insert one, and check how it sits";
            case LinkNotice.SimPinNeeded:
                return "the SIM asks for its PIN; give \"pin\" in the configuration, or switch the PIN off";
            case LinkNotice.SimPinRefused:
                return "the SIM does not take the PIN and is not asked again; correct \"pin\", and enter it "
                    + "once in a telephone";
            case LinkNotice.SimLocked:
                return "the SIM or the modem is locked and asks for a code; unlock it in a telephone, or use another";
            case LinkNotice.RegistrationDenied:
                return "no network takes the SIM; ask its issuer whether it is active, and may roam here";
            case LinkNotice.NoNetwork:
                return "no network was found for a minute; check the antenna and the coverage";
            case LinkNotice.Roaming:
                return "the modem is in a foreign network";
            case LinkNotice.ContextRefused:
                return "the modem refuses the access point; check \"apn\" and \"transport\"";
            case LinkNotice.DialRefused:
                return "the network refuses the data call; check \"apn\", \"user\" and \"password\", and what "
                    + "the SIM may do";
            case LinkNotice.AuthenticationRefused:
                return "the network refuses the name and password; check \"user\" and \"password\"";
            case LinkNotice.NoAddress:
                return "the network gives no address for this transport; check \"transport\", and \"apn\" of a modem";
            case LinkNotice.WifiNotFound:
                return "the Wi-Fi network is not within reach; check \"ssid\"";
            case LinkNotice.WifiRefused:
                return "the Wi-Fi network refuses the station; check \"passphrase\"";
            case LinkNotice.WifiNoIpv6:
                return "the image has no IPv6, or no home agent is configured; set \"transport\" to \"udp\" or "
                    + "use an image with IPv6";
            default:
                return string.Empty;
        }
    }
}
