using System;
using System.Diagnostics;
using System.IO;
using Spectre.Console;

namespace McoaRouter.Tools.Torture;

/// <summary>Shows how far a campaign is: a bar on a terminal, a line now and then elsewhere, nothing beside JSON.</summary>
internal static class CampaignProgress
{
    private const long LineEveryMs = 10_000;

    /// <summary>Runs a campaign and shows it.</summary>
    /// <param name="plan">What it runs.</param>
    /// <param name="screen">Where to.</param>
    /// <param name="run">Runs it, and is given what it is to tell how many have run and how many failed.</param>
    public static CampaignResult Run(CampaignPlan plan, TortureScreen screen, Func<Action<int, int>, CampaignResult> run)
    {
        if (screen.Json)
        {
            return run((_, _) => { });
        }

        return screen.IsTerminal ? RunWithBar(plan, screen.Output, run) : RunWithLines(plan, screen.Output, run);
    }

    private static CampaignResult RunWithLines(CampaignPlan plan, TextWriter output, Func<Action<int, int>, CampaignResult> run)
    {
        long last = 0;
        Stopwatch watch = Stopwatch.StartNew();
        return run((done, failed) =>
        {
            if (watch.ElapsedMilliseconds - last >= LineEveryMs && done < plan.Count)
            {
                last = watch.ElapsedMilliseconds;
                output.WriteLine(Sentence(plan, done, failed));
                output.Flush();
            }
        });
    }

    private static CampaignResult RunWithBar(CampaignPlan plan, TextWriter output, Func<Action<int, int>, CampaignResult> run)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        ProgressColumn[] columns =
        [
            new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn(), new TaskDescriptionColumn(),
        ];
        return console.Progress().AutoClear(true).Columns(columns).Start(context =>
        {
            ProgressTask task = context.AddTask(Sentence(plan, 0, 0), maxValue: plan.Count);
            return run((done, failed) =>
            {
                task.Value = done;
                task.Description = Sentence(plan, done, failed);
            });
        });
    }

    private static string Sentence(CampaignPlan plan, int done, int failed)
    {
        return FormattableString.Invariant($"{done:N0} of {plan.Count:N0} runs, {failed:N0} with an invariant that did not hold");
    }
}
