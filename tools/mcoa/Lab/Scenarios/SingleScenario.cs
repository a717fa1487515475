namespace McoaRouter.Tools.Lab.Scenarios;

/// <summary>The preferred uplink alone, without Binding Identifier: plain RFC 3963.</summary>
internal sealed class SingleScenario : LabScenario
{
    /// <inheritdoc/>
    public override string Name
    {
        get { return "single"; }
    }

    /// <inheritdoc/>
    public override string Description
    {
        get { return "the preferred uplink alone, without Binding Identifier (RFC 3963)"; }
    }

    /// <inheritdoc/>
    public override LabSettings Settings { get; } = new() { Registration = "single" };

    /// <inheritdoc/>
    public override bool Play(LabStage stage)
    {
        stage.StartHomeAgent();
        stage.StartRouter();
        stage.Expect("the home agent holds one regular binding", () => stage.Holds(0, 0));
        stage.ExpectTraffic("by the preferred uplink");
        stage.Topology.Cut("wifi");
        stage.Expect("the path is the other uplink", () => stage.Watch.Path == "lte");
        stage.ExpectTraffic("by the other uplink");
        stage.Expect("the home agent holds one regular binding still", () => stage.Holds(0, 0));
        return stage.ExpectCleanEnd();
    }
}
