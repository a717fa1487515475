namespace McoaRouter.LinkLayers;

/// <summary>What each <see cref="LinkNotice"/> says: the cause, then what to do.</summary>
public static class LinkNoticeText
{
    private static readonly string[] s_names =
    {
        "deviceSilent", "deviceGarbled", "deviceReset",
        "carrierFound", "carrierLost", "addressTaken", "addressClaimed", "anotherRouter",
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
