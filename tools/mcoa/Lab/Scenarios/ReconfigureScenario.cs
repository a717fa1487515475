using System.Text.Json;
using System.Text.Json.Nodes;

namespace McoaRouter.Tools.Lab.Scenarios;

/// <summary>The router goes over to other configurations under traffic: a good one, and one that would strand it.</summary>
internal sealed class ReconfigureScenario : LabScenario
{
    private const string Other = "ffeeddccbbaa99887766554433221100";

    /// <inheritdoc/>
    public override string Name
    {
        get { return "reconfigure"; }
    }

    /// <inheritdoc/>
    public override string Description
    {
        get { return "a configuration committed at the console is run and confirmed; a wrong key is rolled back by itself"; }
    }

    /// <inheritdoc/>
    public override LabSettings Settings { get; } = new() { Console = true, FirstAcknowledgementTimeoutMs = 200 };

    /// <inheritdoc/>
    public override bool Play(LabStage stage)
    {
        stage.StartAll();
        stage.ExpectTraffic("by the preferred uplink");
        using LabConsole console = new(stage.ConsolePath);
        double committed = ArrivalMeter.Now;
        Set(console, "uplinks[0].priority", 50);
        Set(console, "lifetimeSeconds", 120);
        console.Ask("commit", new JsonObject { ["confirmSeconds"] = 60 });
        stage.Expect("the other uplink is preferred", () => stage.Watch.Path == "lte");
        stage.Expect("both uplinks are registered", () => stage.Watch.AllRegistered(LabTopology.Uplinks));
        stage.ExpectTraffic("under the new configuration");
        stage.Report.Measured(
            "without an answered ping while it went over", stage.Ping.Figures(committed, ArrivalMeter.Now).GapDownMs);
        console.Ask("confirm");

        double wrong = ArrivalMeter.Now;
        Set(console, "security.key", Other);
        console.Ask("commit", new JsonObject { ["confirmSeconds"] = 10 });
        stage.Expect(
            "the router says that it is not authenticated",
            () => stage.RouterLog.Has("notice", "notice", "authenticationRefused"));
        stage.Expect("it is rolled back", () => IsRolledBack(console.Ask("hello")));
        stage.ExpectTraffic("under the configuration before it");
        stage.Report.Measured("from the wrong commit to the first traffic", (int)(ArrivalMeter.Now - wrong));
        stage.Expect("the other uplink is still preferred", () => stage.Watch.Path == "lte");
        return stage.ExpectCleanEnd();
    }

    private static void Set(LabConsole console, string path, JsonNode value)
    {
        console.Ask("set", new JsonObject { ["path"] = path, ["value"] = value });
    }

    private static bool IsRolledBack(JsonElement hello)
    {
        return hello.GetProperty("rolledBack").ValueKind == JsonValueKind.Object
            && hello.GetProperty("rolledBack").GetProperty("reason").GetString() == "not registered in time";
    }
}
