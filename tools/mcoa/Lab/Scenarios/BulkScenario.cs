namespace McoaRouter.Tools.Lab.Scenarios;

/// <summary>One Binding Update registers both uplinks (draft §5.3).</summary>
internal sealed class BulkScenario : LabScenario
{
    /// <inheritdoc/>
    public override string Name
    {
        get { return "bulk"; }
    }

    /// <inheritdoc/>
    public override string Description
    {
        get { return "both uplinks in one Binding Update (draft §5.3)"; }
    }

    /// <inheritdoc/>
    public override bool Play(LabStage stage)
    {
        stage.StartAll();
        stage.Expect("the home agent holds bindings 1 and 2", () => stage.Holds(0, 1, 2));
        stage.ExpectTraffic("through the home agent");
        return stage.ExpectCleanEnd();
    }
}
