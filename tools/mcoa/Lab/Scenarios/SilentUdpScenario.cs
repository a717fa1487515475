namespace McoaRouter.Tools.Lab.Scenarios;

/// <summary>
/// The far end of an IPv6 uplink dies while its link stays up, and only an IPv4 uplink lives: no other may state the dead
/// one's binding (RFC 5648 §8.1), so that it is removed, and packets for the vehicle come in UDP.
/// </summary>
internal sealed class SilentUdpScenario : LabScenario
{
    private const int ProbeIntervalMs = 500;
    private const int HoldMs = 1000;

    // What the machine's other work may add.
    private const int SlackMs = 300;

    /// <inheritdoc/>
    public override string Name
    {
        get { return "silent-udp"; }
    }

    /// <inheritdoc/>
    public override string Description
    {
        get { return "a far end that dies beside an uplink without IPv6: its binding is removed by UDP, and comes back"; }
    }

    /// <inheritdoc/>
    public override LabSettings Settings { get; } = new()
    {
        Ipv4Uplinks = ["lte"],
        RoundTripMs = 20,
        Health = $$"""{ "probeIntervalMs": {{ProbeIntervalMs}}, "holdMs": {{HoldMs}} }""",
    };

    /// <inheritdoc/>
    public override bool Play(LabStage stage)
    {
        stage.StartAll();
        stage.Expect("the home agent holds bindings 1 and 2", () => stage.Holds(0, 1, 2));
        stage.ExpectTraffic("by the preferred uplink");
        double died = ArrivalMeter.Now;
        stage.Topology.Silence("wifi");
        stage.Expect("the home agent holds binding 2 alone", () => stage.Holds(0, 2));
        int removed = (int)(ArrivalMeter.Now - died);
        stage.Report.Measured("from the far end's death to the removal", removed);
        stage.Expect("that takes three probe intervals", () => removed <= (3 * ProbeIntervalMs) + SlackMs);
        stage.ExpectTraffic("by the uplink without IPv6");
        stage.Topology.Revive("wifi");
        stage.Expect("the home agent holds bindings 1 and 2 again", () => stage.Holds(0, 1, 2));
        stage.Expect("the preferred uplink takes over again", () => stage.Watch.Path == "wifi");
        stage.ExpectTraffic("by the preferred uplink again");
        return stage.ExpectCleanEnd();
    }
}
