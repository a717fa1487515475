using McoaRouter.Wire;

namespace McoaRouter.HomeAgents;

/// <summary>
/// The lifetime that a registration is granted, in units of 4 s: what it asks for, the settings' limit or what is left
/// of the home prefix, whichever is least (RFC 6275 §10.3.1).
/// </summary>
internal sealed class LifetimeGrant
{
    // More than a binding could last.
    private const int LongestUnits = 0x10000;

    private readonly HomeAgentSettings _settings;

    public LifetimeGrant(HomeAgentSettings settings)
    {
        _settings = settings;
    }

    private int ValidUnits
    {
        get
        {
            uint units = _settings.PrefixValidSeconds / BindingUpdate.LifetimeUnitSeconds;
            return units > LongestUnits ? LongestUnits : (int)units;
        }
    }

    /// <summary>What is granted to who asks for this much.</summary>
    public int UnitsFor(int askedUnits)
    {
        int limit = _settings.LifetimeLimitSeconds / BindingUpdate.LifetimeUnitSeconds;
        limit = ValidUnits < limit ? ValidUnits : limit;
        return askedUnits < limit ? askedUnits : limit;
    }

    /// <summary>
    /// The status of an update that was granted this much, 0 where it registered nothing: 1 where the home prefix is
    /// deprecated before the binding ends, or invalid when it does.
    /// </summary>
    public int StatusFor(int grantedUnits)
    {
        uint preferredUnits = _settings.PrefixPreferredSeconds / BindingUpdate.LifetimeUnitSeconds;
        return grantedUnits != 0 && (preferredUnits < grantedUnits || ValidUnits == grantedUnits)
            ? BindingStatus.PrefixDiscoveryNeeded
            : BindingStatus.Accepted;
    }
}
