using System;
using System.CommandLine;
using System.IO;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading;
using McoaRouter.Boards.Linux;
using McoaRouter.Tools.Drive;

namespace McoaRouter.Tools.Lab;

/// <summary>
/// <c>mcoa lab</c>: the router and home agents on real IPv6, in network namespaces, scenario by scenario.
/// </summary>
internal static class LabCommand
{
    private const int Success = 0;
    private const int Failure = 1;
    private const int NothingStarted = 2;
    private const int Interrupted = 130;

    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        Option<bool> json = new("--json") { Description = "One JSON object a line, nothing else on stdout." };
        Option<string?> pcap = new("--pcap")
        {
            Description = "A capture of each link, written into this folder.",
            HelpName = "DIR",
        };
        Option<string?> svg = new("--svg")
        {
            Description = "A picture of the packets around each loss of an uplink, written into this file.",
            HelpName = "FILE",
        };
        Option<string> scenario = new("--scenario")
        {
            Description = $"What to play: {string.Join(", ", Array.ConvertAll(LabScenarios.All, known => known.Name))}; "
                + $"or {LabScenarios.Everything}.",
            DefaultValueFactory = _ => LabScenarios.All[0].Name,
            HelpName = "NAME",
        };
        Option<string?> profile = new("--profile")
        {
            Description = $"The wire profile of both ends, {ScenarioList.Draft} or {ScenarioList.Rfc5648}.",
            HelpName = "NAME",
        };
        profile.AcceptOnlyFromAmong(ScenarioList.Draft, ScenarioList.Rfc5648);
        Command command = new("lab", "Cut real uplinks under a TCP connection, in network namespaces (root, Linux).")
        {
            scenario,
            profile,
            json,
            pcap,
            svg,
        };
        command.SetAction(result => Start(
            result.GetRequiredValue(scenario),
            result.GetValue(profile),
            new LabReport(new EventWriter(Console.Out, result.GetValue(json))),
            new LabFiles(result.GetValue(pcap), result.GetValue(svg))));
        return command;
    }

    private static int Start(string name, string? profile, LabReport report, LabFiles files)
    {
        LabScenario[] scenarios = LabScenarios.Named(name);
        if (scenarios.Length == 0)
        {
            Console.Error.WriteLine($"--scenario: there is no '{name}'; there are");
            Console.Error.WriteLine(string.Join(Environment.NewLine, LabScenarios.List()));
            return NothingStarted;
        }

        string? missing = LabRequirements.Missing(files);
        if (missing != null)
        {
            Console.Error.WriteLine(missing);
            return NothingStarted;
        }

        using CancellationTokenSource cancellation = new();
        using PosixSignalRegistration interrupt = CancelOn(PosixSignal.SIGINT, cancellation);
        using PosixSignalRegistration terminate = CancelOn(PosixSignal.SIGTERM, cancellation);
        using PosixSignalRegistration hangUp = CancelOn(PosixSignal.SIGHUP, cancellation);
        try
        {
            int cleared = LabNames.ClearLeftovers();
            if (cleared > 0)
            {
                report.Progress($"removed {cleared} namespaces that a crashed lab had left");
            }

            LabRun run = new(report, files, profile, cancellation.Token);
            bool passed = name == LabScenarios.Everything
                ? run.PlayAll(scenarios)
                : run.Play(scenarios[0]);
            return passed ? Success : Failure;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("Interrupted; everything that the lab made is removed.");
            return Interrupted;
        }
        catch (Exception fault) when (fault is BoardException or SocketException or IOException)
        {
            Console.Error.WriteLine(fault.Message);
            return Failure;
        }
    }

    private static PosixSignalRegistration CancelOn(PosixSignal signal, CancellationTokenSource cancellation)
    {
        return PosixSignalRegistration.Create(signal, context =>
        {
            context.Cancel = true;
            cancellation.Cancel();
        });
    }
}
