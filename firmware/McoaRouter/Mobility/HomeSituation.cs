using McoaRouter.Settings;

namespace McoaRouter.Mobility;

/// <summary>
/// What correspondent registration must know of the home registration: whether there is a way for Home Test messages,
/// and in which form care-of addresses are registered.
/// </summary>
internal sealed class HomeSituation
{
    /// <summary>The uplink that carries the vehicle's traffic, or -1: Home Test Init takes the same way.</summary>
    internal int Path = -1;

    /// <summary>Whether the router has returned home, with all care-of addresses de-registered (draft §5.5).</summary>
    internal bool IsAtHome;

    /// <summary>Whether care-of addresses are registered under Binding Identifiers at home.</summary>
    internal bool UsesIdentifiers;

    /// <summary>Whether the router stops, or has stopped.</summary>
    internal bool IsStopping;

    /// <summary>Takes the present situation.</summary>
    internal void Take(HomeRegistration registration)
    {
        Path = registration.Path;
        IsAtHome = registration.HomeUplink >= 0;
        UsesIdentifiers = registration.Form != RegistrationForm.Single;
        IsStopping = registration.IsStopping;
    }
}
