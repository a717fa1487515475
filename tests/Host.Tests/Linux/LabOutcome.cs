using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

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

    public IEnumerable<JsonElement> Events(string name)
    {
        return All.Where(element => element.GetProperty("event").GetString() == name);
    }
}
