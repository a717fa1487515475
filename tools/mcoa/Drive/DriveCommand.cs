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
    private const int DefaultSeed = 1;
    private const int DefaultSeconds = 600;
    private const int MostSeconds = 86400;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Option<string?> config = new("--config")
        {
            Description = "The router's configuration, JSON; a shipped example otherwise.",
            HelpName = "FILE",
        };
        Option<long> seed = NewNumber(
            "--seed",
            "Where everything random comes from: the same seed gives the same drive, octet for octet.",
            DefaultSeed,
            0,
            uint.MaxValue);
        Option<long> seconds = NewNumber(
            "--seconds",
            $"How long the drive lasts, in the world's seconds, 1 to {MostSeconds}.",
            DefaultSeconds,
            1,
            MostSeconds);
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
        Option<string?> scenario = new("--scenario")
        {
            Description = "Drive an example configuration of the specification instead, figure-3 to figure-7, and compare "
                + "the binding caches with its figure; \"all\" drives all of them, no name lists them.",
            HelpName = "NAME",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = result => result.Tokens.Count == 0 ? string.Empty : result.Tokens[0].Value,
        };
        Option<string?> profile = new("--profile")
        {
            Description = $"The wire profile of the scenario, {ScenarioList.Draft} or {ScenarioList.Rfc5648}.",
            HelpName = "NAME",
            CustomParser = ReadProfile,
        };
        Command command = new("drive", "Drive a simulated vehicle with the real router through Wi-Fi and cellular coverage.")
        {
            config,
            seed,
            seconds,
            realTime,
            json,
            pcap,
            svg,
            scenario,
            profile,
        };
        command.Validators.Add(result => CheckScenario(result, scenario, profile, [config, seconds], [pcap, svg]));
        command.SetAction((arguments, cancellation) => Task.FromResult(DriveRun.Execute(
            new DriveOptions(
                arguments.GetValue(config),
                (uint)arguments.GetValue(seed),
                (int)arguments.GetValue(seconds),
                arguments.GetValue(realTime),
                arguments.GetValue(json),
                arguments.GetValue(pcap),
                arguments.GetValue(svg),
                arguments.GetValue(scenario),
                arguments.GetValue(profile)),
            arguments.InvocationConfiguration.Output,
            arguments.InvocationConfiguration.Error,
            IsTerminal(arguments.InvocationConfiguration),
            cancellation)));
        return command;
    }

    private static Option<long> NewNumber(string name, string description, long usual, long least, long most)
    {
        return new Option<long>(name)
        {
            Description = description,
            HelpName = "N",
            DefaultValueFactory = _ => usual,
            CustomParser = result => ReadNumber(result, name, least, most),
        };
    }

    private static long ReadNumber(ArgumentResult result, string option, long least, long most)
    {
        if (long.TryParse(result.Tokens[0].Value, out long number) && number >= least && number <= most)
        {
            return number;
        }

        result.AddError($"{option} must be a whole number, {least} to {most}.");
        return least;
    }

    private static string? ReadProfile(ArgumentResult result)
    {
        string name = result.Tokens[0].Value;
        if (name is ScenarioList.Draft or ScenarioList.Rfc5648)
        {
            return name;
        }

        result.AddError($"--profile must be {ScenarioList.Draft} or {ScenarioList.Rfc5648}.");
        return null;
    }

    /// <summary>A scenario has a configuration and a length of its own; a file shows one drive.</summary>
    private static void CheckScenario(
        CommandResult result,
        Option<string?> scenario,
        Option<string?> profile,
        Option[] ofJourneys,
        Option[] files)
    {
        string? name = result.GetValue(scenario);
        if (name is null && IsGiven(result, profile))
        {
            result.AddError($"{profile.Name} goes with {scenario.Name}; a configuration has its own wireProfile.");
        }

        foreach (Option option in ofJourneys.Where(option => name is not null && IsGiven(result, option)))
        {
            result.AddError($"{option.Name} does not go with {scenario.Name}, which has its own; leave one of them out.");
        }

        foreach (Option option in files.Where(option => name == ScenarioList.All && IsGiven(result, option)))
        {
            result.AddError($"{option.Name} takes one scenario; give {scenario.Name} its name.");
        }
    }

    private static bool IsGiven(CommandResult result, Option option)
    {
        return result.GetResult(option) is { Implicit: false };
    }

    private static bool IsTerminal(InvocationConfiguration configuration)
    {
        return ReferenceEquals(configuration.Output, Console.Out) && !Console.IsOutputRedirected;
    }
}
