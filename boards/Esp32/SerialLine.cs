using System.Device.Gpio;
using System.IO.Ports;
using McoaRouter.Boards.Frame;
using McoaRouter.LinkLayers;
using nanoFramework.Hardware.Esp32;

namespace McoaRouter.Boards.Esp32;

/// <summary>
/// The modem's serial line, COM2. Reading and writing on this runtime wait, so each has a thread of its own with a ring
/// between it and the main loop. The port's receive event is kept from firing: it would allocate at each burst.
/// </summary>
internal sealed class SerialLine : ISerialLine
{
    /// <summary>The speed, in bit/s: what SIM7xxx and Quectel modules start with.</summary>
    internal const int BaudRate = 115200;

    private const string PortName = "COM2";

    // A tenth of a second at full speed, for both directions; a packet that is cut fails its frame check.
    private const int ReceiveOctets = 4096;
    private const int SendOctets = 2048;

    private readonly OctetRing _received = new OctetRing(ReceiveOctets);
    private readonly OctetRing _toSend = new OctetRing(SendOctets);
    private readonly SerialReader _reader;
    private readonly SerialWriter _writer;
    private readonly ResetLine _reset;

    internal SerialLine(Pins pins, GpioController gpio, CrashGuard guard, Doorbell doorbell)
    {
        Configuration.SetPinFunction(pins.ModemTransmit, DeviceFunction.COM2_TX);
        Configuration.SetPinFunction(pins.ModemReceive, DeviceFunction.COM2_RX);
        SerialPort port = new SerialPort(PortName, BaudRate);
        port.ReadBufferSize = ReceiveOctets;
        port.Open();
        port.ReceivedBytesThreshold = int.MaxValue;
        _reader = new SerialReader(guard, port, _received, doorbell);
        _writer = new SerialWriter(guard, port, _toSend, doorbell);
        _reset = new ResetLine(guard, gpio.OpenPin(pins.ModemReset, PinMode.Output));
        _reader.Start();
        _writer.Start();
        _reset.Start();
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
        _reset.Pulse();
        return true;
    }
}
