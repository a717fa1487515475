using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>An operator's end of the console's line, in a test: a Unix socket, or an open terminal.</summary>
internal sealed class ConsoleClient : IDisposable
{
    private const int PatienceMs = 30_000;

    private readonly Stream _stream;
    private readonly byte[] _buffer = new byte[1 << 16];
    private readonly List<byte> _line = [];
    private readonly Queue<string> _lines = new();
    private int _id;

    public ConsoleClient(Stream stream)
    {
        _stream = stream;
        if (stream.CanTimeout)
        {
            stream.ReadTimeout = PatienceMs;
        }
    }

    /// <summary>The events that came while something else was waited for, in their order.</summary>
    public List<JsonElement> Events { get; } = [];

    /// <summary>Connects to a socket, which may not be there yet.</summary>
    public static ConsoleClient Connect(string path)
    {
        Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        LinuxTrial.WaitFor(() => TryConnect(socket, path), () => $"Nobody listens at {path}.");
        return new ConsoleClient(new NetworkStream(socket, ownsSocket: true));
    }

    /// <summary>Sends octets as they are.</summary>
    public void Write(string text)
    {
        _stream.Write(Encoding.UTF8.GetBytes(text));
        _stream.Flush();
    }

    /// <summary>Sends a request, given without its braces and id, and waits for its answer.</summary>
    public JsonElement Ask(string members)
    {
        int id = ++_id;
        Write($"{{\"id\":{id},{members}}}\n");
        JsonElement answer = Answer();
        Assert.AreEqual(id, answer.GetProperty("id").GetInt32(), answer.ToString());
        return answer;
    }

    /// <summary>Whether there is room for this client: a server that has none says so, and closes.</summary>
    public bool IsTakenIn()
    {
        try
        {
            Write("{\"op\":\"hello\"}\n");
            return Answer().GetProperty("ok").GetBoolean();
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Sends a request that must be done, and gives its result.</summary>
    public JsonElement Done(string members)
    {
        JsonElement answer = Ask(members);
        Assert.IsTrue(answer.GetProperty("ok").GetBoolean(), $"{members}: {answer}");
        return answer.GetProperty("result");
    }

    /// <summary>Sends a request that must be refused, and gives the error's code.</summary>
    public string Refused(string members)
    {
        return CodeOf(Ask(members));
    }

    /// <summary>The next answer; events before it are kept.</summary>
    public JsonElement Answer()
    {
        while (true)
        {
            JsonElement line = JsonDocument.Parse(NextLine() ?? throw new EndOfStreamException()).RootElement;
            if (!line.TryGetProperty("event", out _))
            {
                return line;
            }

            Events.Add(line);
        }
    }

    /// <summary>Waits for an event; others are kept.</summary>
    public JsonElement Event(string name, Func<JsonElement, bool> condition)
    {
        while (true)
        {
            int at = Events.FindIndex(known => known.GetProperty("event").GetString() == name && condition(known));
            if (at >= 0)
            {
                return Events[at];
            }

            JsonElement line = JsonDocument.Parse(NextLine() ?? throw new EndOfStreamException()).RootElement;
            Assert.IsTrue(line.TryGetProperty("event", out _), line.ToString());
            Events.Add(line);
        }
    }

    /// <summary>Asks for the status until it is as it should be.</summary>
    public JsonElement WaitForStatus(Func<JsonElement, bool> condition)
    {
        JsonElement status = default;
        LinuxTrial.WaitFor(() => condition(status = Done("\"op\":\"status\"")), () => status.ToString());
        return status;
    }

    /// <summary>Waits until an uplink is registered.</summary>
    public JsonElement WaitForRegistration()
    {
        return WaitForStatus(status => HasRegistered(status));
    }

    /// <summary>Asks for the greeting until it is as it should be.</summary>
    public JsonElement WaitForHello(Func<JsonElement, bool> condition)
    {
        JsonElement hello = default;
        LinuxTrial.WaitFor(() => condition(hello = Done("\"op\":\"hello\"")), () => hello.ToString());
        return hello;
    }

    /// <summary>The next line that is not log text, or null where the line has ended.</summary>
    public string? NextLine()
    {
        while (true)
        {
            while (_lines.Count > 0)
            {
                string line = _lines.Dequeue();
                if (line.StartsWith('{'))
                {
                    return line;
                }
            }

            int length = _stream.Read(_buffer);
            if (length == 0)
            {
                return null;
            }

            foreach (byte octet in _buffer.AsSpan(0, length))
            {
                if (octet != '\n')
                {
                    _line.Add(octet);
                    continue;
                }

                _lines.Enqueue(Encoding.UTF8.GetString([.. _line]));
                _line.Clear();
            }
        }
    }

    /// <summary>Sends no more, and still listens.</summary>
    public void EndSending()
    {
        ((NetworkStream)_stream).Socket.Shutdown(SocketShutdown.Send);
    }

    public void Dispose()
    {
        _stream.Dispose();
    }

    public static string CodeOf(JsonElement answer)
    {
        Assert.IsFalse(answer.GetProperty("ok").GetBoolean(), answer.ToString());
        return answer.GetProperty("error").GetProperty("code").GetString()!;
    }

    private static bool HasRegistered(JsonElement status)
    {
        foreach (JsonElement uplink in status.GetProperty("uplinks").EnumerateArray())
        {
            if (uplink.GetProperty("binding").GetString() == "registered")
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryConnect(Socket socket, string path)
    {
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
