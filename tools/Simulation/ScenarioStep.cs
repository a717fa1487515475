namespace McoaRouter.Simulation;

/// <summary>
/// One step of a scenario: an uplink comes into the reach of a link, or out of all, its signal grows or fades, the way
/// behind it dies, or the NAT behind it loses its mapping.
/// </summary>
public sealed class ScenarioStep
{
    internal const int FullSignal = 100;

    internal ScenarioStep(int at, int uplink, AttachedLink link)
    {
        At = at;
        Uplink = uplink;
        Link = link;
        Signal = link == AttachedLink.None ? 0 : FullSignal;
    }

    /// <summary>When, in ms since the start.</summary>
    public int At { get; }

    /// <summary>The uplink.</summary>
    public int Uplink { get; }

    /// <summary>What it can attach to from now on; meaningless where <see cref="IsAboutCoverage"/> is false, or it fades.</summary>
    public AttachedLink Link { get; }

    /// <summary>How strong its signal is from now on, 0..100.</summary>
    public int Signal { get; private set; }

    /// <summary>Whether only the signal changes.</summary>
    public bool Fades { get; private set; }

    /// <summary>Whether the NAT behind the uplink loses its mapping, and nothing else happens.</summary>
    public bool LosesMapping { get; private set; }

    /// <summary>Whether the way behind the uplink dies while its link stays up, and nothing else happens.</summary>
    public bool FallsSilent { get; private set; }

    /// <summary>Whether it changes what the uplink can attach to, or how well.</summary>
    public bool IsAboutCoverage
    {
        get { return !LosesMapping && !FallsSilent; }
    }

    internal static ScenarioStep LoseMapping(int at, int uplink)
    {
        return new ScenarioStep(at, uplink, AttachedLink.None) { LosesMapping = true };
    }

    internal static ScenarioStep FallSilent(int at, int uplink)
    {
        return new ScenarioStep(at, uplink, AttachedLink.None) { FallsSilent = true };
    }

    internal static ScenarioStep Fade(int at, int uplink, int signal)
    {
        return new ScenarioStep(at, uplink, AttachedLink.None) { Fades = true, Signal = signal };
    }
}
