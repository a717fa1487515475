namespace McoaRouter.Tools.Lab.Scenarios;

/// <summary>Both uplinks have IPv4 alone: UDP carries bindings and traffic (RFC 5555 §4.1).</summary>
internal sealed class Ipv4OnlyScenario : LabScenario
{
    /// <inheritdoc/>
    public override string Name
    {
        get { return "ipv4-only"; }
    }

    /// <inheritdoc/>
    public override string Description
    {
        get { return "both uplinks without IPv6: registered and tunnelled by UDP over IPv4 (RFC 5555 §4.1)"; }
    }

    /// <inheritdoc/>
    public override LabSettings Settings { get; } = new() { Ipv4Uplinks = LabTopology.Uplinks };

    /// <inheritdoc/>
    public override bool Play(LabStage stage)
    {
        stage.StartAll();
        stage.Expect("the home agent holds bindings 1 and 2", () => stage.Holds(0, 1, 2));
        stage.Expect(
            "it reaches both where they are, without a NAT",
            () => stage.UdpPeer(1) == "198.51.100.2:4191"
                && stage.UdpPeer(2) == "198.51.100.130:4191"
                && !stage.HomeAgentLogs[0].Has("udpTunnel", "natDetected", true));
        stage.ExpectTraffic("by the preferred uplink");
        double cut = ArrivalMeter.Now;
        stage.Topology.Cut("wifi");
        stage.Expect("the home agent holds binding 2 alone", () => stage.Holds(0, 2));
        stage.Report.Measured("from the cut to the removal", (int)(ArrivalMeter.Now - cut));
        stage.ExpectTraffic("by the live uplink");
        stage.Topology.Restore("wifi");
        stage.Expect("the home agent holds bindings 1 and 2 again", () => stage.Holds(0, 1, 2));
        stage.ExpectTraffic("by the preferred uplink again");
        return stage.ExpectCleanEnd();
    }
}
