using System;
using System.Collections.Generic;
using System.CommandLine;
using System.IO;
using McoaRouter.Boards.Linux;
using McoaRouter.HomeAgents;

namespace McoaRouter.Tools.HomeAgentDaemon;

/// <summary><c>mcoa home-agent ha.json</c>: a home agent on this machine's interfaces, until a signal.</summary>
internal static class HomeAgentCommand
{
    private const int Success = 0;
    private const int Failure = 1;
    private const int NothingStarted = 2;

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
        string text;
        try
        {
            text = File.ReadAllText(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Refuse([$"The configuration can't be read: {fault.Message}"]);
        }

        HomeAgentSettingsResult result = HomeAgentSettingsReader.Read(text);
        if (result.Settings == null)
        {
            return Refuse(result.Faults);
        }

        string? missing = Privileges.Missing("The home agent");
        return missing != null ? Refuse([missing]) : Run(result.Settings, writer);
    }

    private static int Run(HomeAgentSettings settings, EventWriter writer)
    {
        foreach (string notice in settings.Notices)
        {
            writer.Notice(notice);
        }

        bool started = false;
        try
        {
            using StopSignals signals = new();
            using HomeAgentProgram homeAgent = new(settings, writer);
            writer.Write("started", "home agent started");
            started = true;
            homeAgent.Run(signals);
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
