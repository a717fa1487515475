using System;
using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Ethernet;
using McoaRouter.LinkLayers.Modem;
using McoaRouter.LinkLayers.W5500;
using McoaRouter.LinkLayers.Wifi;
using McoaRouter.Security;
using McoaRouter.Settings;
using McoaRouter.Simulation;

namespace McoaRouter.Emulated;

/// <summary>
/// Measures what a router and its link layers keep of the heap from their start on; they allocate nothing afterwards. The
/// board's own objects are not among it: their libraries run on the device alone.
/// </summary>
internal static class Footprint
{
    /// <summary>Makes the router of the plan's configuration and writes what each step took.</summary>
    internal static void Measure()
    {
        SilentDevice device = new SilentDevice();
        RandomSource random = new RandomSource();
        long before = Memory.Free();
        RouterSettings settings = RouterSettingsReader.Read(Plan.Configuration).Settings;
        long afterSettings = Memory.Free();
        ILinkLayer[] uplinks = new ILinkLayer[settings.Uplinks.Length];
        for (int i = 0; i < uplinks.Length; i++)
        {
            uplinks[i] = MakeUplink(settings, i, device, random);
        }

        byte[] address = new byte[EthernetAddress.Length];
        ILinkLayer port = new VehiclePort(new W5500Device(device, address), settings, random);
        long afterLinks = Memory.Free();
        MobileRouter router = new MobileRouter(settings, uplinks, port, new DriveTotals());
        long afterRouter = Memory.Free();
        router.Poll(port.NextDeadline);
        Console.WriteLine(
            "{\"uplinks\":" + settings.Uplinks.Length.ToString()
            + ",\"settings\":" + (before - afterSettings).ToString()
            + ",\"linkLayers\":" + (afterSettings - afterLinks).ToString()
            + ",\"router\":" + (afterLinks - afterRouter).ToString() + "}");
    }

    private static ILinkLayer MakeUplink(RouterSettings settings, int index, SilentDevice device, RandomSource random)
    {
        UplinkSettings uplink = settings.Uplinks[index];
        if (uplink.Link == "wifi")
        {
            return new WifiUplink(device, device, device, uplink.Transport, settings.HomeAgents, random);
        }

        return new CellularUplink(uplink, device, random);
    }
}
