namespace McoaRouter.LinkLayers;

/// <summary>What each <see cref="LinkNotice"/> says: the cause, then what to do.</summary>
public static class LinkNoticeText
{
    private static readonly string[] s_names =
    {
        "deviceSilent", "deviceGarbled", "deviceReset",
    };

    private static readonly string[] s_sentences =
    {
        "the device does not answer; check its power, its wiring and its pins",
        "the device answers with what can't be understood; check the line's speed and wiring",
        "the device was reset; the link is brought up anew",
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
