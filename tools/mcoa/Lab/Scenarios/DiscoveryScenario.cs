namespace McoaRouter.Tools.Lab.Scenarios;

/// <summary>No home agent is configured: the router finds one (RFC 6275 §11.4.1, RFC 3963 §7).</summary>
internal sealed class DiscoveryScenario : LabScenario
{
    /// <inheritdoc/>
    public override string Name
    {
        get { return "discovery"; }
    }

    /// <inheritdoc/>
    public override string Description
    {
        get { return "a router that knows no home agent finds one on its home link (RFC 6275 §11.4.1)"; }
    }

    /// <inheritdoc/>
    public override LabSettings Settings { get; } = new() { HomeAgents = [] };

    /// <inheritdoc/>
    public override bool Play(LabStage stage)
    {
        stage.StartAll();
        stage.Expect(
            "the router says which home agent it found",
            () => stage.RouterLog.LastIs("homeAgent", "address", LabTopology.HomeAgentAddress));
        stage.Expect("the home agent holds bindings 1 and 2", () => stage.Holds(0, 1, 2));
        stage.ExpectTraffic("through the home agent that was found");
        return stage.ExpectCleanEnd();
    }
}
