using System;
using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using McoaRouter.Tools.ConsoleClient;
using Spectre.Console;

namespace McoaRouter.Tools.Operate;

/// <summary><c>mcoa watch</c>: the status and the events of a router as they come, until Ctrl-C.</summary>
internal static class WatchCommand
{
    private const int UsualEvery = 1000;
    private const int LeastEvery = 250;
    private const int MostEvery = 60000;
    private const int MostSeconds = 86400;
    private const int SilentStatuses = 4;
    private static readonly TimeSpan s_leave = TimeSpan.FromSeconds(1);

    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        Option<int> every = OperatorOptions.NewNumber(
            "--every", $"How often the status comes, in ms, {LeastEvery} to {MostEvery}.", UsualEvery, LeastEvery, MostEvery);
        Option<int> seconds = NewSeconds();
        return OperatorCommand.Create(
            "watch",
            "Watch the uplinks, bindings, flows and events as they change, until Ctrl-C.",
            (session, cancellation) => RunAsync(
                session, session.Arguments.GetValue(every), session.Arguments.GetValue(seconds), cancellation),
            every,
            seconds);
    }

    /// <summary>How long something goes on.</summary>
    public static Option<int> NewSeconds()
    {
        return OperatorOptions.NewNumber("--seconds", "End after so many seconds.", MostSeconds, 1, MostSeconds);
    }

    private static async Task<int> RunAsync(OperatorSession session, int every, int seconds, CancellationToken cancellation)
    {
        await using RouterClient client = await session.ConnectAsync(cancellation);
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(TimeSpan.FromSeconds(seconds));
        try
        {
            if (session.IsTerminal && !session.Json)
            {
                await session.Screen.Live(new Markup(string.Empty)).Overflow(VerticalOverflow.Crop).StartAsync(
                    display => WatchAsync(client, new LiveWatchView(display, session.Screen.Profile.Height), every, end.Token));
            }
            else
            {
                IWatchView view = session.Json ? new JsonWatchView(session) : new PlainWatchView(session);
                await WatchAsync(client, view, every, end.Token);
            }
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            await LeaveAsync(client);
        }

        return ExitCode.Done;
    }

    private static async Task WatchAsync(RouterClient client, IWatchView view, int every, CancellationToken end)
    {
        while (true)
        {
            try
            {
                await client.RequestAsync("watch", new JsonObject { ["statusEveryMs"] = every }, end);
                await TakeAsync(client.Events, view, TimeSpan.FromMilliseconds(every * SilentStatuses) + s_leave, end);
            }
            catch (NoConnectionException)
            {
                // Gone between two answers: the same as between two events.
            }

            view.Away(true);
            await client.ReconnectAsync(end);
            view.Away(false);
        }
    }

    /// <summary>Takes events until the connection ends, or is silent for longer than a status takes to come.</summary>
    private static async Task TakeAsync(
        ChannelReader<JsonElement> events, IWatchView view, TimeSpan patience, CancellationToken end)
    {
        using CancellationTokenSource silence = CancellationTokenSource.CreateLinkedTokenSource(end);
        try
        {
            while (true)
            {
                silence.CancelAfter(patience);
                if (!await events.WaitToReadAsync(silence.Token))
                {
                    return;
                }

                while (events.TryRead(out JsonElement @event))
                {
                    if (@event.TextOf("event") == "status")
                    {
                        view.Status(@event);
                    }
                    else
                    {
                        view.Event(@event);
                    }
                }
            }
        }
        catch (OperationCanceledException) when (!end.IsCancellationRequested)
        {
            // A serial line does not end with the router behind it.
        }
    }

    /// <summary>Ends the events: on a serial line they would come to whoever opens it next.</summary>
    private static async Task LeaveAsync(RouterClient client)
    {
        using CancellationTokenSource limit = new(s_leave);
        try
        {
            await client.AskAsync("watch", new JsonObject { ["events"] = false }, limit.Token);
        }
        catch (Exception exception) when (exception is NoConnectionException or OperationCanceledException)
        {
            // Whoever is gone sends nothing.
        }
    }
}
