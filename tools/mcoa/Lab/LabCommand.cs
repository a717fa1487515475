using System;
using System.CommandLine;
using System.IO;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Threading;
using McoaRouter.Boards.Linux;
using McoaRouter.Tools.Drive;
using McoaRouter.Tools.Lab.Soak;

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
    private const double LeastMinutes = 0.5;
    private const double MostMinutes = 1440;

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
        Option<double?> soak = new("--soak")
        {
            Description = "Has faults come at random for so many minutes, and looks whether memory and descriptors stay flat.",
            HelpName = "MINUTES",
        };
        soak.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.GetValueOrDefault<double?>() is not (>= LeastMinutes and <= MostMinutes))
            {
                result.AddError(FormattableString.Invariant(
                    $"--soak: between {LeastMinutes} and {MostMinutes} minutes."));
            }
        });
        Option<ulong> seed = new("--seed")
        {
            Description = "What the faults of a soak are drawn from.",
            DefaultValueFactory = _ => 1,
            HelpName = "N",
        };
        Command command = new("lab", "Cut real uplinks under a TCP connection, in network namespaces (root, Linux).")
        {
            scenario,
            profile,
            soak,
            seed,
            json,
            pcap,
            svg,
        };
        command.Validators.Add(result =>
        {
            bool soaks = result.GetResult(soak) != null;
            if (soaks && (result.GetResult(scenario) is { Implicit: false } || result.GetResult(pcap) != null))
            {
                result.AddError("--soak goes with neither --scenario nor --pcap: it has faults of its own, and no end of packets.");
            }
            else if (!soaks && result.GetResult(seed) is { Implicit: false })
            {
                result.AddError("--seed belongs to --soak: a scenario is the same every time.");
            }
        });
        command.SetAction(result =>
        {
            EventWriter writer = new(Console.Out, result.GetValue(json));
            LabReport report = new(writer);
            LabFiles files = new(result.GetValue(pcap), result.GetValue(svg));
            return result.GetValue(soak) is double minutes
                ? Start(report, files, cancelled => new SoakRun(
                    new SoakOptions(minutes, result.GetValue(seed), result.GetValue(profile), files.Picture),
                    report,
                    new SoakReport(writer),
                    cancelled).Play())
                : Start(result.GetRequiredValue(scenario), result.GetValue(profile), report, files);
        });
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

        return Start(report, files, cancelled =>
        {
            LabRun run = new(report, files, profile, cancelled);
            return name == LabScenarios.Everything ? run.PlayAll(scenarios) : run.Play(scenarios[0]);
        });
    }

    private static int Start(LabReport report, LabFiles files, Func<CancellationToken, bool> play)
    {
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

            return play(cancellation.Token) ? Success : Failure;
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
