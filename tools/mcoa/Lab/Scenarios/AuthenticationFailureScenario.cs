namespace McoaRouter.Tools.Lab.Scenarios;

/// <summary>The keys differ: nothing is registered, and no traffic moves (RFC 4285 §5).</summary>
internal sealed class AuthenticationFailureScenario : LabScenario
{
    /// <inheritdoc/>
    public override string Name
    {
        get { return "authentication-failure"; }
    }

    /// <inheritdoc/>
    public override string Description
    {
        get { return "with a wrong key nothing is registered, both ends say so, and no traffic moves (RFC 4285 §5)"; }
    }

    /// <inheritdoc/>
    public override LabSettings Settings { get; } = new() { WrongKey = true, FirstAcknowledgementTimeoutMs = 200 };

    /// <inheritdoc/>
    public override bool Play(LabStage stage)
    {
        stage.StartHomeAgent();
        stage.StartRouter();
        EchoProbe ping = stage.Ping;
        stage.Expect(
            "the router says that it is not authenticated",
            () => stage.RouterLog.Has("notice", "notice", "authenticationRefused"));
        stage.Expect("nothing is registered", () => stage.Holds(0) && stage.Watch.Path == null);
        stage.Expect("no traffic moves", () => !ping.AnsweredSince(0));
        stage.ExpectCleanEnd();
        stage.Expect("the home agent counts it", () => Counts(stage.HomeAgentLogs[0]));
        stage.Expect("the router counts it", () => Counts(stage.RouterLog));
        return true;
    }

    private static bool Counts(EventLog log)
    {
        return log.Any(
            "counters",
            counters => counters.GetProperty("refused").TryGetProperty("authenticationFailed", out _));
    }
}
