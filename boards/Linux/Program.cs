using System;
using System.Collections.Generic;
using McoaRouter.Settings;

namespace McoaRouter.Boards.Linux;

/// <summary>The router as a program on Linux: <c>McoaRouter.Boards.Linux router.json [--json]</c>.</summary>
internal static class Program
{
    private const string Subject = "The router";
    private const string Started = "powerOrReset";
    private const string Restarted = "restart";

    private const string Usage =
        """
        Usage: McoaRouter.Boards.Linux [CONFIGURATION] [OPTIONS]

        Runs the router with this configuration (JSON) until SIGTERM or SIGINT.
          --json                          one JSON object a line instead of sentences
          --console PATH                  a console on this Unix socket
          --console-device DEVICE[:BAUD]  a console on this serial device, 115200 baud
          --store DIRECTORY               where the console keeps configurations; without it, until the end
          --signals FILE                  the strength of the signals, in place of /proc/net/wireless

        With a console the configuration may be left out: what the store holds is run, or nothing until one is committed.
        """;

    private static int Main(string[] args)
    {
        if (Array.Exists(args, argument => argument is "--help" or "-h"))
        {
            Console.Out.WriteLine(Usage);
            return ProgramFrame.Success;
        }

        BoardOptions? options = BoardOptions.Read(args, out string? fault);
        if (options == null)
        {
            return ProgramFrame.Refuse(fault!.Length == 0 ? [Usage] : [fault, Usage]);
        }

        EventWriter writer = new(Console.Out, options.Json);
        return options.HasConsole ? StartWithConsole(options, writer) : Start(options, writer);
    }

    private static int Start(BoardOptions options, EventWriter writer)
    {
        string? text = ProgramFrame.ReadConfiguration(options.Configuration!);
        RouterSettings? settings = text == null ? null : ReadSettings(text);
        return settings == null
            ? ProgramFrame.NothingStarted
            : ProgramFrame.Run(
                Subject,
                $"router {settings.Name}",
                settings.Notices,
                writer,
                () => new RouterProgram(settings, options.Signals, writer));
    }

    /// <summary>Starts as often as the operator asks for it.</summary>
    private static int StartWithConsole(BoardOptions options, EventWriter writer)
    {
        string bootReason = Started;
        while (true)
        {
            string? text = options.Configuration == null ? null : ProgramFrame.ReadConfiguration(options.Configuration);
            RouterSettings? settings = text == null ? null : ReadSettings(text);
            if (options.Configuration != null && settings == null)
            {
                return ProgramFrame.NothingStarted;
            }

            MonotonicClock.Begin();
            RouterProgram? program = null;
            int code = ProgramFrame.Run(
                Subject,
                settings == null ? "router" : $"router {settings.Name}",
                [],
                writer,
                () => program = new RouterProgram(options, text, bootReason, writer));
            if (code != ProgramFrame.Success || program is not { RestartAsked: true })
            {
                return code;
            }

            bootReason = Restarted;
        }
    }

    /// <summary>The settings of a text, or null with its faults on standard error.</summary>
    private static RouterSettings? ReadSettings(string text)
    {
        RouterSettingsResult result = RouterSettingsReader.Read(text);
        List<string> faults = result.Settings == null ? [.. result.Faults] : BoardSettings.Check(result.Settings);
        if (faults.Count > 0)
        {
            ProgramFrame.Refuse(faults);
            return null;
        }

        return result.Settings;
    }
}
