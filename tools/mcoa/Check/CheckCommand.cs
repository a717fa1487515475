using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using McoaRouter.Settings;

namespace McoaRouter.Tools.Check;

/// <summary>
/// <c>mcoa check router.json</c>: the router's own validator on a file, without a router; with all faults, and where they
/// stand in the file.
/// </summary>
internal static class CheckCommand
{
    private const int Good = 0;
    private const int Unusable = 2;
    private const int Faulty = 4;

    private static readonly JsonSerializerOptions s_line = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Argument<string> file = new("configuration") { Description = "The router's configuration (JSON)." };
        Option<string?> board = new("--board")
        {
            Description = "Check what this board asks besides: its links and devices.",
        };
        board.AcceptOnlyFromAmong(BoardChecks.Names);
        Option<bool> json = new("--json") { Description = "One JSON object with faults and notices instead of sentences." };
        Command command = new("check", "Check a router's configuration without a router: exit code 0 good, 4 faulty.")
        {
            file,
            board,
            json,
        };
        command.SetAction(arguments => Run(
            arguments.GetRequiredValue(file),
            arguments.GetValue(board),
            arguments.GetValue(json),
            arguments.InvocationConfiguration));
        return command;
    }

    private static int Run(string file, string? board, bool json, InvocationConfiguration configuration)
    {
        string text;
        try
        {
            text = File.ReadAllText(file, new UTF8Encoding(false, throwOnInvalidBytes: true));
        }
        catch (Exception fault)
            when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            configuration.Error.WriteLine($"{file} can't be read: {fault.Message}");
            return Unusable;
        }

        RouterSettingsResult result = RouterSettingsReader.Read(text);
        string[] notices = result.Settings?.Notices ?? [];
        List<Fault> faults =
        [
            .. result.Faults.Select((_, index) => new Fault(result.FaultPaths[index], result.FaultMessage(index))),
        ];
        if (board != null && result.Settings != null)
        {
            faults.AddRange(BoardChecks.Run(board, text, result.Settings).Select(Fault.Of));
        }

        JsonPositions positions = new(text);
        if (json)
        {
            configuration.Output.WriteLine(AsJson(faults, notices, positions).ToJsonString(s_line));
        }
        else
        {
            WriteSentences(file, faults, notices, positions, configuration.Output);
        }

        return faults.Count == 0 ? Good : Faulty;
    }

    // As compilers write them, so that editors jump there.
    private static void WriteSentences(
        string file, List<Fault> faults, string[] notices, JsonPositions positions, TextWriter output)
    {
        foreach (Fault fault in faults)
        {
            string place = positions.Of(fault.Path) is { } at ? $"{file}:{at.Line}:{at.Column}" : file;
            output.WriteLine($"{place}: {fault.Path}: {fault.Message}");
        }

        foreach (string notice in notices)
        {
            output.WriteLine($"{file}: notice: {notice}");
        }

        if (faults.Count == 0)
        {
            output.WriteLine($"{file}: good");
        }
    }

    private static JsonObject AsJson(List<Fault> faults, string[] notices, JsonPositions positions)
    {
        JsonArray list = [];
        foreach (Fault fault in faults)
        {
            JsonObject item = new() { ["path"] = fault.Path, ["message"] = fault.Message };
            if (positions.Of(fault.Path) is { } at)
            {
                item["line"] = at.Line;
                item["column"] = at.Column;
            }

            list.Add((JsonNode)item);
        }

        return new JsonObject
        {
            ["faults"] = list,
            ["notices"] = new JsonArray([.. notices.Select(notice => (JsonNode)notice)]),
        };
    }

    private sealed record Fault(string Path, string Message)
    {
        public static Fault Of(string sentence)
        {
            int colon = sentence.IndexOf(": ", StringComparison.Ordinal);
            return new Fault(sentence[..colon], sentence[(colon + 2)..]);
        }
    }
}
