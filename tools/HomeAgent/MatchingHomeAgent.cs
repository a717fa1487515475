using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// The other end of a router's configuration, for a world that has no home agent configuration of its own.
/// </summary>
public static class MatchingHomeAgent
{
    /// <summary>
    /// The settings of a home agent at the first address of <see cref="RouterSettings.HomeAgents"/> that serves this
    /// one router and grants it what it asks for.
    /// </summary>
    public static HomeAgentSettings SettingsFor(RouterSettings router)
    {
        RouterAccount account = new RouterAccount
        {
            HomeAddress = router.HomeAddress,
            Prefixes = router.MobileNetworkPrefixes,
            Profile = router.Profile,
        };
        return new HomeAgentSettings
        {
            Address = router.HomeAgents[0],
            HomePrefix = router.HomePrefix,
            Routers = new RouterAccount[] { account },
            Bulk = true,
            Profiles = new WireProfile[] { router.Profile },
            LifetimeLimitSeconds = router.LifetimeSeconds,
            Notices = new string[0],
        };
    }
}
