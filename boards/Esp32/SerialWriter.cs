using System.IO.Ports;
using System.Threading;
using McoaRouter.Boards.Frame;

namespace McoaRouter.Boards.Esp32;

/// <summary>Sends what is in a ring through a port, and rings when there is room again.</summary>
internal sealed class SerialWriter : GuardedThread
{
    // What the chip takes at once.
    private const int Chunk = 128;

    private readonly SerialPort _port;
    private readonly OctetRing _ring;
    private readonly Doorbell _doorbell;
    private readonly AutoResetEvent _work = new AutoResetEvent(false);
    private readonly byte[] _chunk = new byte[Chunk];

    internal SerialWriter(CrashGuard guard, SerialPort port, OctetRing ring, Doorbell doorbell)
        : base(guard, "serial writer")
    {
        _port = port;
        _ring = ring;
        _doorbell = doorbell;
    }

    /// <summary>There is something in the ring.</summary>
    internal void Wake()
    {
        _work.Set();
    }

    /// <inheritdoc/>
    protected override void Run()
    {
        while (true)
        {
            int length = _ring.Read(_chunk, 0, Chunk);
            if (length == 0)
            {
                _doorbell.Ring();
                _work.WaitOne();
            }
            else
            {
                _port.Write(_chunk, 0, length);
            }
        }
    }
}
