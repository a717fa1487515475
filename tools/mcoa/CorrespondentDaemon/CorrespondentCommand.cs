using System;
using System.CommandLine;
using McoaRouter.Boards.Linux;
using McoaRouter.HomeAgents.Correspondents;

namespace McoaRouter.Tools.CorrespondentDaemon;

/// <summary><c>mcoa correspondent cn.json</c>: route optimization for one of this machine's addresses.</summary>
internal static class CorrespondentCommand
{
    /// <summary>The command with its options.</summary>
    public static Command Create()
    {
        Argument<string> configuration = new("configuration")
        {
            Description = "The correspondent's configuration (JSON).",
        };
        Option<bool> json = new("--json") { Description = "One JSON object a line instead of sentences." };
        Command command = new(
            "correspondent", "Let routers reach an address of this machine straight (root, Linux) until SIGTERM or Ctrl-C.")
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

        CorrespondentSettingsResult result = CorrespondentSettingsReader.Read(text);
        if (result.Settings == null)
        {
            return ProgramFrame.Refuse(result.Faults);
        }

        string? missing = Privileges.Missing("The correspondent");
        return missing != null
            ? ProgramFrame.Refuse([missing])
            : ProgramFrame.Run(
                "correspondent", [], writer, () => new CorrespondentProgram(result.Settings, writer));
    }
}
