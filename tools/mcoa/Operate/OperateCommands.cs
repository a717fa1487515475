using System.Collections.Generic;
using System.CommandLine;

namespace McoaRouter.Tools.Operate;

/// <summary>The commands towards a router's console, in the order in which the help lists them.</summary>
internal static class OperateCommands
{
    /// <summary>Makes all of them.</summary>
    public static IReadOnlyList<Command> CreateAll()
    {
        return
        [
            PortsCommand.Create(),
            HelloCommand.Create(),
            StatusCommand.Create(),
            WatchCommand.Create(),
            SettingCommands.CreateGet(),
            SettingCommands.CreateSet(),
            SettingCommands.CreateUnset(),
            SettingCommands.CreateChanges(),
            ApplyCommand.Create(),
            TrialCommands.CreateCommit(),
            TrialCommands.CreateConfirm(),
            TrialCommands.CreateRollback(),
            ExportCommand.Create(),
            LogCommand.Create(),
            CaptureCommand.Create(),
            RestartCommands.CreateRestart(),
            RestartCommands.CreateReset(),
            CompletionCommand.Create(),
        ];
    }
}
