namespace McoaRouter.Tools.Lab.Scenarios;

/// <summary>The home agent crashes, and comes back with an empty binding cache.</summary>
internal sealed class HomeAgentRestartScenario : LabScenario
{
    /// <inheritdoc/>
    public override string Name
    {
        get { return "home-agent-restart"; }
    }

    /// <inheritdoc/>
    public override string Description
    {
        get { return "a home agent that crashed and comes back is registered with anew"; }
    }

    /// <inheritdoc/>
    public override LabSettings Settings { get; } = new() { LifetimeSeconds = 8, FirstAcknowledgementTimeoutMs = 200 };

    /// <inheritdoc/>
    public override bool Play(LabStage stage)
    {
        stage.StartAll();
        stage.ExpectTraffic("through the home agent");
        stage.CrashHomeAgent();
        stage.StartHomeAgent();
        double started = ArrivalMeter.Now;
        stage.Expect("the home agent holds bindings 1 and 2 again", () => stage.Holds(0, 1, 2));
        stage.ExpectTraffic("through the home agent again");
        stage.Report.Measured("from the home agent's start to the first traffic", (int)(ArrivalMeter.Now - started));
        return stage.ExpectCleanEnd();
    }
}
