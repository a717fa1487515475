using System;
using System.IO;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace McoaRouter.Tools.ConsoleClient;

/// <summary>
/// One open line to a console: cuts what comes into lines, and tells answers, events, log text and noise apart.
/// </summary>
internal sealed class ConsoleLine : IAsyncDisposable
{
    private const int LongestLine = 1 << 16;
    private const int MostAnswers = 64;
    private const int MostEvents = 4096;
    private const int ReadOctets = 4096;

    private readonly Stream _stream;
    private readonly CancellationTokenSource _end = new();
    private readonly Channel<JsonElement> _answers = NewChannel(MostAnswers);
    private readonly Channel<JsonElement> _events = NewChannel(MostEvents);
    private readonly byte[] _line = new byte[LongestLine];
    private readonly Task _reader;
    private int _length;
    private bool _skipping;

    /// <summary>Begins to read.</summary>
    /// <param name="stream">The open port, closed with this.</param>
    public ConsoleLine(Stream stream)
    {
        _stream = stream;
        _reader = Task.Run(ReadAsync);
    }

    /// <summary>Answers as they come, whoever asked; it ends with the connection.</summary>
    public ChannelReader<JsonElement> Answers => _answers.Reader;

    /// <summary>Events as they come, the oldest dropped where nobody takes them; it ends with the connection.</summary>
    public ChannelReader<JsonElement> Events => _events.Reader;

    /// <summary>What came that is neither.</summary>
    public LineSigns Signs { get; } = new();

    /// <summary>Whether the connection ended.</summary>
    public bool Ended => _reader.IsCompleted;

    /// <summary>Writes one line.</summary>
    /// <exception cref="IOException">The connection ended, or takes nothing.</exception>
    public async Task WriteAsync(byte[] line, TimeSpan within, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(within);
        try
        {
            await _stream.WriteAsync(line, limit.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new IOException("it takes nothing");
        }
        catch (Exception exception) when (exception is ObjectDisposedException or InvalidOperationException)
        {
            throw new IOException("it is closed", exception);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _stream.DisposeAsync();
        await _reader;
        _end.Dispose();
    }

    private static Channel<JsonElement> NewChannel(int most)
    {
        return Channel.CreateBounded<JsonElement>(
            new BoundedChannelOptions(most) { FullMode = BoundedChannelFullMode.DropOldest });
    }

    private async Task ReadAsync()
    {
        byte[] buffer = new byte[ReadOctets];
        try
        {
            int read;
            while ((read = await _stream.ReadAsync(buffer, _end.Token)) > 0)
            {
                Take(buffer.AsSpan(0, read));
            }
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException
            or InvalidOperationException or OperationCanceledException or UnauthorizedAccessException)
        {
            // However a port says that it is gone, it is.
        }
        finally
        {
            _answers.Writer.Complete();
            _events.Writer.Complete();
        }
    }

    private void Take(ReadOnlySpan<byte> octets)
    {
        Signs.Took(octets);
        foreach (byte octet in octets)
        {
            if (octet == (byte)'\n')
            {
                if (!_skipping)
                {
                    Line(_line.AsSpan(0, _length).TrimEnd((byte)'\r').TrimStart((byte)' '));
                }

                _length = 0;
                _skipping = false;
            }
            else if (_length < LongestLine)
            {
                _line[_length++] = octet;
            }
            else
            {
                _skipping = true;
            }
        }
    }

    private void Line(ReadOnlySpan<byte> line)
    {
        if (line.Length == 0 || line[0] != (byte)'{')
        {
            return;
        }

        JsonElement element;
        try
        {
            element = JsonElement.Parse(Encoding.UTF8.GetString(line));
        }
        catch (JsonException)
        {
            return;
        }

        if (!element.HasReadableNames())
        {
            return;
        }

        if (element.TextOf("event") is not null)
        {
            _events.Writer.TryWrite(element);
        }
        else if (element.TryGetProperty("ok", out _) && element.TryGetProperty("id", out _))
        {
            _answers.Writer.TryWrite(element);
        }
        else
        {
            Signs.Strange(element);
        }
    }
}
