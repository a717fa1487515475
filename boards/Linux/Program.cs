using System;
using System.Collections.Generic;
using McoaRouter.Settings;

namespace McoaRouter.Boards.Linux;

/// <summary>The router as a program on Linux: <c>McoaRouter.Boards.Linux router.json [--json]</c>.</summary>
internal static class Program
{
    private const string Usage =
        """
        Usage: McoaRouter.Boards.Linux CONFIGURATION [--json]

        Runs the router with this configuration (JSON) until SIGTERM or SIGINT.
          --json   one JSON object a line instead of sentences
        """;

    private static int Main(string[] args)
    {
        string? file = null;
        bool json = false;
        foreach (string argument in args)
        {
            if (argument is "--help" or "-h")
            {
                Console.Out.WriteLine(Usage);
                return ProgramFrame.Success;
            }
            else if (argument == "--json")
            {
                json = true;
            }
            else if (file == null && !argument.StartsWith('-'))
            {
                file = argument;
            }
            else
            {
                return ProgramFrame.Refuse([$"'{argument}' is not understood.", Usage]);
            }
        }

        return file == null ? ProgramFrame.Refuse([Usage]) : Start(file, new EventWriter(Console.Out, json));
    }

    private static int Start(string file, EventWriter writer)
    {
        string? text = ProgramFrame.ReadConfiguration(file);
        if (text == null)
        {
            return ProgramFrame.NothingStarted;
        }

        RouterSettingsResult result = RouterSettingsReader.Read(text);
        if (result.Settings == null)
        {
            return ProgramFrame.Refuse(result.Faults);
        }

        List<string> faults = BoardSettings.Check(result.Settings);
        if (faults.Count > 0)
        {
            return ProgramFrame.Refuse(faults);
        }

        return ProgramFrame.Run(
            "The router",
            $"router {result.Settings.Name}",
            result.Settings.Notices,
            writer,
            () => new RouterProgram(result.Settings, writer));
    }
}
