using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using McoaRouter.Tools.ConsoleClient;
using McoaRouter.Tools.Events;

namespace McoaRouter.Tools.Dashboard;

/// <summary>
/// Keeps the line to the router: opens it, watches, opens it again when it was lost; tells all pages what comes, and a new
/// page what came in the last minutes.
/// </summary>
internal sealed class RouterFeed
{
    private const int StatusEveryMs = 1000;
    private const int LongestSilenceMs = 5000;
    private const int ShortestPauseMs = 500;
    private const int LongestPauseMs = 4000;
    private const int KeptMs = 5 * 60 * 1000;
    private const int KeptLines = 4096;

    /// <summary>What a page may be behind before it loses the oldest lines.</summary>
    private const int PageLines = 1024;

    private static readonly TimeSpan s_answerLimit = TimeSpan.FromSeconds(5);

    private readonly IConsolePort _port;
    private readonly Lock _lock = new();
    private readonly Queue<Line> _kept = new();
    private readonly List<Channel<string>> _pages = [];
    private RouterClient? _client;
    private string _state;

    /// <summary>Makes a feed, which does nothing before <see cref="RunAsync"/>.</summary>
    public RouterFeed(IConsolePort port)
    {
        _port = port;
        _state = LineState("connecting", null, null);
    }

    /// <summary>Keeps the line until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        int pause = ShortestPauseMs;
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await using RouterClient client = await RouterClient.ConnectAsync(_port, s_answerLimit, cancellation);
                _ = await client.RequestAsync("watch", new JsonObject { ["statusEveryMs"] = StatusEveryMs }, cancellation);
                Become(client, LineState("connected", null, client.Hello));
                pause = ShortestPauseMs;
                await WatchAsync(client, cancellation);
                Become(null, LineState("lost", $"{_port.Name}: the router closed the connection; it is tried again.", null));
            }
            catch (ConsoleException lost)
            {
                Become(null, LineState("lost", lost.Message, null));
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }

            await Task.Delay(pause, CancellationToken.None).WaitAsync(cancellation)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = Math.Min(2 * pause, LongestPauseMs);
        }
    }

    /// <summary>Passes a request on.</summary>
    /// <returns>The whole answer, a refusal too.</returns>
    /// <exception cref="NoConnectionException">There is no line, or it was lost before the answer came.</exception>
    public async Task<JsonElement> RequestAsync(string op, JsonObject arguments, CancellationToken cancellation)
    {
        RouterClient? client = Volatile.Read(ref _client);
        try
        {
            return client == null
                ? throw NoLine()
                : await client.AskAsync(op, arguments, cancellation);
        }
        catch (ObjectDisposedException)
        {
            throw NoLine();
        }
    }

    /// <summary>
    /// What came and what comes, each as <c>{"at":milliseconds since 1970,"event":{...},"text":"..."}</c>, the text for
    /// people and not with a status; first the line's present state and the last minutes, of which the page is told the end
    /// by the event <c>present</c>.
    /// </summary>
    public async IAsyncEnumerable<string> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        Channel<string> page = Channel.CreateBounded<string>(
            new BoundedChannelOptions(PageLines) { FullMode = BoundedChannelFullMode.DropOldest });
        List<string> past = [];
        lock (_lock)
        {
            // Where the state is as old as all that is kept, or older, it is not among it.
            past.Add(Stamped(_kept.TryPeek(out Line oldest) ? oldest.At : Now(), _state));
            foreach (Line line in _kept)
            {
                past.Add(line.Text);
            }

            past.Add(Stamped(Now(), """{"event":"present"}"""));
            _pages.Add(page);
        }

        try
        {
            foreach (string line in past)
            {
                yield return line;
            }

            await foreach (string line in page.Reader.ReadAllAsync(cancellation))
            {
                yield return line;
            }
        }
        finally
        {
            lock (_lock)
            {
                _ = _pages.Remove(page);
            }
        }
    }

    private static string Stamped(long at, string line)
    {
        JsonElement told = JsonElement.Parse(line);
        return told.TextOf("event") is "status" or "present" ? $$"""{"at":{{at}},"event":{{line}}}"""
            : $$"""{"at":{{at}},"event":{{line}},"text":{{JsonSerializer.Serialize(EventWords.Of(told))}}}""";
    }

    private static long Now()
    {
        return DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
    }

    /// <summary>Passes on what comes. The status comes every second, so silence means that nobody is there.</summary>
    private async Task WatchAsync(RouterClient client, CancellationToken cancellation)
    {
        using CancellationTokenSource silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        silence.CancelAfter(LongestSilenceMs);
        try
        {
            await foreach (JsonElement line in client.Events.ReadAllAsync(silence.Token))
            {
                silence.CancelAfter(LongestSilenceMs);
                Tell(line.GetRawText());
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new NoConnectionException(
                NoConnectionException.NoAnswer,
                $"{_port.Name}: nothing came for {LongestSilenceMs / 1000} s; look at the router's power and the cable");
        }
    }

    private NoConnectionException NoLine()
    {
        return new NoConnectionException(
            NoConnectionException.Lost, $"{_port.Name}: there is no line to the router; wait until it is back");
    }

    private string LineState(string state, string? message, JsonElement? hello)
    {
        JsonObject line = new() { ["event"] = "line", ["state"] = state, ["port"] = _port.Name };
        if (message != null)
        {
            line["message"] = message;
        }

        if (hello is { } said)
        {
            line["hello"] = JsonObject.Create(said);
        }

        return line.ToJsonString();
    }

    private void Become(RouterClient? client, string state)
    {
        Volatile.Write(ref _client, client);
        lock (_lock)
        {
            bool same = _state == state;
            _state = state;
            if (same)
            {
                return;
            }
        }

        Tell(state);
    }

    private void Tell(string text)
    {
        long now = Now();
        string stamped = Stamped(now, text);
        lock (_lock)
        {
            _kept.Enqueue(new Line(now, stamped));
            while (_kept.Count > KeptLines || _kept.Peek().At < now - KeptMs)
            {
                _ = _kept.Dequeue();
            }

            foreach (Channel<string> page in _pages)
            {
                _ = page.Writer.TryWrite(stamped);
            }
        }
    }

    private readonly record struct Line(long At, string Text);
}
