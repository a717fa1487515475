using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>What a lab that was started with <c>--json</c> came to.</summary>
internal sealed record LabOutcome(int Process, int ExitCode, string Text, JsonElement[] All)
{
    public static LabOutcome Of(ProgramTrial lab)
    {
        int process = lab.Id;
        int exitCode = lab.ExitCode();
        JsonElement[] events = [.. lab.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)];
        return new LabOutcome(process, exitCode, lab.Output + lab.Errors, events);
    }

    /// <summary>Plays a scenario, which must come out well and leave nothing behind.</summary>
    /// <param name="scenario">Its name.</param>
    /// <param name="captures">Where its captures go.</param>
    /// <param name="more">What else the lab is told.</param>
    public static LabOutcome OfScenario(string scenario, string captures, params string[] more)
    {
        LinuxTrial.Require();
        using ProgramTrial lab = ProgramTrial.Start(
            ProgramTrial.CommandLine, ["lab", "--scenario", scenario, "--json", "--pcap", captures, .. more]);
        LabOutcome outcome = Of(lab);
        Assert.AreEqual(0, outcome.ExitCode, outcome.Text);
        Assert.IsNotEmpty(outcome.Events("expectation").ToArray());
        Assert.IsEmpty(LinuxTrial.Namespaces(outcome.Process));
        return outcome;
    }

    public IEnumerable<JsonElement> Events(string name)
    {
        return All.Where(element => element.GetProperty("event").GetString() == name);
    }
}
