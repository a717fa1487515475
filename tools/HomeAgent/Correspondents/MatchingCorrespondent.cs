using McoaRouter.Settings;

namespace McoaRouter.HomeAgents.Correspondents;

/// <summary>
/// The correspondents of a router's configuration, for a world that has no configuration of their own.
/// </summary>
public static class MatchingCorrespondent
{
    private const int HomeAddresses = 1;

    /// <summary>
    /// The settings of the correspondent with this index in <see cref="RouterSettings.Correspondents"/>: it speaks the
    /// router's profile and grants what a correspondent may.
    /// </summary>
    public static CorrespondentSettings SettingsFor(RouterSettings router, int correspondent)
    {
        return new CorrespondentSettings
        {
            Address = router.Correspondents[correspondent],
            Profile = router.Profile,
            Mcoa = true,
            LifetimeLimitSeconds = CorrespondentSettings.MaximumLifetimeSeconds,
            Capacity = HomeAddresses,
            RefreshRequests = true,
        };
    }
}
