using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;

namespace McoaRouter.Tools.Drive;

/// <summary>The options that say which journey is driven: a configuration, seed and length, or a scenario.</summary>
internal sealed class DriveArguments
{
    private const int DefaultSeed = 1;
    private const int DefaultSeconds = 600;
    private const int MostSeconds = 86400;

    private readonly Option<string?> _config = new("--config")
    {
        Description = "The router's configuration, JSON; a shipped example otherwise.",
        HelpName = "FILE",
    };

    private readonly Option<long> _seed = NewNumber(
        "--seed",
        "Where everything random comes from: the same seed gives the same drive, octet for octet.",
        DefaultSeed,
        0,
        uint.MaxValue);

    private readonly Option<long> _seconds = NewNumber(
        "--seconds",
        $"How long the drive lasts, in the world's seconds, 1 to {MostSeconds}.",
        DefaultSeconds,
        1,
        MostSeconds);

    private readonly Option<string?> _profile = new("--profile")
    {
        Description = $"The wire profile of the scenario, {ScenarioList.Draft} or {ScenarioList.Rfc5648}.",
        HelpName = "NAME",
        CustomParser = ReadProfile,
    };

    /// <summary>The scenario's name; empty where it was given without one, null where none is asked for.</summary>
    public Option<string?> Scenario { get; } = new("--scenario")
    {
        Description = "Drive an example configuration of the specification instead, figure-3 to figure-7, and compare "
            + "the binding caches with its figure; \"all\" drives all of them, no name lists them.",
        HelpName = "NAME",
        Arity = ArgumentArity.ZeroOrOne,
        CustomParser = result => result.Tokens.Count == 0 ? string.Empty : result.Tokens[0].Value,
    };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_config);
        command.Options.Add(_seed);
        command.Options.Add(_seconds);
        command.Options.Add(Scenario);
        command.Options.Add(_profile);
        command.Validators.Add(CheckScenario);
    }

    /// <summary>What they say.</summary>
    public DriveOptions Read(ParseResult arguments)
    {
        return new DriveOptions(
            arguments.GetValue(_config),
            (uint)arguments.GetValue(_seed),
            (int)arguments.GetValue(_seconds),
            false,
            false,
            null,
            null,
            arguments.GetValue(Scenario),
            arguments.GetValue(_profile));
    }

    /// <summary>Whether an option was typed.</summary>
    public static bool IsGiven(CommandResult result, Option option)
    {
        return result.GetResult(option) is { Implicit: false };
    }

    /// <summary>A scenario has a configuration and a length of its own.</summary>
    private void CheckScenario(CommandResult result)
    {
        string? name = result.GetValue(Scenario);
        if (name is null && IsGiven(result, _profile))
        {
            result.AddError($"{_profile.Name} goes with {Scenario.Name}; a configuration has its own wireProfile.");
        }

        foreach (Option option in new Option[] { _config, _seconds }.Where(other => name is not null && IsGiven(result, other)))
        {
            result.AddError($"{option.Name} does not go with {Scenario.Name}, which has its own; leave one of them out.");
        }
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
}
