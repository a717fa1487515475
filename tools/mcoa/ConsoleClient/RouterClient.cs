using System;
using System.Diagnostics;
using System.IO;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace McoaRouter.Tools.ConsoleClient;

/// <summary>
/// A router's console: asks and gets answers, one request at a time whoever calls, and takes events as they come. Log
/// text and answers to others are skipped.
/// </summary>
internal sealed class RouterClient : IAsyncDisposable
{
    /// <summary>How long a router may be away after a commit or a restart.</summary>
    public static readonly TimeSpan RestartLimit = TimeSpan.FromSeconds(30);

    private const string Product = "McoaRouter";
    private const int Protocol = 1;
    private const int HighestFirstId = 1 << 30;
    private static readonly TimeSpan s_again = TimeSpan.FromSeconds(1);

    private readonly IConsolePort _port;
    private readonly SemaphoreSlim _turn = new(1);
    private ConsoleLine _line;
    private int _id = Random.Shared.Next(1, HighestFirstId);

    private RouterClient(IConsolePort port, ConsoleLine line, TimeSpan timeout)
    {
        _port = port;
        _line = line;
        Timeout = timeout;
    }

    /// <summary>How long an answer may take.</summary>
    public TimeSpan Timeout { get; }

    /// <summary>What the router said of itself last.</summary>
    public JsonElement Hello { get; private set; }

    /// <summary>How often the port was opened.</summary>
    public int Openings { get; private set; } = 1;

    /// <summary>
    /// Events of this connection, the oldest dropped where nobody takes them; it ends with the connection, and there is
    /// another after <see cref="ReconnectAsync"/>.
    /// </summary>
    public ChannelReader<JsonElement> Events => _line.Events;

    /// <summary>Opens a port and asks who is there, again and again while nobody answers.</summary>
    /// <param name="port">The port.</param>
    /// <param name="timeout">How long an answer may take.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="NoConnectionException">No router is there; says why and what to try.</exception>
    public static async Task<RouterClient> ConnectAsync(
        IConsolePort port, TimeSpan timeout, CancellationToken cancellation)
    {
        RouterClient client = new(port, new ConsoleLine(await port.OpenAsync(cancellation)), timeout);
        try
        {
            await client.GreetAsync(timeout, cancellation);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks for something.</summary>
    /// <param name="op">What.</param>
    /// <param name="arguments">The request's other members, or null.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The answer's <c>result</c>.</returns>
    /// <exception cref="RefusedException">The router refused.</exception>
    /// <exception cref="NoConnectionException">No answer came.</exception>
    public async Task<JsonElement> RequestAsync(string op, JsonObject? arguments, CancellationToken cancellation)
    {
        JsonElement answer = await AskAsync(op, arguments, cancellation);
        return answer.IsTrue("ok") ? answer.MemberOf("result") ?? default : throw RefusedException.Read(answer);
    }

    /// <summary>Asks for something.</summary>
    /// <returns>The whole answer, a refusal too.</returns>
    /// <exception cref="NoConnectionException">No answer came.</exception>
    public async Task<JsonElement> AskAsync(string op, JsonObject? arguments, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            int id = NextId();
            await WriteAsync(RequestLine.Build(id, op, arguments), cancellation);
            return await AnswerAsync(id, Timeout, cancellation)
                ?? throw new NoConnectionException(
                    NoConnectionException.NoAnswer,
                    $"{_port.Name}: no answer to \"{op}\" within {Timeout.TotalSeconds:0.#} s; try again, or with a longer --timeout");
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Asks who is there without patience, and opens the port again where the connection ended.</summary>
    /// <returns>False while nobody answers.</returns>
    public async Task<bool> TryGreetAsync(CancellationToken cancellation)
    {
        try
        {
            await _turn.WaitAsync(cancellation);
            try
            {
                if (_line.Ended)
                {
                    Stream stream = await _port.OpenAsync(cancellation);
                    await _line.DisposeAsync();
                    _line = new ConsoleLine(stream);
                    Openings++;
                }
            }
            finally
            {
                _turn.Release();
            }

            await GreetAsync(s_again, cancellation);
            return true;
        }
        catch (NoConnectionException)
        {
            return false;
        }
    }

    /// <summary>Waits for a router that is away.</summary>
    /// <exception cref="NoConnectionException">It did not come back within <see cref="RestartLimit"/>.</exception>
    public async Task ReconnectAsync(CancellationToken cancellation)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!await TryGreetAsync(cancellation))
        {
            if (watch.Elapsed > RestartLimit)
            {
                throw new NoConnectionException(
                    NoConnectionException.Lost,
                    $"{_port.Name}: the router did not come back within {RestartLimit.TotalSeconds:0} s; look at its power and its log");
            }

            await Task.Delay(s_again / 4, cancellation);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _line.DisposeAsync();
        _turn.Dispose();
    }

    private async Task GreetAsync(TimeSpan within, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            // What was typed before and not ended is no part of the first request.
            await WriteAsync("\n"u8.ToArray(), cancellation);
            Stopwatch watch = Stopwatch.StartNew();
            JsonElement? answer;
            do
            {
                int id = NextId();
                await WriteAsync(RequestLine.Build(id, "hello", null), cancellation);
                TimeSpan left = within - watch.Elapsed;
                answer = await AnswerAsync(id, left < s_again ? left : s_again, cancellation);
            }
            while (answer is null && watch.Elapsed < within);

            Hello = Check(answer ?? throw _line.Signs.Explain(_port, within));
        }
        finally
        {
            _turn.Release();
        }
    }

    private JsonElement Check(JsonElement answer)
    {
        JsonElement? hello = answer.MemberOf("result");
        if (hello?.TextOf("product") != Product)
        {
            throw new NoConnectionException(
                NoConnectionException.NotOurs,
                $"{_port.Name}: another device that speaks JSON is there; it does not say that it is a {Product}");
        }

        return hello.Value.NumberOf("protocol") == Protocol
            ? hello.Value
            : throw new NoConnectionException(
                NoConnectionException.NotOurs,
                $"{_port.Name}: the router speaks another protocol than {Protocol}; use the mcoa of its release");
    }

    private int NextId()
    {
        _id = _id == int.MaxValue ? 1 : _id + 1;
        return _id;
    }

    private async Task WriteAsync(byte[] line, CancellationToken cancellation)
    {
        try
        {
            await _line.WriteAsync(line, Timeout, cancellation);
        }
        catch (IOException)
        {
            throw Lost();
        }
    }

    /// <summary>The answer of that number, or null where it does not come in time; others are skipped.</summary>
    private async Task<JsonElement?> AnswerAsync(int id, TimeSpan within, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(within > TimeSpan.Zero ? within : TimeSpan.Zero);
        try
        {
            while (true)
            {
                JsonElement answer = await _line.Answers.ReadAsync(limit.Token);
                if (answer.NumberOf("id") == id)
                {
                    return answer;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return null;
        }
        catch (ChannelClosedException)
        {
            throw Lost();
        }
    }

    private NoConnectionException Lost()
    {
        return new NoConnectionException(
            NoConnectionException.Lost,
            $"{_port.Name}: the connection ended; the router restarts, was unplugged, or has as many clients as it takes");
    }
}
