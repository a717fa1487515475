using McoaRouter.Bindings;

namespace McoaRouter;

/// <summary>What traffic steering knows of its paths and rules, for whoever operates the router.</summary>
public interface ISteeringView
{
    /// <summary>Whether paths are watched: without, nothing is known of them.</summary>
    bool WatchesPaths { get; }

    /// <summary>How many parts of a rule's flows there are: <see cref="ShareOf"/> over all uplinks, unless none serves.</summary>
    int Shares { get; }

    /// <summary>Probes that were sent over an uplink.</summary>
    long ProbesSent(int uplink);

    /// <summary>Probes over an uplink that were answered in time.</summary>
    long ProbesAnswered(int uplink);

    /// <summary>How many of the last probes over an uplink were lost, in percent.</summary>
    int LossPercent(int uplink);

    /// <summary>The smoothed round-trip time over an uplink in ms, or -1 where it is not known.</summary>
    int RoundTripMs(int uplink);

    /// <summary>
    /// The uplink that packets of a rule take now, or -1 for none; of a balanced rule, the one that takes the most.
    /// </summary>
    int ChoiceOf(int rule);

    /// <summary>How many of the <see cref="Shares"/> of a rule's flows an uplink takes.</summary>
    int ShareOf(int rule, int uplink);

    /// <summary>Where a rule stands with the home agent.</summary>
    FlowStanding StandingOf(int rule);

    /// <summary>The status by which the home agent refused a rule, or 0.</summary>
    int StatusOf(int rule);
}
