using System.Collections.Generic;
using System.Globalization;
using System.Text;
using McoaRouter.Boards.Frame;
using McoaRouter.Boards.Linux;
using McoaRouter.Consoles;
using McoaRouter.Settings;

namespace McoaRouter.Tools.Check;

/// <summary>What a board asks of a valid configuration besides: each by the board's own code.</summary>
internal static class BoardChecks
{
    /// <summary>The boards' names.</summary>
    public static readonly string[] Names = ["linux", "esp32", "simulated"];

    /// <summary>All faults, each as <c>path: what is wrong; remedy</c>.</summary>
    /// <param name="board">One of <see cref="Names"/>; the simulated one has every link.</param>
    /// <param name="text">The configuration's text.</param>
    /// <param name="settings">What it says.</param>
    public static IEnumerable<string> Run(string board, string text, RouterSettings settings)
    {
        return board switch
        {
            "linux" => BoardSettings.Check(settings),
            "esp32" => RunFrame(text, settings),
            _ => [],
        };
    }

    // The device's boards read no larger file, and keep no larger configuration.
    private static IEnumerable<string> RunFrame(string text, RouterSettings settings)
    {
        int octets = Encoding.UTF8.GetByteCount(text);
        return octets <= ConsoleLimits.ConfigurationOctets
            ? BoardDevices.Check(settings, null, new TrafficSteering())
            : [
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"configuration: has {octets} octets; this board takes {ConsoleLimits.ConfigurationOctets} at most"),
            ];
    }
}
