using System;
using System.Collections.Generic;
using System.Text;
using McoaRouter.Boards.Linux.Native;
using McoaRouter.Consoles;

namespace McoaRouter.Boards.Linux.Consoles;

/// <summary>
/// Where operators reach the console: a Unix socket, a serial device, a pseudo-terminal. All of it belongs to the thread
/// that turns the loop; nothing blocks, and what a peer can take is bounded.
/// </summary>
public sealed class ConsoleServer : IDisposable
{
    /// <summary>Clients taken from the socket in one turn.</summary>
    private const int Burst = 4;

    private const int ReopenMs = 1_000;

    private static readonly byte[] s_busy = Encoding.UTF8.GetBytes(
        "{\"id\":null,\"ok\":false,\"error\":{\"code\":\"busy\","
            + "\"message\":\"too many consoles are open; close one of them\"}}\n");

    private readonly RouterConsole _console;
    private readonly Poller _poller;
    private readonly Func<long> _clock;
    private readonly Action<string?> _notice;
    private readonly List<ConsolePeer> _peers = [];
    private ConsoleSocket? _socket;
    private ConsoleTerminal? _terminal;
    private ConsolePeer? _device;
    private long _reopenAt;
    private bool _missed;

    /// <summary>A console that nobody reaches yet.</summary>
    /// <param name="console">What operators speak to.</param>
    /// <param name="poller">Who waits for them.</param>
    /// <param name="clock">The console's time, in ms.</param>
    /// <param name="notice">Takes sentences for the user; null is none.</param>
    public ConsoleServer(RouterConsole console, Poller poller, Func<long> clock, Action<string?> notice)
    {
        _console = console;
        _poller = poller;
        _clock = clock;
        _notice = notice;
    }

    /// <summary>When <see cref="Poll"/> must next be called, in ms of <see cref="MonotonicClock"/>.</summary>
    public long NextDeadline
    {
        get { return _terminal != null && _device == null ? _reopenAt : MobileRouter.NoDeadline; }
    }

    /// <summary>Takes clients at a Unix socket.</summary>
    /// <exception cref="BoardException">It can't be made.</exception>
    public void Listen(string path)
    {
        _socket = new ConsoleSocket(path);
        _poller.Add(_socket.Descriptor, Accept);
    }

    /// <summary>Speaks through a serial device, now and whenever it comes back: <c>DEVICE[:BAUD]</c>.</summary>
    /// <exception cref="BoardException">It is no serial device.</exception>
    public void OpenDevice(string device)
    {
        _terminal = new ConsoleTerminal(device);
        TakeDevice(_terminal.Open());
    }

    /// <summary>Speaks through a pseudo-terminal, which stays its maker's to close.</summary>
    public void Speak(PseudoTerminal terminal)
    {
        _peers.Add(NewPeer(terminal.Descriptor, isOurs: false));
    }

    /// <summary>Runs the sessions' timers, and lets go of who has gone. To be called in each turn.</summary>
    public void Poll()
    {
        long now = _clock();
        for (int i = _peers.Count - 1; i >= 0; i--)
        {
            _peers[i].Poll(now);
            if (_peers[i].Lost)
            {
                Remove(_peers[i]);
            }
        }

        if (_terminal != null && _device == null && MonotonicClock.Now >= _reopenAt)
        {
            Reopen(_terminal);
        }
    }

    /// <summary>Closes all, and removes the socket.</summary>
    public void Dispose()
    {
        // First, so that a client that sees its line end finds the next start's socket, and not this one.
        if (_socket != null)
        {
            _poller.Remove(_socket.Descriptor);
            _socket.Dispose();
        }

        foreach (ConsolePeer peer in _peers)
        {
            peer.Dispose();
        }
    }

    private void Accept()
    {
        for (int i = 0; i < Burst; i++)
        {
            int client = _socket!.Accept();
            if (client < 0)
            {
                return;
            }

            ConsolePeer peer = NewPeer(client);
            if (peer.IsOpen)
            {
                _peers.Add(peer);
            }
            else
            {
                Refuse(client);
                peer.Dispose();
            }
        }
    }

    private ConsolePeer NewPeer(int descriptor, bool isOurs = true)
    {
        return new ConsolePeer(descriptor, isOurs, _console, _poller, _clock);
    }

    /// <summary>Tells a client that there is no place; a new socket's buffer has room for it.</summary>
    private static unsafe void Refuse(int client)
    {
        fixed (byte* text = s_busy)
        {
            LibC.Write(client, text, s_busy.Length);
        }
    }

    private void Remove(ConsolePeer peer)
    {
        _peers.Remove(peer);
        peer.Dispose();
        if (peer == _device)
        {
            _device = null;
            _reopenAt = MonotonicClock.Now;
        }
    }

    private void Reopen(ConsoleTerminal terminal)
    {
        try
        {
            TakeDevice(terminal.Open());
        }
        catch (BoardException)
        {
            // Something else has its name for the moment.
            TakeDevice(-1);
        }
    }

    private void TakeDevice(int descriptor)
    {
        _reopenAt = MonotonicClock.Now + ReopenMs;
        if (descriptor < 0)
        {
            _notice(_missed ? null : $"The console's device '{_terminal!.Path}' isn't there; it is looked for.");
            _missed = true;
            return;
        }

        ConsolePeer peer = NewPeer(descriptor);
        if (!peer.IsOpen)
        {
            peer.Dispose();
            return;
        }

        _missed = false;
        _device = peer;
        _peers.Add(peer);
    }
}
