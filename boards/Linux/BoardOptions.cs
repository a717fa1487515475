namespace McoaRouter.Boards.Linux;

/// <summary>What the command line asks of the board.</summary>
/// <param name="Configuration">The configuration's file, or null.</param>
/// <param name="Json">Whether events are JSON Lines.</param>
/// <param name="ConsolePath">The path of the console's Unix socket, or null.</param>
/// <param name="ConsoleDevice">The console's serial device, <c>DEVICE[:BAUD]</c>, or null.</param>
/// <param name="Store">The directory of the console's store, or null where it is kept in memory alone.</param>
/// <param name="Signals">The file with the strength of the wireless interfaces' signals.</param>
internal sealed record BoardOptions(
    string? Configuration, bool Json, string? ConsolePath, string? ConsoleDevice, string? Store, string Signals)
{
    /// <summary>Whether there is a console at all.</summary>
    public bool HasConsole
    {
        get { return ConsolePath != null || ConsoleDevice != null; }
    }

    /// <summary>Reads a command line.</summary>
    /// <param name="arguments">What was typed.</param>
    /// <param name="fault">What is wrong with it, or null; empty where nothing was asked for.</param>
    /// <returns>The options, or null where something is wrong.</returns>
    public static BoardOptions? Read(string[] arguments, out string? fault)
    {
        BoardOptions options = new(null, false, null, null, null, WirelessSignals.Statistics);
        fault = null;
        for (int i = 0; i < arguments.Length; i++)
        {
            string argument = arguments[i];
            string? value = i + 1 < arguments.Length && !arguments[i + 1].StartsWith('-') ? arguments[i + 1] : null;
            switch (argument)
            {
                case "--json":
                    options = options with { Json = true };
                    continue;
                case "--console" when value != null:
                    options = options with { ConsolePath = value };
                    i++;
                    continue;
                case "--console-device" when value != null:
                    options = options with { ConsoleDevice = value };
                    i++;
                    continue;
                case "--store" when value != null:
                    options = options with { Store = value };
                    i++;
                    continue;
                case "--signals" when value != null:
                    options = options with { Signals = value };
                    i++;
                    continue;
                case "--console" or "--console-device" or "--store" or "--signals":
                    fault = $"{argument} needs a path behind it.";
                    return null;
                default:
                    break;
            }

            if (options.Configuration != null || argument.StartsWith('-'))
            {
                fault = $"'{argument}' is not understood.";
                return null;
            }

            options = options with { Configuration = argument };
        }

        if (options.Store != null && !options.HasConsole)
        {
            fault = "--store is the console's; add --console or --console-device.";
        }
        else if (options.Configuration == null && !options.HasConsole)
        {
            fault = "";
        }

        return fault == null ? options : null;
    }
}
