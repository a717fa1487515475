using McoaRouter.Settings;
using McoaRouter.Simulation;

namespace McoaRouter.Tools.Drive;

/// <summary>What is driven: a random journey out of a seed, or a scenario.</summary>
/// <param name="Settings">The router's configuration.</param>
/// <param name="Seed">Where everything random comes from.</param>
/// <param name="Seconds">How long it lasts, in the world's time.</param>
/// <param name="Scenario">The scenario, or null.</param>
/// <param name="Profile">The name of the scenario's wire profile, or null.</param>
internal sealed record Journey(RouterSettings Settings, uint Seed, int Seconds, Scenario? Scenario, string? Profile)
{
    /// <summary>How a view calls it.</summary>
    public string Title => Scenario is null ? $"Drive of {Settings.Name}, seed {Seed}" : $"{Scenario.Name}: {Scenario.Title}";

    /// <summary>Its way, from the start: it tells the future of the world's own.</summary>
    public Route NewRoute()
    {
        return new Route(Settings, Seed, Scenario);
    }

    /// <summary>Its world, at the start.</summary>
    public World NewWorld(IWorldListener listener, IPacketTap? tap)
    {
        return new World(Settings, Seed, Scenario, listener, tap);
    }
}
