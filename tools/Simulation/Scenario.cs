using McoaRouter.Settings;

namespace McoaRouter.Simulation;

/// <summary>
/// A scripted journey of a vehicle with three uplinks, and what the binding caches must hold when it has arrived: an
/// example configuration of the specification, or what a network does to one. Uplink n-1 has Binding Identifier n, as in its figures.
/// </summary>
public sealed class Scenario
{
    internal Scenario(string name, string title, ScenarioStep[] steps, BindingFigure expected)
    {
        Name = name;
        Title = title;
        Steps = steps;
        Expected = expected;
    }

    /// <summary>What it is called by, such as <c>figure-4</c>.</summary>
    public string Name { get; }

    /// <summary>What it shows, in a line.</summary>
    public string Title { get; }

    /// <summary>How long it lasts, in s.</summary>
    public int Seconds { get; internal set; } = 30;

    /// <summary>What the router uses an uplink on the home link for.</summary>
    public ReturningHome ReturningHome { get; internal set; }

    /// <summary>More of the router's configuration, each member with its comma before it.</summary>
    public string Members { get; internal set; } = string.Empty;

    /// <summary>The signal below which the first uplink is left, in dBm, or 0.</summary>
    public int SignalFloorDbm { get; internal set; }

    /// <summary>Whether it exists in the draft's form too, or only in that of RFC 5648.</summary>
    public bool IsInDraft { get; internal set; } = true;

    /// <summary>What happens, in the order of time.</summary>
    public ScenarioStep[] Steps { get; }

    /// <summary>What the binding caches must hold at its end.</summary>
    public BindingFigure Expected { get; }
}
