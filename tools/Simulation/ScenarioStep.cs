namespace McoaRouter.Simulation;

/// <summary>One step of a scenario: an uplink comes into the reach of a link, or out of all.</summary>
public sealed class ScenarioStep
{
    internal ScenarioStep(int at, int uplink, AttachedLink link)
    {
        At = at;
        Uplink = uplink;
        Link = link;
    }

    /// <summary>When, in ms since the start.</summary>
    public int At { get; }

    /// <summary>The uplink.</summary>
    public int Uplink { get; }

    /// <summary>What it can attach to from now on.</summary>
    public AttachedLink Link { get; }
}
