using System;
using System.Collections.Generic;
using McoaRouter.Tools.Lab.Scenarios;

namespace McoaRouter.Tools.Lab;

/// <summary>All scenarios, the default first.</summary>
internal static class LabScenarios
{
    /// <summary>What stands for all of them on the command line.</summary>
    public const string Everything = "all";

    /// <summary>Every scenario.</summary>
    public static LabScenario[] All { get; } =
    [
        new CutScenario(),
        new BulkScenario(),
        new IndividualScenario(),
        new SingleScenario(),
        new IgnoresBidsScenario(),
        new HomeAgentRestartScenario(),
        new FailoverScenario(),
        new DeadUplinkScenario(),
        new AuthenticationFailureScenario(),
        new Rfc5648Scenario(),
        new ReturningHomeScenario(),
        new DiscoveryScenario(),
        new CorrespondentScenario(),
        new Ipv4OnlyScenario(),
        new NatScenario(),
        new NatKeepaliveScenario(),
        new DualStackScenario(),
        new VehiclePortScenario(),
        new ReconfigureScenario(),
        new UnregisteredScenario(),
        new SilentScenario(),
        new SilentUdpScenario(),
        new FlowsScenario(),
        new PlannedScenario(),
    ];

    /// <summary>Those that a name on the command line stands for; none where it stands for nothing.</summary>
    public static LabScenario[] Named(string name)
    {
        return name == Everything ? All : Array.FindAll(All, scenario => scenario.Name == name);
    }

    /// <summary>What can be asked for, one line each.</summary>
    public static IEnumerable<string> List()
    {
        foreach (LabScenario scenario in All)
        {
            yield return $"  {scenario.Name,-24}{scenario.Description}";
        }

        yield return $"  {Everything,-24}all of them, one after the other";
    }
}
