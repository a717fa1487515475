namespace McoaRouter.Tools.Lab.Scenarios;

/// <summary>An uplink goes, and its binding is removed through the live one (draft §5.6).</summary>
internal sealed class DeadUplinkScenario : LabScenario
{
    /// <inheritdoc/>
    public override string Name
    {
        get { return "dead-uplink"; }
    }

    /// <inheritdoc/>
    public override string Description
    {
        get { return "the binding of an uplink that has gone is removed through the live one (draft §5.6)"; }
    }

    /// <inheritdoc/>
    public override bool Play(LabStage stage)
    {
        stage.StartAll();
        stage.Expect("the home agent holds bindings 1 and 2", () => stage.Holds(0, 1, 2));
        stage.ExpectTraffic("by the preferred uplink");
        double cut = ArrivalMeter.Now;
        stage.Topology.Cut("wifi");
        stage.Expect("the home agent holds binding 2 alone", () => stage.Holds(0, 2));
        stage.Report.Measured("from the cut to the removal", (int)(ArrivalMeter.Now - cut));
        stage.ExpectTraffic("by the live uplink");
        stage.Topology.Restore("wifi");
        stage.Expect("the home agent holds bindings 1 and 2 again", () => stage.Holds(0, 1, 2));
        return stage.ExpectCleanEnd();
    }
}
