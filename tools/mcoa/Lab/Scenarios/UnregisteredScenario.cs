using System.Text.Json;

namespace McoaRouter.Tools.Lab.Scenarios;

/// <summary>Packets for a router that has no binding end at the home agent (RFC 4443 §3.1).</summary>
internal sealed class UnregisteredScenario : LabScenario
{
    private const int Requests = 50;

    /// <inheritdoc/>
    public override string Name
    {
        get { return "unregistered"; }
    }

    /// <inheritdoc/>
    public override string Description
    {
        get { return "what is for a vehicle that is not registered is unreachable, and goes round nowhere (RFC 4443 §3.1)"; }
    }

    /// <inheritdoc/>
    public override bool Play(LabStage stage)
    {
        stage.StartHomeAgent();
        Ask(stage, "before the first registration");
        stage.StartRouter();
        stage.Expect("both uplinks are registered", () => stage.Watch.AllRegistered(LabTopology.Uplinks));
        stage.ExpectTraffic("through the home agent");
        stage.Ping.StopSending();
        stage.StopRouter();
        stage.Expect("the home agent holds nothing", () => stage.Holds(0));
        Ask(stage, "after the de-registration");
        bool clean = stage.ExpectCleanEnd();
        stage.Expect(
            "the home agent counted all of them",
            () => stage.HomeAgentLogs[0].Last("counters") is JsonElement counters
                && counters.GetProperty("refused").GetProperty("noBinding").GetInt64() >= 2 * Requests);
        return clean;
    }

    private static void Ask(LabStage stage, string when)
    {
        using UnregisteredProbe probe = new(stage.Topology, LabTopology.HostAddress);
        for (int i = 0; i < Requests; i++)
        {
            probe.Ask();
        }

        stage.Expect(
            $"{when}, the home agent tells some of {Requests} senders, and no packet's hop limit ends",
            () => probe.Unreachable is > 0 and < Requests && probe.TimesExceeded == 0);
    }
}
