using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using McoaRouter.Tools.ConsoleClient;

namespace McoaRouter.Tools.Operate;

/// <summary>The options that every command towards a router takes.</summary>
internal sealed class OperatorOptions
{
    private const int LowestBaud = 1200;
    private const int HighestBaud = 4000000;
    private const int LongestTimeout = 120;

    public Option<string?> Port { get; } = new("--port", "-p")
    {
        Description = $"The router's console: a serial device, a pseudo-terminal or a Unix socket. Otherwise {ConsolePorts.Variable}, "
            + "then the only one there is.",
        HelpName = "PORT",
    };

    public Option<int> Baud { get; } = NewNumber(
        "--baud", "The speed of a serial device.", ConsolePorts.DefaultBaud, LowestBaud, HighestBaud);

    public Option<int> Timeout { get; } = NewNumber(
        "--timeout", $"How long an answer may take, in seconds, 1 to {LongestTimeout}.", 5, 1, LongestTimeout);

    public Option<bool> Json { get; } = new("--json")
    {
        Description = "Write JSON, one object a line, and nothing else, to standard output.",
    };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        Port.CompletionSources.Add(_ => ConsolePorts.Names());
        command.Options.Add(Port);
        command.Options.Add(Baud);
        command.Options.Add(Timeout);
        command.Options.Add(Json);
    }

    /// <summary>An option that takes a whole number between bounds.</summary>
    public static Option<int> NewNumber(string name, string description, int usual, int least, int most)
    {
        return new Option<int>(name)
        {
            Description = description,
            HelpName = "N",
            DefaultValueFactory = _ => usual,
            CustomParser = result => ReadNumber(result, name, least, most),
        };
    }

    private static int ReadNumber(ArgumentResult result, string option, int least, int most)
    {
        if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && number >= least && number <= most)
        {
            return number;
        }

        result.AddError($"{option} must be a whole number, {least} to {most}.");
        return least;
    }
}
