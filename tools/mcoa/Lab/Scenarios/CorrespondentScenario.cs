namespace McoaRouter.Tools.Lab.Scenarios;

/// <summary>The router registers both uplinks with a correspondent, and its own packets travel straight.</summary>
internal sealed class CorrespondentScenario : LabScenario
{
    /// <inheritdoc/>
    public override string Name
    {
        get { return "correspondent"; }
    }

    /// <inheritdoc/>
    public override string Description
    {
        get { return "both uplinks are registered with a correspondent, straight (draft §3.1, RFC 6275 §11.7.2)"; }
    }

    /// <inheritdoc/>
    public override LabSettings Settings { get; } = new() { RouteOptimization = true };

    /// <inheritdoc/>
    public override bool Play(LabStage stage)
    {
        stage.StartCorrespondent();
        stage.StartAll();
        stage.Expect(
            "the correspondent holds bindings 1 and 2", () => stage.CorrespondentLog.Bindings() is [1, 2]);
        stage.ExpectTraffic("straight to the correspondent");
        stage.Topology.Cut("wifi");
        stage.ExpectTraffic("by the other uplink");
        stage.ExpectCleanEnd();
        stage.Expect(
            "packets went straight both ways",
            () => Straight(stage, "optimizedInboundPackets") && Straight(stage, "optimizedOutboundPackets"));
        return true;
    }

    private static bool Straight(LabStage stage, string counter)
    {
        return stage.CorrespondentLog.Any("counters", counters => counters.GetProperty(counter).GetInt64() > 0);
    }
}
