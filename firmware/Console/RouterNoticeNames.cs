namespace McoaRouter.Consoles;

/// <summary>The names of <see cref="RouterNotice"/>: the device's runtime prints an enum as its number.</summary>
public static class RouterNoticeNames
{
    private static readonly string[] s_names =
    {
        "bulkNotSupported", "bindingIdentifiersIgnored", "multipleCareOfAddressesProhibited", "noMobileRouters",
        "homeAgentRefuses", "prefixesRefused", "authenticationRefused", "clockCorrected", "homeAgentSilent",
        "noOtherHomeAgent", "regularBindingReplaced", "homeAndForeignProhibited", "homePrefixEnds", "tunnelSilent",
        "flowBindingsIgnored", "flowBindingRefused",
    };

    /// <summary>The name of a notice, in camel case, as events show it.</summary>
    public static string Of(RouterNotice notice)
    {
        return s_names[(int)notice];
    }
}
