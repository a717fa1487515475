namespace McoaRouter.Tools.Lab.Scenarios;

/// <summary>The far end of an uplink dies while its link stays up: probes find it.</summary>
internal sealed class SilentScenario : LabScenario
{
    private const int ProbeIntervalMs = 500;
    private const int HoldMs = 1000;

    // What the machine's other work may add.
    private const int SlackMs = 50;
    private const int ObservedMs = 1000;

    /// <inheritdoc/>
    public override string Name
    {
        get { return "silent"; }
    }

    /// <inheritdoc/>
    public override string Description
    {
        get { return "a far end that dies while the link stays up is found within three probe intervals"; }
    }

    /// <inheritdoc/>
    public override LabSettings Settings { get; } = new()
    {
        RoundTripMs = 20,
        Health = $$"""{ "probeIntervalMs": {{ProbeIntervalMs}}, "holdMs": {{HoldMs}} }""",
    };

    /// <inheritdoc/>
    public override bool Play(LabStage stage)
    {
        stage.StartAll();
        stage.ExpectTraffic("by the preferred uplink");
        stage.Watchfully(ObservedMs);
        double died = ArrivalMeter.Now;
        stage.Topology.Silence("wifi");
        stage.Expect("the path is the other uplink", () => stage.Watch.Path == "lte");
        int found = stage.Watch.SwitchedAfterMs(died)!.Value;
        stage.Report.Measured("from the far end's death to the other path", found);
        stage.Expect("it is found within three probe intervals", () => found <= (3 * ProbeIntervalMs) + SlackMs);
        stage.Expect("the router says that the path is dead", () => stage.Watch.StandingOf("wifi") == "dead");
        stage.ExpectTraffic("by the other uplink");
        double moved = ArrivalMeter.Now;
        stage.Watchfully(ObservedMs);
        EchoFigures since = stage.Ping.Figures(moved, ArrivalMeter.Now - stage.Settings.RoundTripMs!.Value - SlackMs);
        stage.Expect("nothing is lost any more", () => since is { Sent: > 0, LostUp: 0, LostDown: 0 });
        double revived = ArrivalMeter.Now;
        stage.Topology.Revive("wifi");
        stage.Expect("the preferred uplink takes over again", () => stage.Watch.Path == "wifi");
        int held = stage.Watch.SwitchedAfterMs(revived)!.Value;
        stage.Expect("but not before it has held for its time", () => held >= HoldMs);
        stage.ExpectTraffic("by the preferred uplink again");
        return stage.ExpectCleanEnd();
    }
}
