using System.IO;
using System.Linq;
using McoaRouter.Settings;
using McoaRouter.Simulation;

namespace McoaRouter.Tools.Drive;

/// <summary>The scenarios as the command line names them.</summary>
internal static class ScenarioList
{
    /// <summary>The name that stands for all of them.</summary>
    public const string All = "all";

    /// <summary>The name of the draft's wire profile.</summary>
    public const string Draft = "draft-01";

    /// <summary>The name of the wire profile of RFC 5648.</summary>
    public const string Rfc5648 = "rfc5648";

    /// <summary>The scenarios that exist in a profile, or in any where it is null.</summary>
    public static Scenario[] Of(string? profile)
    {
        return [.. Scenarios.All().Where(scenario => profile is null || Exists(scenario, profile))];
    }

    /// <summary>
    /// The journey through a scenario; null, with what is wrong written down, where there is none.
    /// </summary>
    /// <param name="name">The scenario's name.</param>
    /// <param name="profile">The profile's name, or null for the scenario's own.</param>
    /// <param name="seed">Where everything random comes from.</param>
    /// <param name="error">Where faults go.</param>
    public static Journey? Find(string name, string? profile, uint seed, TextWriter error)
    {
        Scenario? scenario = Scenarios.Find(name);
        if (scenario is null)
        {
            WriteNames(name, error);
            return null;
        }

        if (profile is not null && !Exists(scenario, profile))
        {
            error.WriteLine($"--profile: {name} exists in {Rfc5648} only");
            return null;
        }

        return JourneyOf(scenario, profile, seed);
    }

    /// <summary>The journey through a scenario.</summary>
    public static Journey JourneyOf(Scenario scenario, string? profile, uint seed)
    {
        string name = profile ?? ProfileOf(scenario);
        RouterSettingsResult result = ScenarioSettings.Read(scenario, name);
        return new Journey(result.Settings, seed, scenario.Seconds, scenario, name);
    }

    /// <summary>The name of the profile in which a scenario is driven where none is asked for.</summary>
    public static string ProfileOf(Scenario scenario)
    {
        return scenario.IsInDraft ? Draft : Rfc5648;
    }

    private static bool Exists(Scenario scenario, string profile)
    {
        return scenario.IsInDraft || profile == Rfc5648;
    }

    private static void WriteNames(string name, TextWriter error)
    {
        error.WriteLine(name.Length == 0
            ? "--scenario: give one of these names"
            : $"--scenario: there is no {name}; there are");
        foreach (Scenario scenario in Scenarios.All())
        {
            error.WriteLine($"  {scenario.Name,-18} {scenario.Title}");
        }

        error.WriteLine($"  {All,-18} all of them, one after the other");
    }
}
