using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using System.Linq;

namespace McoaRouter.Tools.Emulator;

/// <summary>
/// <c>mcoa emulator</c>: the device's tests, compiled for the device and run in its interpreter, and a drive there.
/// </summary>
internal static class EmulatorCommand
{
    /// <summary>Exit code: nothing that can be run was asked for.</summary>
    public const int Unusable = 2;

    /// <summary>Exit code: the emulator, or a part of it, is not on this computer.</summary>
    public const int Unavailable = 3;

    private const int DefaultTimeoutSeconds = 300;

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Option<string?> filter = new("--filter")
        {
            Description = "Print and count only the tests whose name contains this text.",
            HelpName = "TEXT",
        };
        Option<string?> room = new("--room")
        {
            Description = "Build and run only this room, a folder of tests with a project of its own.",
            HelpName = "NAME",
        };
        Option<bool> json = new("--json")
        {
            Description = "Write one result a line as JSON, and nothing else, to standard output.",
        };
        Option<string?> keep = new("--keep")
        {
            Description = "Leave the built assemblies in this directory, each room's tests in one of its own.",
            HelpName = "DIR",
        };
        Option<int> timeout = NewTimeout("Stop nanoCLR in each room, and in the drive, after this many seconds.");
        Command command = new(
            "emulator",
            "Compile the router for the device, run its tests in nanoCLR, compare a drive with .NET's, build the boards.")
        {
            filter,
            room,
            json,
            keep,
            timeout,
            EmulatorBoardCommand.Create(),
            EmulatorDriveCommand.Create(),
            FootprintCommand.Create(),
            CostCommand.Create(),
        };
        command.SetAction(arguments =>
        {
            TextWriter output = arguments.InvocationConfiguration.Output;
            TextWriter error = arguments.InvocationConfiguration.Error;
            string? repository = FindRepository(error);
            if (repository is null)
            {
                return Unavailable;
            }

            string? name = arguments.GetValue(room);
            IReadOnlyList<EmulatorRoom> rooms = ChooseRooms(repository, name, error);
            return rooms.Count == 0
                ? Unusable
                : new EmulatorTestRun(
                    rooms,
                    arguments.GetValue(filter) ?? string.Empty,
                    TimeSpan.FromSeconds(arguments.GetValue(timeout)),
                    arguments.GetValue(json),
                    output,
                    error).Run(arguments.GetValue(keep), name is null ? repository : null);
        });
        return command;
    }

    /// <summary>Makes the option for a time limit.</summary>
    internal static Option<int> NewTimeout(string description)
    {
        return new Option<int>("--timeout")
        {
            Description = description,
            HelpName = "SECONDS",
            DefaultValueFactory = _ => DefaultTimeoutSeconds,
        };
    }

    /// <summary>The root directory of the repository that this is, or lies in.</summary>
    /// <returns>Null, with the remedy written down, where this is none.</returns>
    internal static string? FindRepository(TextWriter error)
    {
        DirectoryInfo? directory = new(Directory.GetCurrentDirectory());
        while (directory is not null && EmulatorRoom.FindAll(directory.FullName).Count == 0)
        {
            directory = directory.Parent;
        }

        if (directory is null)
        {
            error.WriteLine(
                "emulator: neither here nor in a directory above are device tests; run it inside the repository");
        }

        return directory?.FullName;
    }

    private static IReadOnlyList<EmulatorRoom> ChooseRooms(string repository, string? name, TextWriter error)
    {
        IReadOnlyList<EmulatorRoom> all = EmulatorRoom.FindAll(repository);
        if (name is null)
        {
            return all;
        }

        EmulatorRoom[] chosen = [.. all.Where(room => room.Name.Equals(name, StringComparison.OrdinalIgnoreCase))];
        if (chosen.Length == 0)
        {
            string names = string.Join(", ", all.Select(room => room.Name));
            error.WriteLine($"emulator: no room is called {name}; there are {names}");
        }

        return chosen;
    }
}
