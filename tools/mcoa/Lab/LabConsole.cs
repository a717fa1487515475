using System;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Text.Json;
using McoaRouter.Boards.Linux;

namespace McoaRouter.Tools.Lab;

/// <summary>The operator of the lab's router, at its console.</summary>
internal sealed class LabConsole : IDisposable
{
    private const int PatienceMs = 10_000;

    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified)
    {
        ReceiveTimeout = PatienceMs,
    };

    private readonly StreamReader _reader;
    private int _id;

    /// <summary>Connects.</summary>
    /// <exception cref="BoardException">Nobody listens there.</exception>
    public LabConsole(string path)
    {
        try
        {
            _socket.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException fault)
        {
            _socket.Dispose();
            throw new BoardException($"The router's console can't be reached: {fault.Message}.");
        }

        _reader = new StreamReader(new NetworkStream(_socket));
    }

    /// <summary>Has something done.</summary>
    /// <param name="members">The request without its braces and id.</param>
    /// <returns>Its result.</returns>
    /// <exception cref="BoardException">It is refused, or not answered.</exception>
    public JsonElement Ask(string members)
    {
        string request = string.Create(CultureInfo.InvariantCulture, $"{{\"id\":{++_id},{members}}}\n");
        string? line = null;
        try
        {
            _socket.Send(System.Text.Encoding.UTF8.GetBytes(request));
            line = _reader.ReadLine();
        }
        catch (Exception fault) when (fault is IOException or SocketException)
        {
            // No answer, like the end of the line.
        }

        if (line == null)
        {
            throw new BoardException($"The router's console doesn't answer {members}.");
        }

        using JsonDocument answer = JsonDocument.Parse(line);
        return answer.RootElement.TryGetProperty("result", out JsonElement result)
            ? result.Clone()
            : throw new BoardException($"The router's console refuses {members}: {line}");
    }

    /// <summary>Leaves.</summary>
    public void Dispose()
    {
        _reader.Dispose();
        _socket.Dispose();
    }
}
