using McoaRouter.Bindings;
using McoaRouter.Settings;

namespace McoaRouter.Mobility;

/// <summary>
/// Where the router stands towards its home link (draft §3.3, §5.5, RFC 5648 §5.5, §5.6): an uplink whose care-of
/// address lies in the home prefix is on it.
/// </summary>
internal sealed class HomeLink
{
    /// <summary>
    /// The uplink by which the router returns home, or has returned, or -1 while it is away. No other uplink is
    /// registered meanwhile.
    /// </summary>
    internal int Uplink = -1;

    /// <summary>Whether the router has returned: the home agent holds no binding, as far as it can be known.</summary>
    internal bool Arrived;

    /// <summary>Whether home and foreign links turned out to be prohibited at once (RFC 5648 §5.7).</summary>
    internal bool SimultaneousProhibited;

    private readonly RouterSettings _settings;
    private readonly BindingUpdateList _bindings;

    internal HomeLink(RouterSettings settings, BindingUpdateList bindings)
    {
        _settings = settings;
        _bindings = bindings;
    }

    /// <summary>Whether an address is of the home link.</summary>
    internal bool Contains(byte[] buffer, int offset)
    {
        return _settings.HomePrefix.Contains(buffer, offset);
    }

    /// <summary>Whether an uplink with such an address is disabled: the router stays away from home.</summary>
    internal bool Disables(byte[] buffer, int offset)
    {
        return _settings.ReturningHome == ReturningHome.StayAway && Contains(buffer, offset);
    }

    /// <summary>The uplink by which the router is to return home in this form of registration, or -1.</summary>
    internal int WantedUplink(RegistrationForm form)
    {
        bool beside = _settings.ReturningHome == ReturningHome.Simultaneous
            && _settings.Profile.HasHomeBindings
            && !SimultaneousProhibited
            && form != RegistrationForm.Single;
        return beside ? -1 : _bindings.PreferredOnHomeLink();
    }
}
