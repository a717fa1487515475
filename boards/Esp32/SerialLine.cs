using System.IO.Ports;
using McoaRouter.Boards.Frame;
using McoaRouter.LinkLayers;

namespace McoaRouter.Boards.Esp32;

/// <summary>
/// A serial line: the modem's, or the operator's. Reading and writing on this runtime wait, so each has a thread of its own
/// with a ring between it and the main loop. The port's receive event is kept from firing: it would allocate at each burst.
/// </summary>
internal sealed class SerialLine : ISerialLine
{
    // A tenth of a second at full speed, for both directions; a packet that is cut fails its frame check.
    private const int ReceiveOctets = 4096;
    private const int SendOctets = 2048;

    private readonly OctetRing _received = new OctetRing(ReceiveOctets);
    private readonly OctetRing _toSend = new OctetRing(SendOctets);
    private readonly SerialReader _reader;
    private readonly SerialWriter _writer;
    private readonly ResetLine _reset;

    /// <summary>Opens a line whose pins are set.</summary>
    /// <param name="name">The port: <c>COM2</c>.</param>
    /// <param name="baudRate">Its speed, in bit/s.</param>
    /// <param name="reset">The reset line of what is wired to it; started. Null where it has none.</param>
    /// <param name="guard">Who restarts the board.</param>
    /// <param name="doorbell">What is rung when octets came, or have left.</param>
    internal SerialLine(string name, int baudRate, ResetLine reset, CrashGuard guard, Doorbell doorbell)
    {
        SerialPort port = new SerialPort(name, baudRate);
        port.ReadBufferSize = ReceiveOctets;
        port.Open();
        port.ReceivedBytesThreshold = int.MaxValue;
        _reader = new SerialReader(guard, port, _received, doorbell);
        _writer = new SerialWriter(guard, port, _toSend, doorbell);
        _reset = reset;
        _reader.Start();
        _writer.Start();
    }

    /// <inheritdoc/>
    public int Read(byte[] buffer, int offset, int capacity)
    {
        return _received.Read(buffer, offset, capacity);
    }

    /// <inheritdoc/>
    public int Write(byte[] buffer, int offset, int length)
    {
        int taken = _toSend.Write(buffer, offset, length);
        _writer.Wake();
        return taken;
    }

    /// <inheritdoc/>
    public bool PulseReset()
    {
        if (_reset != null)
        {
            _reset.Pulse();
        }

        return _reset != null;
    }
}
