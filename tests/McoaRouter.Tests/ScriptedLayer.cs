using McoaRouter.Boards.Simulated;
using McoaRouter.LinkLayers;
using McoaRouter.Links;

namespace McoaRouter.Tests;

/// <summary>A link layer over a simulated link that comes up when the test says, and counts what is asked of it.</summary>
internal sealed class ScriptedLayer : IVehiclePort, IFarEnd
{
    private readonly SimulatedLink _link;
    private readonly byte[] _address;
    private ILinkListener _packets;
    private bool _isUp;

    internal ScriptedLayer(string careOfAddress)
        : this(careOfAddress, 1500)
    {
    }

    internal ScriptedLayer(string careOfAddress, int maximumTransmissionUnit)
    {
        _link = new SimulatedLink(0, maximumTransmissionUnit, this);
        _address = Hex.Address(careOfAddress);
    }

    public int MaximumTransmissionUnit
    {
        get { return _link.MaximumTransmissionUnit; }
    }

    public long NextDeadline { get; internal set; } = MobileRouter.NoDeadline;

    public int SignalDbm { get; internal set; }

    public bool Stopped { get; private set; } = true;

    public LinkRefusalCounters Refusals { get; } = new LinkRefusalCounters();

    /// <summary>When it comes up.</summary>
    internal long UpAt { get; set; } = long.MaxValue;

    /// <summary>When it is lost.</summary>
    internal long DownAt { get; set; } = long.MaxValue;

    internal bool StopsNever { get; set; }

    /// <summary>In how many more turns the device has more.</summary>
    internal int More { get; set; }

    internal int Number { get; private set; } = -7;

    internal int Polls { get; private set; }

    internal int Stops { get; private set; }

    internal int Sent { get; private set; }

    /// <summary>The size of the largest packet that it was told of as the port.</summary>
    internal int ToldMtu { get; private set; }

    public void SetMaximumTransmissionUnit(int octets, long now)
    {
        ToldMtu = octets;
    }

    public void Start(int link, ILinkListener packets, ILinkNoticeListener notices, long now)
    {
        Number = link;
        _packets = packets;
        Stopped = false;
    }

    public bool Poll(long now)
    {
        Polls++;
        if (!_isUp && now >= UpAt)
        {
            _isUp = true;
            _link.Up = true;
            _packets.LinkUp(Number, _address, 0, now);
        }

        if (_isUp && now >= DownAt)
        {
            _isUp = false;
            _link.Up = false;
            _packets.LinkDown(Number, now);
        }

        if (More == 0)
        {
            return false;
        }

        More--;
        return true;
    }

    public bool Send(PacketBuffer packet)
    {
        return _link.Send(packet);
    }

    public void Stop(long now)
    {
        Stops++;
        Stopped = !StopsNever;
    }

    public bool Take(int link, PacketBuffer packet)
    {
        Sent++;
        return true;
    }
}
