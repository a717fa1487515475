using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

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

    private readonly IRouterPort _port;
    private readonly Lock _lock = new();
    private readonly Queue<Line> _kept = new();
    private readonly List<Channel<string>> _pages = [];
    private IRouterLine? _line;
    private string _state;

    /// <summary>Makes a feed, which does nothing before <see cref="RunAsync"/>.</summary>
    public RouterFeed(IRouterPort port)
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
                await using IRouterLine line = await _port.OpenAsync(cancellation);
                JsonNode? hello = Result(await line.RequestAsync(Request("hello"), cancellation));
                JsonObject watch = Request("watch");
                watch["statusEveryMs"] = StatusEveryMs;
                _ = Result(await line.RequestAsync(watch, cancellation));
                Become(line, LineState("connected", null, hello));
                pause = ShortestPauseMs;
                await WatchAsync(line, cancellation);
                Become(null, LineState("lost", "The router closed the line; trying again.", null));
            }
            catch (RouterLineException lost)
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
    /// <exception cref="RouterLineException">There is no line, or it was lost before the answer came.</exception>
    public Task<JsonObject> RequestAsync(JsonObject request, CancellationToken cancellation)
    {
        IRouterLine line = Volatile.Read(ref _line)
            ?? throw new RouterLineException($"There is no line to the router on {_port.Name}; wait until it is back.");
        return line.RequestAsync(request, cancellation);
    }

    /// <summary>
    /// What came and what comes, each as <c>{"at":milliseconds since 1970,"event":{...}}</c>; first the line's present state
    /// and the last minutes, of which the page is told the end by the event <c>present</c>.
    /// </summary>
    public async IAsyncEnumerable<string> ReadAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        Channel<string> page = Channel.CreateBounded<string>(
            new BoundedChannelOptions(PageLines) { FullMode = BoundedChannelFullMode.DropOldest });
        List<string> past = [];
        lock (_lock)
        {
            foreach (Line line in _kept)
            {
                past.Add(line.Text);
            }

            past.Add(Stamped(Now(), _state));
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

    private static JsonObject Request(string op)
    {
        return new JsonObject { ["op"] = op };
    }

    private static JsonNode? Result(JsonObject answer)
    {
        if (answer["ok"] is JsonValue ok && ok.GetValueKind() == JsonValueKind.True)
        {
            return answer["result"]?.DeepClone();
        }

        string message = answer["error"]?["message"]?.ToString() ?? "no reason given";
        throw new RouterLineException("The router refused to be watched: " + message);
    }

    private static string Stamped(long at, string line)
    {
        return $$"""{"at":{{at}},"event":{{line}}}""";
    }

    private static long Now()
    {
        return DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
    }

    /// <summary>Passes on what comes. The status comes every second, so silence means that nobody is there.</summary>
    private async Task WatchAsync(IRouterLine line, CancellationToken cancellation)
    {
        using CancellationTokenSource silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        silence.CancelAfter(LongestSilenceMs);
        try
        {
            await foreach (string text in line.EventsAsync(silence.Token))
            {
                silence.CancelAfter(LongestSilenceMs);
                Tell(text);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new RouterLineException(
                $"Nothing came from the router for {LongestSilenceMs / 1000} seconds; check its power and the cable.");
        }
    }

    private string LineState(string state, string? message, JsonNode? hello)
    {
        JsonObject line = new() { ["event"] = "line", ["state"] = state, ["port"] = _port.Name };
        if (message != null)
        {
            line["message"] = message;
        }

        if (hello != null)
        {
            line["hello"] = hello;
        }

        return line.ToJsonString();
    }

    private void Become(IRouterLine? line, string state)
    {
        Volatile.Write(ref _line, line);
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
