using System;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Linq;
using System.Threading.Tasks;
using McoaRouter.Torture;

namespace McoaRouter.Tools.Torture;

/// <summary>
/// <c>mcoa torture</c>: the real router and home agent through simulated hours of faults, with invariants checked after every
/// event; many seeds, or one of them told as a story.
/// </summary>
internal static class TortureCommand
{
    /// <summary>The first seed of a campaign where nothing else is said.</summary>
    public const ulong FirstSeed = 1;

    private const int UsualSeeds = 100;
    private const int MostSeeds = 10_000_000;
    private const int UsualMinutes = 60;
    private const int MostMinutes = 24 * 60;
    private const int MostJobs = 1024;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Option<ulong?> seed = new("--seed")
        {
            Description = "Run this seed alone, and tell its faults as they come.",
            HelpName = "N",
        };
        Option<int> seeds = Number("--seeds", "Run so many seeds on all cores, and sum them up.", UsualSeeds, 1, MostSeeds, "COUNT");
        Option<ulong> from = new("--from")
        {
            Description = "The first of --seeds.",
            DefaultValueFactory = _ => FirstSeed,
            HelpName = "N",
        };
        Option<int> minutes = Number(
            "--minutes", "How long each run is, in simulated minutes.", UsualMinutes, FaultPlan.LeastMinutes, MostMinutes, "M");
        Option<int[]?> faults = new("--faults")
        {
            Description = $"Of --seed, let these faults alone happen, by their numbers: 3,7,19; {ReplayText.NoFaults} for no fault.",
            HelpName = "LIST",
            CustomParser = ReadFaults,
        };
        Option<int> jobs = Number(
            "--jobs", "How many seeds run at once.", Math.Min(Environment.ProcessorCount, MostJobs), 1, MostJobs, "N");
        Option<bool> story = new("--story") { Description = "Of --seed, tell everything that happens." };
        Option<string?> markdown = new("--markdown")
        {
            Description = "Write the summary of --seeds as a document's section into this file.",
            HelpName = "FILE",
        };
        Option<bool> json = new("--json") { Description = "One JSON object a line, nothing else on standard output." };
        Command command = new("torture", "Torture simulated routers and their home agent with faults, and check what must hold.")
        {
            seed, seeds, from, minutes, faults, jobs, story, markdown, json,
        };
        command.Validators.Add(result => CheckTogether(result, seed, [seeds, from, jobs, markdown], [faults, story]));
        command.SetAction((arguments, cancellation) =>
        {
            InvocationConfiguration configuration = arguments.InvocationConfiguration;
            bool terminal = ReferenceEquals(configuration.Output, Console.Out) && !Console.IsOutputRedirected;
            int length = arguments.GetValue(minutes);
            TortureOptions options = new(
                arguments.GetValue(seed) is ulong one ? new TortureCase(one, length, arguments.GetValue(faults)) : null,
                new CampaignPlan(arguments.GetValue(from), arguments.GetValue(seeds), length),
                arguments.GetValue(jobs),
                arguments.GetValue(story),
                arguments.GetValue(markdown));
            TortureScreen screen = new(configuration.Output, terminal, arguments.GetValue(json));
            TortureTrial trial = new(options, screen, configuration.Error, @case => TortureRun.Run(@case, null));
            return Task.FromResult(trial.Execute(cancellation));
        });
        return command;
    }

    private static Option<int> Number(string name, string description, int usual, int least, int most, string helpName)
    {
        Option<int> option = new(name)
        {
            Description = description,
            DefaultValueFactory = _ => usual,
            HelpName = helpName,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out int value) && (value < least || value > most))
            {
                result.AddError(FormattableString.Invariant($"{name}: {value} is not between {least} and {most}."));
            }
        });
        return option;
    }

    private static int[]? ReadFaults(ArgumentResult result)
    {
        string text = string.Join(',', result.Tokens.Select(token => token.Value));
        int[]? faults = ReplayText.ReadFaults(text);
        if (faults is null)
        {
            result.AddError($"--faults: '{text}' is no list of numbers such as 3,7,19, and not '{ReplayText.NoFaults}'.");
        }

        return faults;
    }

    /// <summary>Some belong to one seed, some to many.</summary>
    private static void CheckTogether(CommandResult result, Option<ulong?> seed, Option[] ofMany, Option[] ofOne)
    {
        bool one = result.GetResult(seed) is { Implicit: false };
        foreach (Option option in one ? ofMany : ofOne)
        {
            if (result.GetResult(option) is { Implicit: false })
            {
                result.AddError(one
                    ? $"{option.Name} is for many seeds; --seed runs one."
                    : $"{option.Name} is for one seed; name it with --seed.");
            }
        }
    }
}
