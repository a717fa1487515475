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
        return DaemonCommand.Create(
            "home-agent",
            "Run a home agent on this machine (root, Linux) until SIGTERM or Ctrl-C.",
            "The home agent's configuration (JSON).",
            Start);
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

        return ProgramFrame.Run(
            "The home agent",
            "home agent",
            result.Settings.Notices,
            writer,
            () => new HomeAgentProgram(result.Settings, writer));
    }
}
