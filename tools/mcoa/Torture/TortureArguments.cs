using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Linq;
using McoaRouter.Torture;

namespace McoaRouter.Tools.Torture;

/// <summary>The options that say what is run.</summary>
internal sealed class TortureArguments
{
    /// <summary>The first seed of a campaign where nothing else is said.</summary>
    public const ulong FirstSeed = 1;

    private const int UsualSeeds = 100;
    private const int MostSeeds = 10_000_000;
    private const int UsualMinutes = 60;
    private const int MostMinutes = 24 * 60;
    private const int MostJobs = 1024;

    private readonly Option<ulong?> _seed = new("--seed")
    {
        Description = "Run this seed alone, and tell its faults as they come.",
        HelpName = "N",
        CustomParser = result => ReadSeed(result),
    };

    private readonly Option<int> _seeds = Number(
        "--seeds", "Run so many seeds, and sum them up.", UsualSeeds, 1, MostSeeds, "COUNT");

    private readonly Option<ulong> _from = new("--from")
    {
        Description = "The first of --seeds.",
        DefaultValueFactory = _ => FirstSeed,
        HelpName = "N",
        CustomParser = result => ReadSeed(result) ?? FirstSeed,
    };

    private readonly Option<int> _minutes = Number(
        "--minutes", "How long each run is, in simulated minutes.", UsualMinutes, FaultPlan.LeastMinutes, MostMinutes, "M");

    private readonly Option<int[]?> _faults = new("--faults")
    {
        Description = $"Of --seed, let these faults alone happen, by their numbers: 3,7,19; {ReplayText.NoFaults} for no fault.",
        HelpName = "LIST",
        CustomParser = ReadFaults,
    };

    private readonly Option<int> _jobs = Number(
        "--jobs", "How many seeds run at once; one a core otherwise.", Environment.ProcessorCount, 1, MostJobs, "N");

    private readonly Option<bool> _story = new("--story") { Description = "Of --seed, tell everything that happens." };

    private readonly Option<string?> _markdown = new("--markdown")
    {
        Description = "Write the summary of --seeds as a document's section into this file.",
        HelpName = "FILE",
    };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_seed, _seeds, _from, _minutes, _faults, _jobs, _story, _markdown])
        {
            command.Options.Add(option);
        }

        command.Validators.Add(CheckTogether);
    }

    /// <summary>What they say.</summary>
    public TortureOptions Read(ParseResult arguments)
    {
        int minutes = arguments.GetValue(_minutes);

        // A list that was not given would be read as an empty one.
        int[]? faults = arguments.GetResult(_faults) is null ? null : arguments.GetValue(_faults);
        return new TortureOptions(
            arguments.GetValue(_seed) is ulong seed ? new TortureCase(seed, minutes, faults) : null,
            new CampaignPlan(arguments.GetValue(_from), arguments.GetValue(_seeds), minutes),
            arguments.GetValue(_jobs),
            arguments.GetValue(_story),
            arguments.GetValue(_markdown));
    }

    private static Option<int> Number(string name, string description, int usual, int least, int most, string helpName)
    {
        return new Option<int>(name)
        {
            Description = FormattableString.Invariant($"{description} {least} to {most}, {usual} where it is not given."),
            DefaultValueFactory = _ => usual,
            HelpName = helpName,
            CustomParser = result =>
            {
                string text = result.Tokens.Single().Value;
                if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value)
                    || value < least
                    || value > most)
                {
                    result.AddError(FormattableString.Invariant($"{name}: '{text}' is no number from {least} to {most}."));
                }

                return value;
            },
        };
    }

    private static ulong? ReadSeed(ArgumentResult result)
    {
        string text = result.Tokens.Single().Value;
        if (ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed))
        {
            return seed;
        }

        result.AddError($"A seed is a whole number from 0 to {ulong.MaxValue}, and '{text}' is none.");
        return null;
    }

    private static int[]? ReadFaults(ArgumentResult result)
    {
        string text = result.Tokens.Single().Value;
        int[]? faults = ReplayText.ReadFaults(text);
        if (faults is null)
        {
            result.AddError($"--faults: '{text}' is no list of numbers such as 3,7,19, and not '{ReplayText.NoFaults}'.");
        }

        return faults;
    }

    /// <summary>Some belong to one seed, some to many.</summary>
    private void CheckTogether(CommandResult result)
    {
        bool one = IsGiven(result, _seed);
        foreach (Option option in (one ? (Option[])[_seeds, _from, _jobs, _markdown] : [_faults, _story])
            .Where(option => IsGiven(result, option)))
        {
            result.AddError(one
                ? $"{option.Name} is for many seeds; {_seed.Name} runs one."
                : $"{option.Name} is for one seed; name it with {_seed.Name}.");
        }
    }

    private static bool IsGiven(CommandResult result, Option option)
    {
        return result.GetResult(option) is { Implicit: false };
    }
}
