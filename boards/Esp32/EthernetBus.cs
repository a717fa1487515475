using System;
using System.Device.Gpio;
using System.Device.Spi;
using System.Threading;
using McoaRouter.LinkLayers;
using nanoFramework.Hardware.Esp32;

namespace McoaRouter.Boards.Esp32;

/// <summary>
/// The SPI bus of the W5500. Header and data must go under one chip select, so they are put together in one buffer; the
/// library takes it as a structure, which costs two small objects a transfer.
/// </summary>
internal sealed class EthernetBus : ISpiBus
{
    // Well under what the chip takes, for wires on a table.
    private const int ClockHz = 10000000;
    private const int BusId = 1;
    private const int LongestHeader = 4;
    private const int LongestData = 1600;

    // The chip wants 0.5 ms of reset and 1 ms to settle; this runtime sleeps in steps of 10 ms.
    private const int ResetMs = 10;
    private const int SettleMs = 50;

    private readonly byte[] _out = new byte[LongestHeader + LongestData];
    private readonly byte[] _in = new byte[LongestHeader + LongestData];
    private readonly SpiDevice _device;

    internal EthernetBus(Pins pins, GpioController gpio)
    {
        Configuration.SetPinFunction(pins.EthernetClock, DeviceFunction.SPI1_CLOCK);
        Configuration.SetPinFunction(pins.EthernetMosi, DeviceFunction.SPI1_MOSI);
        Configuration.SetPinFunction(pins.EthernetMiso, DeviceFunction.SPI1_MISO);
        GpioPin reset = gpio.OpenPin(pins.EthernetReset, PinMode.Output);
        reset.Write(PinValue.Low);
        Thread.Sleep(ResetMs);
        reset.Write(PinValue.High);
        Thread.Sleep(SettleMs);
        SpiConnectionSettings settings = new SpiConnectionSettings(BusId, pins.EthernetSelect);
        settings.ClockFrequency = ClockHz;
        settings.Mode = SpiMode.Mode0;
        _device = SpiDevice.Create(settings);
    }

    /// <inheritdoc/>
    public void Write(byte[] header, int headerLength, byte[] data, int offset, int length)
    {
        Array.Copy(header, 0, _out, 0, headerLength);
        Array.Copy(data, offset, _out, headerLength, length);
        _device.Write(new SpanByte(_out, 0, headerLength + length));
    }

    /// <inheritdoc/>
    public void Read(byte[] header, int headerLength, byte[] data, int offset, int length)
    {
        Array.Copy(header, 0, _out, 0, headerLength);
        _device.TransferFullDuplex(
            new SpanByte(_out, 0, headerLength + length), new SpanByte(_in, 0, headerLength + length));
        Array.Copy(_in, headerLength, data, offset, length);
    }
}
