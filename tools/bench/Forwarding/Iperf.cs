using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.Json;
using McoaRouter.Boards.Linux;
using McoaRouter.Tools.Lab;

namespace McoaRouter.Tools.Bench.Forwarding;

/// <summary>Runs iperf3 from the vehicle's host to the correspondent: a TCP connection a run.</summary>
internal static class Iperf
{
    /// <summary>The program.</summary>
    public const string Program = "iperf3";

    /// <summary>Beyond the measurement: to connect, and to tell each other the results through what is full.</summary>
    private const int PatienceSeconds = 15;

    private const double Million = 1e6;

    /// <summary>The far end, until it is ended.</summary>
    public static IDisposable Serve(LabTopology network)
    {
        return new CarrierProcess(network.Correspondent, Program, "--server");
    }

    /// <summary>Measures.</summary>
    /// <param name="network">Where.</param>
    /// <param name="down">Whether to the vehicle.</param>
    /// <param name="seconds">How long.</param>
    /// <returns>Mbit/s of the connection's payload.</returns>
    /// <exception cref="BoardException">It could not.</exception>
    public static double Measure(LabTopology network, bool down, int seconds)
    {
        List<string> command =
        [
            "ip", "netns", "exec", network.Host, Program, "--client", LabTopology.CorrespondentAddress, "--json",
            "--connect-timeout", "3000", "--time", seconds.ToString(CultureInfo.InvariantCulture),
        ];
        if (down)
        {
            command.Add("--reverse");
        }

        string text = CarrierProcess.Run("", TimeSpan.FromSeconds(seconds + PatienceSeconds), [.. command]);
        using JsonDocument document = JsonDocument.Parse(text);
        JsonElement root = document.RootElement;
        if (root.TryGetProperty("error", out JsonElement error))
        {
            throw new BoardException($"iperf3: {error.GetString()}.");
        }

        return root.GetProperty("end").GetProperty("sum_received").GetProperty("bits_per_second").GetDouble() / Million;
    }
}
