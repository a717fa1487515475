using System;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// The other end of a router's configuration, for a world that has no home agent configuration of its own.
/// </summary>
public static class MatchingHomeAgent
{
    // The interface identifier of a home agent that the router is to discover, and of one where that is the router's.
    private const byte Discovered = 1;
    private const byte OtherDiscovered = 2;

    /// <summary>
    /// The settings of a home agent at the first address of <see cref="RouterSettings.HomeAgents"/>, or at one in the
    /// home prefix where that is empty, that serves this one router and grants it what it asks for.
    /// </summary>
    public static HomeAgentSettings SettingsFor(RouterSettings router)
    {
        RouterAccount account = new RouterAccount
        {
            HomeAddress = router.HomeAddress,
            Prefixes = router.MobileNetworkPrefixes,
            Profile = router.Profile,
            Security = router.Security,
        };
        return new HomeAgentSettings
        {
            Address = router.HomeAgents.Length > 0 ? router.HomeAgents[0] : AddressIn(router),
            Ipv4Address = router.HomeAgents.Length > 0 ? router.HomeAgentIpv4Addresses[0] : null,
            HomePrefix = router.HomePrefix,
            Routers = new RouterAccount[] { account },
            Mcoa = true,
            Bulk = true,
            SimultaneousHome = router.ReturningHome == ReturningHome.Simultaneous
                ? SimultaneousHome.RouterDefends
                : SimultaneousHome.Prohibited,
            Profiles = new WireProfile[] { router.Profile },
            LifetimeLimitSeconds = router.LifetimeSeconds,
            Notices = new string[0],
        };
    }

    private static byte[] AddressIn(RouterSettings router)
    {
        byte[] address = new byte[Ipv6Address.Length];
        Array.Copy(router.HomePrefix.Octets, 0, address, 0, Ipv6Address.Length);
        address[Ipv6Address.Length - 1] |= Discovered;
        if (Ipv6Address.Equal(address, 0, router.HomeAddress, 0))
        {
            address[Ipv6Address.Length - 1] ^= Discovered | OtherDiscovered;
        }

        return address;
    }
}
