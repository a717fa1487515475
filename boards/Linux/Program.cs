using System;
using System.Collections.Generic;
using System.IO;
using McoaRouter.Settings;

namespace McoaRouter.Boards.Linux;

/// <summary>The router as a program on Linux: <c>McoaRouter.Boards.Linux router.json [--json]</c>.</summary>
internal static class Program
{
    private const int Success = 0;
    private const int Failure = 1;
    private const int NothingStarted = 2;

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
                return Success;
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
                return Refuse([$"'{argument}' is not understood.", Usage]);
            }
        }

        return file == null ? Refuse([Usage]) : Start(file, new EventWriter(Console.Out, json));
    }

    private static int Start(string file, EventWriter writer)
    {
        string text;
        try
        {
            text = File.ReadAllText(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Refuse([$"The configuration can't be read: {fault.Message}"]);
        }

        RouterSettingsResult result = RouterSettingsReader.Read(text);
        if (result.Settings == null)
        {
            return Refuse(result.Faults);
        }

        List<string> faults = BoardSettings.Check(result.Settings);
        if (faults.Count > 0)
        {
            return Refuse(faults);
        }

        string? missing = Privileges.Missing("The router");
        return missing != null ? Refuse([missing]) : Run(result.Settings, writer);
    }

    private static int Run(RouterSettings settings, EventWriter writer)
    {
        foreach (string notice in settings.Notices)
        {
            writer.Notice(notice);
        }

        bool started = false;
        try
        {
            using StopSignals signals = new();
            using RouterProgram router = new(settings, writer);
            writer.Write("started", $"router {settings.Name} started", json => json.WriteString("name", settings.Name));
            started = true;
            router.Run(signals);
            return Success;
        }
        catch (BoardException fault)
        {
            Console.Error.WriteLine(fault.Message);
            return started ? Failure : NothingStarted;
        }
    }

    private static int Refuse(IEnumerable<string> sentences)
    {
        foreach (string sentence in sentences)
        {
            Console.Error.WriteLine(sentence);
        }

        return NothingStarted;
    }
}
