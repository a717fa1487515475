using System;
using System.Device.Gpio;
using System.Net.NetworkInformation;
using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Ethernet;
using McoaRouter.LinkLayers.Modem;
using McoaRouter.LinkLayers.W5500;
using McoaRouter.LinkLayers.Wifi;
using McoaRouter.Security;
using McoaRouter.Settings;
using nanoFramework.Runtime.Native;

namespace McoaRouter.Boards.Esp32;

/// <summary>Makes the links that the settings name over the board's devices.</summary>
internal sealed class Links
{
    private readonly RouterSettings _settings;
    private readonly CrashGuard _guard;
    private readonly Doorbell _doorbell;
    private readonly Pins _pins = Pins.Of(SystemInfo.TargetName);
    private readonly GpioController _gpio = new GpioController();
    private readonly RandomSource _random = new RandomSource();

    /// <summary>Where the links' random octets come from.</summary>
    internal readonly Entropy Entropy;

    internal Links(RouterSettings settings, CrashGuard guard, Doorbell doorbell)
    {
        _settings = settings;
        _guard = guard;
        _doorbell = doorbell;
        Entropy = new Entropy(_random);
    }

    /// <summary>Makes the uplinks, in the order of the settings, which name no link that the board lacks.</summary>
    internal ILinkLayer[] MakeUplinks()
    {
        ILinkLayer[] uplinks = new ILinkLayer[_settings.Uplinks.Length];
        for (int i = 0; i < uplinks.Length; i++)
        {
            UplinkSettings uplink = _settings.Uplinks[i];
            uplinks[i] = uplink.Link == "wifi" ? MakeWifi(uplink) : MakeModem(uplink);
        }

        return uplinks;
    }

    /// <summary>Makes the in-vehicle port.</summary>
    internal IVehiclePort MakePort()
    {
        W5500Device chip = new W5500Device(new EthernetBus(_pins, _gpio), PortAddress());
        return new VehiclePort(chip, _settings, _random);
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

    private ILinkLayer MakeWifi(UplinkSettings uplink)
    {
        WifiStation station = new WifiStation(uplink.Ssid, uplink.Passphrase, _guard, _doorbell);
        WifiUplink link = new WifiUplink(
            station,
            new DatagramSocket(_guard, _doorbell),
            new Ipv6Sockets(_guard, _doorbell),
            uplink.Transport,
            _settings.HomeAgents,
            _random);
        station.Start();
        return link;
    }

    private ILinkLayer MakeModem(UplinkSettings uplink)
    {
        return new CellularUplink(uplink, new SerialLine(_pins, _gpio, _guard, _doorbell), _random);
    }
}
