namespace McoaRouter.Tools.Lab.Scenarios;

/// <summary>A home agent that skips Binding Identifiers: the router registers without (draft §5.7).</summary>
internal sealed class IgnoresBidsScenario : LabScenario
{
    /// <inheritdoc/>
    public override string Name
    {
        get { return "ignores-bids"; }
    }

    /// <inheritdoc/>
    public override string Description
    {
        get { return "a home agent that ignores Binding Identifiers is registered with as one of RFC 3963 (draft §5.7)"; }
    }

    /// <inheritdoc/>
    public override LabSettings Settings { get; } = new() { Mcoa = false };

    /// <inheritdoc/>
    public override bool Play(LabStage stage)
    {
        stage.StartHomeAgent();
        stage.StartRouter();
        stage.Expect(
            "the router says that the home agent ignores Binding Identifiers",
            () => stage.RouterLog.Has("notice", "notice", "bindingIdentifiersIgnored"));
        stage.Expect(
            "it registers the preferred uplink alone from then on",
            () => stage.RouterLog.LastIs("registrationForm", "form", "single") && stage.Holds(0, 0));
        stage.ExpectTraffic("by the preferred uplink");
        return stage.ExpectCleanEnd();
    }
}
