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
    private readonly bool _scripted;

    /// <summary>Lays out a route.</summary>
    /// <param name="settings">The router's configuration.</param>
    /// <param name="seed">Where everything random comes from.</param>
    /// <param name="scenario">What decides on the coverage instead while the vehicle stands still, or null.</param>
    public Route(RouterSettings settings, ulong seed, Scenario scenario)
    {
        _scripted = scenario != null;
        SplitMix64 seeds = new SplitMix64(seed);
        Vehicle = new Vehicle(seeds.Next());
        _coverages = new Coverage[settings.Uplinks.Length];
        _profiles = new RadioProfile[settings.Uplinks.Length];
        for (int i = 0; i < _coverages.Length; i++)
        {
            UplinkSettings uplink = settings.Uplinks[i];
            _profiles[i] = RadioProfile.ForLink(uplink.Link, uplink.Device, uplink.Name);
            _coverages[i] = NewCoverage(_profiles[i], seeds.Next(), scenario, i);
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
        if (!_scripted)
        {
            Vehicle.MoveTo(milliseconds);
        }

        for (int i = 0; i < _coverages.Length; i++)
        {
            _coverages[i].MoveTo(milliseconds, Vehicle.Position);
        }
    }

    private static Coverage NewCoverage(RadioProfile profile, ulong seed, Scenario scenario, int uplink)
    {
        if (scenario != null)
        {
            return new ScriptedCoverage(scenario, uplink);
        }

        return new CellCoverage(profile, seed);
    }
}
