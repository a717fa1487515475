using System;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using McoaRouter.Tools.ConsoleClient;

namespace McoaRouter.Tools.Operate;

/// <summary><c>mcoa capture FILE</c>: packets of the router's links as a capture file.</summary>
internal static class CaptureCommand
{
    private static readonly TimeSpan s_leave = TimeSpan.FromSeconds(2);

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Argument<string> file = new("FILE") { Description = "The capture file (pcap, raw IP) that is written." };
        Option<string[]> links = new("--link")
        {
            Description = "An uplink's name, or \"port\"; several times for several. All links otherwise.",
            HelpName = "NAME",
        };
        Option<int> packets = OperatorOptions.NewNumber("--packets", "End after so many packets, 1 to 100000.", 1000, 1, 100000);
        Option<int> rate = OperatorOptions.NewNumber("--per-second", "Most packets in a second, 1 to 1000.", 100, 1, 1000);
        Option<int> snap = OperatorOptions.NewNumber("--snap", "Octets kept of a packet, 64 to 1500.", 1500, 64, 1500);
        Option<int> seconds = WatchCommand.NewSeconds();
        return OperatorCommand.Create(
            "capture",
            "Write the router's packets into a capture file for Wireshark, until Ctrl-C.",
            (session, cancellation) =>
            {
                JsonObject arguments = new()
                {
                    ["on"] = true,
                    ["snapOctets"] = session.Arguments.GetValue(snap),
                    ["packets"] = session.Arguments.GetValue(packets),
                    ["perSecond"] = session.Arguments.GetValue(rate),
                };
                if (session.Arguments.GetValue(links) is { Length: > 0 } names)
                {
                    arguments["links"] = new JsonArray([.. Array.ConvertAll(names, name => (JsonNode)name)]);
                }

                return RunAsync(
                    session,
                    session.Arguments.GetRequiredValue(file),
                    arguments,
                    TimeSpan.FromSeconds(session.Arguments.GetValue(seconds)),
                    cancellation);
            },
            file,
            links,
            packets,
            rate,
            snap,
            seconds);
    }

    private static async Task<int> RunAsync(
        OperatorSession session, string path, JsonObject arguments, TimeSpan longest, CancellationToken cancellation)
    {
        using OutputFile file = new("capture", path);
        if (file.Fault is not null)
        {
            session.Fail("file", file.Fault, null, []);
            return ExitCode.Usage;
        }

        await using RouterClient client = await session.ConnectAsync(cancellation);
        await client.RequestAsync("capture", arguments, cancellation);
        CapturedPackets capture = new(file.Begin()!, client.Hello.NumberOf("uptimeMs") ?? 0);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(longest);
        session.Note($"capturing into {path}; Ctrl-C ends.");
        bool ended = await TakeAsync(client, capture, end.Token);
        if (!ended && end.IsCancellationRequested)
        {
            ended = await StopAsync(client, capture);
        }

        session.Write(new JsonObject
        {
            ["file"] = path,
            ["packets"] = capture.Written,
            ["skipped"] = capture.Skipped,
            ["complete"] = ended,
        });
        session.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{capture.Written} packets are in {path}; {capture.Skipped} more were skipped."));
        return ended || end.IsCancellationRequested
            ? ExitCode.Done
            : throw new NoConnectionException(NoConnectionException.Lost, "the connection ended before the capture did");
    }

    /// <summary>Takes packets.</summary>
    /// <returns>Whether the router said that it is over.</returns>
    private static async Task<bool> TakeAsync(RouterClient client, CapturedPackets capture, CancellationToken end)
    {
        try
        {
            await foreach (JsonElement @event in client.Events.ReadAllAsync(end))
            {
                if (capture.Take(@event))
                {
                    return true;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The operator, or the time that was given.
        }

        return false;
    }

    private static async Task<bool> StopAsync(RouterClient client, CapturedPackets capture)
    {
        using CancellationTokenSource limit = new(s_leave);
        try
        {
            await client.AskAsync("capture", new JsonObject { ["on"] = false }, limit.Token);
        }
        catch (Exception exception) when (exception is NoConnectionException or OperationCanceledException)
        {
            return false;
        }

        return await TakeAsync(client, capture, limit.Token);
    }
}
