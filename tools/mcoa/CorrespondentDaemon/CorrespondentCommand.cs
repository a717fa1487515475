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
        return DaemonCommand.Create(
            "correspondent",
            "Let routers reach an address of this machine straight (root, Linux) until SIGTERM or Ctrl-C.",
            "The correspondent's configuration (JSON).",
            Start);
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

        return ProgramFrame.Run(
            "The correspondent",
            "correspondent",
            [],
            writer,
            () => new CorrespondentProgram(result.Settings, writer));
    }
}
