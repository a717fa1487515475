namespace McoaRouter.Simulation;

/// <summary>
/// One step of a scenario: an uplink comes into the reach of a link, or out of all, or the NAT behind it loses its
/// mapping.
/// </summary>
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

    /// <summary>What it can attach to from now on; meaningless where <see cref="LosesMapping"/>.</summary>
    public AttachedLink Link { get; }

    /// <summary>Whether the NAT behind the uplink loses its mapping, and nothing else happens.</summary>
    public bool LosesMapping { get; private set; }

    internal static ScenarioStep LoseMapping(int at, int uplink)
    {
        return new ScenarioStep(at, uplink, AttachedLink.None) { LosesMapping = true };
    }
}
