namespace McoaRouter.Tools.Lab.Scenarios;

/// <summary>Each uplink registers by itself (draft §5.2).</summary>
internal sealed class IndividualScenario : LabScenario
{
    /// <inheritdoc/>
    public override string Name
    {
        get { return "individual"; }
    }

    /// <inheritdoc/>
    public override string Description
    {
        get { return "each uplink in a Binding Update of its own (draft §5.2)"; }
    }

    /// <inheritdoc/>
    public override LabSettings Settings { get; } = new() { Registration = "individual" };

    /// <inheritdoc/>
    public override bool Play(LabStage stage)
    {
        stage.StartAll();
        stage.Expect("the home agent holds bindings 1 and 2", () => stage.Holds(0, 1, 2));
        stage.ExpectTraffic("through the home agent");
        return stage.ExpectCleanEnd();
    }
}
