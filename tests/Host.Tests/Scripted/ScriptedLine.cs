using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading;

namespace McoaRouter.Host.Tests;

/// <summary>
/// The line to a scripted router: a real Unix socket for any number of clients, or a real pseudo-terminal. It misbehaves
/// as it is told to.
/// </summary>
internal abstract class ScriptedLine : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("mcoa-router-");
    private readonly NamedTerminal? _terminal;
    private readonly List<Stream> _clients = [];
    private readonly Lock _lock = new();
    private Socket? _listener;
    private bool _end;

    protected ScriptedLine(bool terminal)
    {
        _terminal = terminal ? new NamedTerminal() : null;
        Port = _terminal?.Name ?? PathOf("router.sock");
    }

    /// <summary>What <c>--port</c> takes.</summary>
    public string Port { get; }

    /// <summary>The longest request that came, in octets.</summary>
    public int Longest { get; private set; }

    /// <summary>Log text goes around every answer, and an answer to somebody else.</summary>
    public bool Noisy { get; set; }

    /// <summary>Answers go in pieces of so many octets, with pauses; 0 whole.</summary>
    public int Pieces { get; set; }

    /// <summary>Octets that come back whatever is asked, or null.</summary>
    public byte[]? Garbage { get; set; }

    /// <summary>Everything that comes goes back.</summary>
    public bool Echoes { get; set; }

    /// <summary>How long it is away where it restarts, in ms.</summary>
    public int AwayMs { get; set; } = 700;

    /// <summary>A path of a file of this router's folder.</summary>
    public string PathOf(string name)
    {
        return Path.Combine(_directory.FullName, name);
    }

    /// <summary>The router is gone: its clients are cut off, and no new one is let in.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            _listener?.Dispose();
            _listener = null;
            File.Delete(Port);
            _clients.ForEach(client => client.Dispose());
            _clients.Clear();
        }
    }

    /// <summary>The router is there, again.</summary>
    public void Return()
    {
        if (_terminal is not null)
        {
            Begin(() =>
            {
                while (!_end)
                {
                    _ = Serve(_terminal.Stream);
                }
            });
            return;
        }

        lock (_lock)
        {
            if (!_end)
            {
                Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                listener.Bind(new UnixDomainSocketEndPoint(Port));
                listener.Listen();
                _listener = listener;
                Begin(() => Accept(listener));
            }
        }
    }

    public virtual void Dispose()
    {
        lock (_lock)
        {
            _end = true;
        }

        if (_terminal is null)
        {
            Leave();
        }

        _terminal?.Dispose();
        _directory.Delete(recursive: true);
    }

    /// <summary>Takes a request.</summary>
    /// <returns>Whether the router restarts.</returns>
    protected abstract bool Take(Stream client, string request);

    /// <summary>Sends a line.</summary>
    protected void Write(Stream client, string line)
    {
        string text = Noisy
            ? $"I (12) wifi: state run -> run\r\n{{\"id\":3,\"ok\":true,\"result\":{{\"product\":\"stale\"}}}}\r\n{line}\r\n[99] log, and half a li"
                + "ne { with a brace\r\n"
            : line + "\n";
        byte[] octets = Encoding.UTF8.GetBytes(text);
        int step = Pieces == 0 ? octets.Length : Pieces;
        for (int at = 0; at < octets.Length; at += step)
        {
            client.Write(octets.AsSpan(at, Math.Min(step, octets.Length - at)));
            client.Flush();
            if (Pieces > 0)
            {
                Thread.Sleep(1);
            }
        }
    }

    private static void Begin(ThreadStart work)
    {
        new Thread(work) { IsBackground = true }.Start();
    }

    private void Accept(Socket listener)
    {
        try
        {
            while (true)
            {
                NetworkStream client = new(listener.Accept(), ownsSocket: true);
                lock (_lock)
                {
                    _clients.Add(client);
                }

                Begin(() => Attend(client));
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException)
        {
            // The router left.
        }
    }

    private void Attend(NetworkStream client)
    {
        bool restarts = Serve(client);
        lock (_lock)
        {
            client.Dispose();
            _ = _clients.Remove(client);
        }

        if (restarts)
        {
            Leave();
            Thread.Sleep(AwayMs);
            Return();
        }
    }

    /// <summary>Reads and answers until one side has enough.</summary>
    /// <returns>Whether the router restarts.</returns>
    private bool Serve(Stream client)
    {
        List<byte> line = [];
        byte[] buffer = new byte[1024];
        try
        {
            int read;
            while ((read = client.Read(buffer)) > 0)
            {
                if (Echoes)
                {
                    client.Write(buffer.AsSpan(0, read));
                }
                else if (Take(client, line, buffer.AsSpan(0, read)))
                {
                    return true;
                }
            }
        }
        catch (Exception end) when (end is IOException or ObjectDisposedException)
        {
            // The client left, or the test is over.
        }

        return false;
    }

    /// <summary>Takes octets, whose unended line is kept.</summary>
    private bool Take(Stream client, List<byte> line, ReadOnlySpan<byte> octets)
    {
        foreach (byte octet in octets)
        {
            if (octet != (byte)'\n')
            {
                line.Add(octet);
                continue;
            }

            Longest = Math.Max(Longest, line.Count);
            string request = Encoding.UTF8.GetString([.. line]);
            line.Clear();
            if (request.Length == 0)
            {
                continue;
            }

            if (Garbage is not null)
            {
                client.Write(Garbage);
            }
            else if (Take(client, request))
            {
                return true;
            }
        }

        return false;
    }
}
