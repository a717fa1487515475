using System;
using System.Device.Gpio;
using System.Net.NetworkInformation;
using McoaRouter.Boards.Frame;
using McoaRouter.Boards.FrameConsole;
using McoaRouter.Consoles;
using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Ethernet;
using McoaRouter.LinkLayers.Modem;
using McoaRouter.LinkLayers.W5500;
using McoaRouter.LinkLayers.Wifi;
using McoaRouter.Security;
using McoaRouter.Settings;
using nanoFramework.Hardware.Esp32;
using nanoFramework.Runtime.Native;

namespace McoaRouter.Boards.Esp32;

/// <summary>The board's devices: the operator's line, and the links that the settings name.</summary>
internal sealed class Esp32Board : IBoard
{
    // What SIM7xxx and Quectel modules start with, in bit/s.
    private const int ModemBaudRate = 115200;

    private readonly FlashFiles _files;
    private readonly CrashGuard _guard;
    private readonly TickClock _clock;
    private readonly Doorbell _doorbell = new Doorbell();
    private readonly Pins _pins = Pins.Of(SystemInfo.TargetName);
    private readonly GpioController _gpio = new GpioController();
    private readonly RandomSource _random = new RandomSource();
    private readonly Entropy _entropy;
    private readonly SerialLine _line;

    internal Esp32Board(FlashFiles files, CrashGuard guard, TickClock clock)
    {
        _files = files;
        _guard = guard;
        _clock = clock;
        _entropy = new Entropy(_random);
        Configuration.SetPinFunction(_pins.ConsoleTransmit, _pins.ConsoleTransmitFunction);
        Configuration.SetPinFunction(_pins.ConsoleReceive, _pins.ConsoleReceiveFunction);
        _line = new SerialLine(_pins.ConsolePort, ConsoleLimits.BaudRate, null, guard, _doorbell);
    }

    /// <inheritdoc/>
    public string Name
    {
        get { return "esp32"; }
    }

    /// <inheritdoc/>
    public IFileStore Files
    {
        get { return _files; }
    }

    /// <inheritdoc/>
    public ISerialLine Line
    {
        get { return _line; }
    }

    /// <inheritdoc/>
    public long Milliseconds
    {
        get { return _clock.Milliseconds; }
    }

    /// <inheritdoc/>
    public void Wait(int milliseconds)
    {
        _doorbell.Wait(milliseconds);
    }

    /// <inheritdoc/>
    public long MeasureMemory()
    {
        return nanoFramework.Runtime.Native.GC.Run(false);
    }

    /// <inheritdoc/>
    public void Feed(MobileRouter router, long now)
    {
        _entropy.Feed(router, now);
    }

    /// <inheritdoc/>
    public ILinkLayer[] MakeUplinks(RouterSettings settings)
    {
        ILinkLayer[] uplinks = new ILinkLayer[settings.Uplinks.Length];
        for (int i = 0; i < uplinks.Length; i++)
        {
            UplinkSettings uplink = settings.Uplinks[i];
            uplinks[i] = uplink.Link == "wifi" ? MakeWifi(uplink, settings) : MakeModem(uplink);
        }

        return uplinks;
    }

    /// <inheritdoc/>
    public IVehiclePort MakePort(RouterSettings settings)
    {
        W5500Device chip = new W5500Device(new EthernetBus(_pins, _gpio), PortAddress());
        return new VehiclePort(chip, settings, _random);
    }

    // The chip has no address of its own: it gets the station's, as a locally administered one.
    private static byte[] PortAddress()
    {
        const int LocallyAdministered = 2;
        byte[] address = new byte[EthernetAddress.Length];
        Array.Copy(NetworkInterface.GetAllNetworkInterfaces()[0].PhysicalAddress, 0, address, 0, address.Length);
        address[0] |= LocallyAdministered;
        return address;
    }

    private ILinkLayer MakeWifi(UplinkSettings uplink, RouterSettings settings)
    {
        WifiStation station = new WifiStation(uplink.Ssid, uplink.Passphrase, _guard, _doorbell);
        WifiUplink link = new WifiUplink(
            station,
            new DatagramSocket(_guard, _doorbell),
            new Ipv6Sockets(_guard, _doorbell),
            uplink.Transport,
            settings.HomeAgents,
            _random);
        station.Start();
        return link;
    }

    private ILinkLayer MakeModem(UplinkSettings uplink)
    {
        Configuration.SetPinFunction(_pins.ModemTransmit, DeviceFunction.COM2_TX);
        Configuration.SetPinFunction(_pins.ModemReceive, DeviceFunction.COM2_RX);
        ResetLine reset = new ResetLine(_guard, _gpio.OpenPin(_pins.ModemReset, PinMode.Output));
        reset.Start();
        return new CellularUplink(uplink, new SerialLine("COM2", ModemBaudRate, reset, _guard, _doorbell), _random);
    }
}
