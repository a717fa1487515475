using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using McoaRouter.Tools.ConsoleClient;
using Spectre.Console;

namespace McoaRouter.Tools.Operate;

/// <summary>One run of a command towards a router: its arguments, its router and where it writes.</summary>
internal sealed class OperatorSession
{
    private const int WidthWithoutTerminal = 160;

    private static readonly JsonSerializerOptions s_line = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonSerializerOptions s_pretty = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    private readonly OperatorOptions _options;

    /// <summary>Makes it from what was typed.</summary>
    public OperatorSession(ParseResult arguments, OperatorOptions options)
    {
        Arguments = arguments;
        _options = options;
        Output = arguments.InvocationConfiguration.Output;
        Error = arguments.InvocationConfiguration.Error;
        IsTerminal = ReferenceEquals(Output, Console.Out) && !Console.IsOutputRedirected;
        Json = arguments.GetValue(options.Json);
        Screen = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = IsTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = IsTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(Output),
        });
        if (!IsTerminal)
        {
            Screen.Profile.Width = WidthWithoutTerminal;
        }
    }

    /// <summary>What was typed.</summary>
    public ParseResult Arguments { get; }

    /// <summary>Standard output.</summary>
    public TextWriter Output { get; }

    /// <summary>Standard error.</summary>
    public TextWriter Error { get; }

    /// <summary>Standard output with tables and colours, which are left out where it is no terminal.</summary>
    public IAnsiConsole Screen { get; }

    /// <summary>Whether standard output is a terminal.</summary>
    public bool IsTerminal { get; }

    /// <summary>Whether somebody can be asked.</summary>
    public bool CanAsk => IsTerminal && !Console.IsInputRedirected && !Json;

    /// <summary>Whether JSON is written, and nothing else.</summary>
    public bool Json { get; }

    /// <summary>The text of an element, indented.</summary>
    public static string Pretty(JsonElement element)
    {
        return JsonSerializer.Serialize(element, s_pretty);
    }

    /// <summary>The text of an element on one line.</summary>
    public static string Line(JsonElement element)
    {
        return JsonSerializer.Serialize(element, s_line);
    }

    /// <summary>Opens the port that is asked for and greets the router.</summary>
    public Task<RouterClient> ConnectAsync(CancellationToken cancellation)
    {
        return RouterClient.ConnectAsync(
            ConsolePorts.Find(Arguments.GetValue(_options.Port), Arguments.GetValue(_options.Baud)),
            TimeSpan.FromSeconds(Arguments.GetValue(_options.Timeout)),
            cancellation);
    }

    /// <summary>Writes a line for people; nothing where JSON is asked for.</summary>
    public void Say(string line)
    {
        if (!Json)
        {
            Output.WriteLine(line);
        }
    }

    /// <summary>Writes a note beside the output.</summary>
    public void Note(string line)
    {
        if (!Json)
        {
            Error.WriteLine($"Note: {line}");
        }
    }

    /// <summary>Writes an object for programs; nothing where JSON is not asked for.</summary>
    public void Write(JsonElement element)
    {
        if (Json)
        {
            Output.WriteLine(Line(element));
            Output.Flush();
        }
    }

    /// <summary>Writes an object for programs; nothing where JSON is not asked for.</summary>
    public void Write(JsonObject element)
    {
        if (Json)
        {
            Output.WriteLine(element.ToJsonString(s_line));
            Output.Flush();
        }
    }

    /// <summary>Writes what went wrong: to standard error, or as an object to standard output.</summary>
    public void Fail(string code, string message, string? path, IReadOnlyList<ConsoleFault> faults)
    {
        if (Json)
        {
            JsonObject error = new() { ["code"] = code, ["message"] = message };
            if (path is not null)
            {
                error["path"] = path;
            }

            if (faults.Count > 0)
            {
                error["faults"] = new JsonArray([.. faults.Select(fault =>
                    (JsonNode)new JsonObject { ["path"] = fault.Path, ["message"] = fault.Message })]);
            }

            Write(new JsonObject { ["error"] = error });
            return;
        }

        bool named = path is null || message.Contains(path, StringComparison.Ordinal);
        Error.WriteLine(SafeText.Of(named ? message : $"{path}: {message}"));
        foreach (ConsoleFault fault in faults)
        {
            Error.WriteLine($"  {SafeText.Of(fault.ToString())}");
        }
    }
}
