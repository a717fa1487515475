using McoaRouter.Boards.Frame;
using McoaRouter.Boards.FrameConsole;
using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Ethernet;
using McoaRouter.LinkLayers.Modem;
using McoaRouter.LinkLayers.W5500;
using McoaRouter.LinkLayers.Wifi;
using McoaRouter.Security;
using McoaRouter.Settings;

namespace McoaRouter.Emulated;

/// <summary>A board with the plan's configuration, whose devices are silent and whose time stands still.</summary>
internal sealed class SilentBoard : IBoard, IFileStore, ILogLine
{
    private readonly SilentDevice _device = new SilentDevice();
    private readonly RandomSource _random = new RandomSource();

    /// <inheritdoc/>
    public string Name
    {
        get { return "silent"; }
    }

    /// <inheritdoc/>
    public IFileStore Files
    {
        get { return this; }
    }

    /// <inheritdoc/>
    public ISerialLine Line
    {
        get { return _device; }
    }

    /// <inheritdoc/>
    public long Milliseconds
    {
        get { return 0; }
    }

    /// <inheritdoc/>
    public long MeasureMemory()
    {
        return 0;
    }

    /// <inheritdoc/>
    public ILinkLayer[] MakeUplinks(RouterSettings settings)
    {
        ILinkLayer[] uplinks = new ILinkLayer[settings.Uplinks.Length];
        for (int i = 0; i < uplinks.Length; i++)
        {
            uplinks[i] = MakeUplink(settings, i);
        }

        return uplinks;
    }

    /// <inheritdoc/>
    public IVehiclePort MakePort(RouterSettings settings)
    {
        byte[] address = new byte[EthernetAddress.Length];
        return new VehiclePort(new W5500Device(_device, address), settings, _random);
    }

    /// <inheritdoc/>
    public void Feed(MobileRouter router, long now)
    {
    }

    /// <inheritdoc/>
    public void Wait(int milliseconds)
    {
    }

    /// <inheritdoc/>
    public byte[] Read(string name, int limit)
    {
        if (name != BoardProgram.FileName)
        {
            return null;
        }

        string text = Plan.Configuration;
        byte[] octets = new byte[text.Length];
        for (int i = 0; i < octets.Length; i++)
        {
            octets[i] = (byte)text[i];
        }

        return octets;
    }

    /// <inheritdoc/>
    public bool Write(string name, byte[] octets)
    {
        return false;
    }

    /// <inheritdoc/>
    public void Write(string line)
    {
    }

    private ILinkLayer MakeUplink(RouterSettings settings, int index)
    {
        UplinkSettings uplink = settings.Uplinks[index];
        if (uplink.Link == "wifi")
        {
            return new WifiUplink(_device, _device, _device, uplink.Transport, settings.HomeAgents, _random);
        }

        return new CellularUplink(uplink, _device, _random);
    }
}
