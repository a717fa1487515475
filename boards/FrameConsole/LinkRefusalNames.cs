using McoaRouter.LinkLayers;

namespace McoaRouter.Boards.FrameConsole;

/// <summary>The names of <see cref="LinkRefusal"/>: the device's runtime prints an enum as its number.</summary>
public static class LinkRefusalNames
{
    private static readonly string[] s_names =
    {
        "none", "truncated", "oversized", "checksum", "unknownProtocol", "deviceRefused", "linkDown", "notForUs",
        "malformed", "hopLimit", "notOnLink", "sourceForged", "addressClaimed", "notAsked", "foreignRouter",
        "neighborTableFull", "neighborSilent", "tooOften", "aborted", "wrongPhase", "unknownCode", "notAwaited",
        "prefixRefused", "lifetimeRefused", "mtuRefused", "tableFull", "garbled",
    };

    /// <summary>The name of a reason, in camel case, as counters show it.</summary>
    public static string Of(LinkRefusal reason)
    {
        return s_names[(int)reason];
    }
}
