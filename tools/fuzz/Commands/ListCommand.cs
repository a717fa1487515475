using System.CommandLine;
using McoaRouter.Fuzz.Doors;
using McoaRouter.Fuzz.Engine;
using Spectre.Console;

namespace McoaRouter.Fuzz.Commands;

/// <summary><c>list</c>: the doors.</summary>
internal static class ListCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Command command = new("list", "The doors, and what comes in by them.");
        command.SetAction(parsed =>
        {
            Table table = new();
            _ = table.AddColumns("door", "what comes in");
            foreach (IDoor door in AllDoors.Create())
            {
                _ = table.AddRow(door.Name, Markup.Escape(door.Summary));
            }

            AnsiConsole.Write(table);
            return 0;
        });
        return command;
    }
}
