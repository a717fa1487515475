using System.IO.Ports;
using McoaRouter.Boards.Frame;

namespace McoaRouter.Boards.Esp32;

/// <summary>Takes octets from a port into a ring. What the ring has no room for is lost, as on any serial line.</summary>
internal sealed class SerialReader : GuardedThread
{
    private const int Chunk = 256;

    private readonly SerialPort _port;
    private readonly OctetRing _ring;
    private readonly Doorbell _doorbell;
    private readonly byte[] _chunk = new byte[Chunk];

    internal SerialReader(CrashGuard guard, SerialPort port, OctetRing ring, Doorbell doorbell)
        : base(guard, "serial reader")
    {
        _port = port;
        _ring = ring;
        _doorbell = doorbell;
    }

    /// <inheritdoc/>
    protected override void Run()
    {
        while (true)
        {
            // The port waits until all octets that were asked for are there: one, then those that came with it.
            int length = _port.Read(_chunk, 0, 1);
            int more = _port.BytesToRead;
            if (more > Chunk - length)
            {
                more = Chunk - length;
            }

            if (more > 0)
            {
                length += _port.Read(_chunk, length, more);
            }

            _ring.Write(_chunk, 0, length);
            _doorbell.Ring();
        }
    }
}
