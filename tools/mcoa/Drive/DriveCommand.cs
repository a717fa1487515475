using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;
using System.Threading.Tasks;

namespace McoaRouter.Tools.Drive;

/// <summary>
/// <c>mcoa drive</c>: the router on a simulated vehicle, against a home agent, without root or hardware.
/// </summary>
internal static class DriveCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        DriveArguments journey = new();
        Option<bool> realTime = new("--realtime")
        {
            Description = "Let a second of the drive take a second.",
        };
        Option<bool> json = new("--json")
        {
            Description = "Write one event a line as JSON, and nothing else, to standard output.",
        };
        Option<string?> pcap = new("--pcap")
        {
            Description = "Write all packets on all links to this file, as raw IPv6 with the world's time stamps.",
            HelpName = "FILE",
        };
        Option<string?> svg = new("--svg")
        {
            Description = "Draw a timeline of coverage, bindings, path and losses into this file.",
            HelpName = "FILE",
        };
        Command command = new("drive", "Drive a simulated vehicle with the real router through Wi-Fi and cellular coverage.")
        {
            realTime,
            json,
            pcap,
            svg,
        };
        journey.AddTo(command);
        command.Validators.Add(result => CheckFiles(result, journey.Scenario, [pcap, svg]));
        command.SetAction((arguments, cancellation) => Task.FromResult(DriveRun.Execute(
            journey.Read(arguments) with
            {
                RealTime = arguments.GetValue(realTime),
                Json = arguments.GetValue(json),
                PcapPath = arguments.GetValue(pcap),
                SvgPath = arguments.GetValue(svg),
            },
            arguments.InvocationConfiguration.Output,
            arguments.InvocationConfiguration.Error,
            IsTerminal(arguments.InvocationConfiguration),
            cancellation)));
        return command;
    }

    /// <summary>A file shows one drive.</summary>
    private static void CheckFiles(CommandResult result, Option<string?> scenario, Option[] files)
    {
        bool all = result.GetValue(scenario) == ScenarioList.All;
        foreach (Option option in files.Where(option => all && DriveArguments.IsGiven(result, option)))
        {
            result.AddError($"{option.Name} takes one scenario; give {scenario.Name} its name.");
        }
    }

    private static bool IsTerminal(InvocationConfiguration configuration)
    {
        return ReferenceEquals(configuration.Output, Console.Out) && !Console.IsOutputRedirected;
    }
}
