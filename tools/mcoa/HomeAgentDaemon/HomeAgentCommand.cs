using System;
using System.CommandLine;
using McoaRouter.Boards.Linux;
using McoaRouter.HomeAgents;

namespace McoaRouter.Tools.HomeAgentDaemon;

/// <summary><c>mcoa home-agent ha.json</c>: a home agent on this machine's interfaces, until a signal.</summary>
internal static class HomeAgentCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        Argument<string> configuration = new("configuration")
        {
            Description = "The home agent's configuration (JSON).",
        };
        Option<bool> json = new("--json") { Description = "One JSON object a line instead of sentences." };
        Command command = new("home-agent", "Run a home agent on this machine (root, Linux) until SIGTERM or Ctrl-C.")
        {
            configuration,
            json,
        };
        command.SetAction(result => Start(
            result.GetRequiredValue(configuration), new EventWriter(Console.Out, result.GetValue(json))));
        return command;
    }

    private static int Start(string file, EventWriter writer)
    {
        string? text = ProgramFrame.ReadConfiguration(file);
        if (text == null)
        {
            return ProgramFrame.NothingStarted;
        }

        HomeAgentSettingsResult result = HomeAgentSettingsReader.Read(text);
        if (result.Settings == null)
        {
            return ProgramFrame.Refuse(result.Faults);
        }

        string? missing = Privileges.Missing("The home agent");
        return missing != null
            ? ProgramFrame.Refuse([missing])
            : ProgramFrame.Run(
                "home agent", result.Settings.Notices, writer, () => new HomeAgentProgram(result.Settings, writer));
    }
}
