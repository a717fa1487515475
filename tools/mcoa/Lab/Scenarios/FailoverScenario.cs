namespace McoaRouter.Tools.Lab.Scenarios;

/// <summary>The home agent in use crashes, and the router goes on to another (RFC 6275 §11.7.1).</summary>
internal sealed class FailoverScenario : LabScenario
{
    /// <inheritdoc/>
    public override string Name
    {
        get { return "failover"; }
    }

    /// <inheritdoc/>
    public override string Description
    {
        get { return "when its home agent crashes, the router registers with another (RFC 6275 §11.7.1)"; }
    }

    /// <inheritdoc/>
    public override LabSettings Settings { get; } = new()
    {
        HomeAgents = LabTopology.HomeAgentAddresses,
        LifetimeSeconds = 8,
        FirstAcknowledgementTimeoutMs = 200,
        WideHomeLink = true,
    };

    /// <inheritdoc/>
    public override bool Play(LabStage stage)
    {
        stage.StartHomeAgent(0);
        stage.StartHomeAgent(1);
        stage.StartRouter();
        stage.Expect("the first home agent holds bindings 1 and 2", () => stage.Holds(0, 1, 2));
        stage.ExpectTraffic("through the first home agent");
        double crashed = ArrivalMeter.Now;
        stage.CrashHomeAgent(0);
        stage.Expect("the second home agent holds bindings 1 and 2", () => stage.Holds(1, 1, 2));
        stage.Expect(
            "the router says which home agent it uses",
            () => stage.RouterLog.LastIs("homeAgent", "address", LabTopology.HomeAgentAddresses[1]));
        stage.Topology.RouteVehicleTo(1);
        stage.ExpectTraffic("through the second home agent");
        stage.Report.Measured("from the crash to the first traffic", (int)(ArrivalMeter.Now - crashed));
        return stage.ExpectCleanEnd();
    }
}
