using McoaRouter.Settings;

namespace McoaRouter.Simulation;

/// <summary>
/// A vehicle's way through the coverage of its uplinks, all from one seed. It depends on nothing that happens on the
/// way, so that a second one made alike tells the future of the first.
/// </summary>
public sealed class Route
{
    private readonly Coverage[] _coverages;
    private readonly RadioProfile[] _profiles;

    /// <summary>Lays out a route.</summary>
    public Route(RouterSettings settings, ulong seed)
    {
        SplitMix64 seeds = new SplitMix64(seed);
        Vehicle = new Vehicle(seeds.Next());
        _coverages = new Coverage[settings.Uplinks.Length];
        _profiles = new RadioProfile[settings.Uplinks.Length];
        for (int i = 0; i < _coverages.Length; i++)
        {
            UplinkSettings uplink = settings.Uplinks[i];
            _profiles[i] = RadioProfile.ForLink(uplink.Link, uplink.Device, uplink.Name);
            _coverages[i] = new Coverage(_profiles[i], seeds.Next());
        }
    }

    /// <summary>The vehicle.</summary>
    public Vehicle Vehicle { get; }

    /// <summary>The coverage of an uplink.</summary>
    public Coverage CoverageOf(int uplink)
    {
        return _coverages[uplink];
    }

    /// <summary>What kind of access network an uplink uses.</summary>
    public RadioProfile ProfileOf(int uplink)
    {
        return _profiles[uplink];
    }

    /// <summary>Moves the vehicle to a time in ms; time does not run backwards.</summary>
    public void MoveTo(long milliseconds)
    {
        Vehicle.MoveTo(milliseconds);
        for (int i = 0; i < _coverages.Length; i++)
        {
            _coverages[i].MoveTo(Vehicle.Position);
        }
    }
}
