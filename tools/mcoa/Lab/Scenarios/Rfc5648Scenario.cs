namespace McoaRouter.Tools.Lab.Scenarios;

/// <summary>The same in the final form of the specification (RFC 5648 §5.3).</summary>
internal sealed class Rfc5648Scenario : LabScenario
{
    /// <inheritdoc/>
    public override string Name
    {
        get { return "rfc5648"; }
    }

    /// <inheritdoc/>
    public override string Description
    {
        get { return "both uplinks in one Binding Update of RFC 5648 (§5.3)"; }
    }

    /// <inheritdoc/>
    public override LabSettings Settings { get; } = new() { WireProfile = "rfc5648" };

    /// <inheritdoc/>
    public override bool Play(LabStage stage)
    {
        stage.StartAll();
        stage.Expect("the home agent holds bindings 1 and 2", () => stage.Holds(0, 1, 2));
        stage.ExpectTraffic("through the home agent");
        stage.Topology.Cut("wifi");
        stage.Expect("binding 1 is removed through the other uplink", () => stage.Holds(0, 2));
        stage.ExpectTraffic("by the other uplink");
        return stage.ExpectCleanEnd();
    }
}
