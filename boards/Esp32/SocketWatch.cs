using System;
using System.Net.Sockets;
using System.Threading;

namespace McoaRouter.Boards.Esp32;

/// <summary>
/// Rings the doorbell when a socket has something. The main loop reads the sockets itself, and arms the watch when it has
/// found one empty: so nothing is handed between threads, and no octets are copied for it.
/// </summary>
internal sealed class SocketWatch : GuardedThread
{
    private const int ForEver = -1;

    private readonly Doorbell _doorbell;
    private readonly AutoResetEvent _armed = new AutoResetEvent(false);
    private Socket _socket;
    private bool _isArmed;

    internal SocketWatch(CrashGuard guard, string name, Doorbell doorbell)
        : base(guard, name)
    {
        _doorbell = doorbell;
    }

    /// <summary>Watches a socket until it has something or is closed. Harmless while it is watched.</summary>
    internal void Arm(Socket socket)
    {
        if (!_isArmed || _socket != socket)
        {
            _socket = socket;
            _isArmed = true;
            _armed.Set();
        }
    }

    /// <inheritdoc/>
    protected override void Run()
    {
        while (true)
        {
            _armed.WaitOne();
            try
            {
                _socket.Poll(ForEver, SelectMode.SelectRead);
            }
            catch (Exception)
            {
                // Closed under it, or failed: reading it says so.
            }

            _isArmed = false;
            _doorbell.Ring();
        }
    }
}
