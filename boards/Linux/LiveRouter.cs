using System;
using System.Linq;
using McoaRouter.Boards.Linux.Consoles;
using McoaRouter.Boards.Linux.Network;
using McoaRouter.Consoles;
using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Settings;

namespace McoaRouter.Boards.Linux;

/// <summary>
/// The router on this machine under one configuration: its links, its routes, and their end. Carrying a packet allocates
/// nothing.
/// </summary>
internal sealed class LiveRouter : IDisposable
{
    /// <summary>Packets taken from one link before the others have their turn.</summary>
    private const int Burst = 64;

    /// <summary>The longest time for which a lost carrier may go unnoticed, while packets are carried.</summary>
    private const int CarrierCheckMs = 5;

    /// <summary>The same while there are none.</summary>
    private const int IdleCarrierCheckMs = 50;

    private readonly EventWriter _writer;
    private readonly Poller _poller;
    private readonly RouterConsole? _console;
    private readonly PacketBuffer _packet = new();
    private readonly UplinkLink[] _uplinks;
    private readonly string?[] _faults;
    private readonly NetworkConfigurator _network;
    private readonly LinkMonitor _monitor;
    private readonly KernelSilence _silence = new();
    private readonly IVehicleSide _port;
    private readonly HomePresence _home;
    private readonly RouterEvents _events;
    private long _checkAt;
    private long _carried;
    private bool _stopping;

    /// <summary>Sets everything up; nothing is sent yet.</summary>
    /// <param name="settings">The configuration.</param>
    /// <param name="signals">The file with the strength of the signals.</param>
    /// <param name="poller">Who waits for packets.</param>
    /// <param name="writer">Where events go.</param>
    /// <param name="console">Hears of events and packets too; null for none.</param>
    /// <exception cref="BoardException">The machine lacks something; nothing that was set up stays behind.</exception>
    public LiveRouter(
        RouterSettings settings, string signals, Poller poller, EventWriter writer, RouterConsole? console)
    {
        Settings = settings;
        Signals = new WirelessSignals(signals, settings);
        _writer = writer;
        _poller = poller;
        _console = console;
        _uplinks = new UplinkLink[settings.Uplinks.Length];
        _faults = new string?[_uplinks.Length];
        for (int i = 0; i < _uplinks.Length; i++)
        {
            int uplink = i;
            UplinkSettings its = settings.Uplinks[i];
            _uplinks[i] = new UplinkLink(its.Device, TransportOf(its), _poller, () => ReadUplink(uplink));
        }

        _network = new NetworkConfigurator();
        try
        {
            _monitor = new LinkMonitor();
            _port = NewPort();
        }
        catch (BoardException)
        {
            _monitor?.Dispose();
            _network.Dispose();
            throw;
        }

        _home = new HomePresence(settings, _uplinks, _monitor, _poller);
        _events = new RouterEvents(settings, _uplinks, _home, _silence, writer);
        Router = new MobileRouter(
            settings,
            console == null ? _uplinks : TappedLink.Each(_uplinks, console),
            console == null ? _port.Link : new TappedLink(_port.Link, MobileRouter.Port, console),
            console == null ? _events : new ListenerPair(_events, console),
            new RouteOptimizer(),
            new TrafficSteering());
        Router.SetClock(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), MonotonicClock.Now);
        Router.Seed(KernelRandom.Take(RandomSource.SeedOctets), 0, RandomSource.SeedOctets);
        _poller.Add(_port.Descriptor, ReadPort);
        _poller.Add(_monitor.Descriptor, ReadMonitor);
        writer.Notice(_silence.StartForRouter(
            Texts([.. settings.HomeAgents, .. settings.Correspondents]),
            Array.ConvertAll(settings.MobileNetworkPrefixes, prefix => prefix.ToString())));
    }

    /// <summary>Its configuration.</summary>
    public RouterSettings Settings { get; }

    /// <summary>How strong the uplinks' signals are.</summary>
    public WirelessSignals Signals { get; }

    /// <summary>The router.</summary>
    public MobileRouter Router { get; }

    /// <summary>The in-vehicle port.</summary>
    public IVehicleSide Port
    {
        get { return _port; }
    }

    /// <summary>When <see cref="Poll"/> must next be called, in monotonic ms.</summary>
    public long NextDeadline
    {
        get
        {
            return Math.Min(
                Math.Min(Router.NextDeadline, _port.NextDeadline),
                Math.Min(Math.Min(_home.NextDeadline, Signals.NextDeadline), _checkAt));
        }
    }

    /// <summary>Whether what <see cref="Stop"/> began is done.</summary>
    public bool Stopped
    {
        get { return _stopping && Router.Stopped && _port.Stopped; }
    }

    /// <summary>Whether the home agent holds a binding, or the router is at home.</summary>
    public bool Registered
    {
        get { return Router.HomeUplink >= 0 || Router.Bindings.PreferredRegistered() >= 0; }
    }

    /// <summary>Packets that were larger than a buffer and dropped.</summary>
    public long Oversized
    {
        get { return _port.Oversized + _uplinks.Sum(uplink => uplink.Oversized); }
    }

    /// <summary>Packets that were taken, and that the kernel did not take in the end.</summary>
    public long Dropped
    {
        get { return _port.Dropped + _uplinks.Sum(uplink => uplink.Dropped); }
    }

    /// <summary>Begins to carry packets.</summary>
    public void Start()
    {
        _port.Start(_console == null ? Router : new PacketTap(Router, _console));
        _checkAt = MonotonicClock.Now;
        FollowUplinks();
    }

    /// <summary>Runs the timers.</summary>
    public void Poll(long now)
    {
        Signals.Poll(Router, now);
        Router.Poll(now);
        _port.Poll();
        _home.Poll(now);
        if (now >= _checkAt)
        {
            long carried = Router.Outbound.Packets + Router.Inbound.Packets;
            _checkAt = now + (carried == _carried ? IdleCarrierCheckMs : CarrierCheckMs);
            _carried = carried;
            AskForCarriers();
        }

        Flush();
    }

    /// <summary>De-registers and takes leave of the hosts; <see cref="Poll"/> is to be called until it is done.</summary>
    public void Stop()
    {
        _stopping = true;
        _port.Stop();
        Router.Stop(MonotonicClock.Now);
    }

    /// <summary>Undoes all that was set up, and writes the counters.</summary>
    public void Dispose()
    {
        foreach (UplinkLink uplink in _uplinks)
        {
            uplink.Dispose();
        }

        _poller.Remove(_port.Descriptor);
        _poller.Remove(_monitor.Descriptor);
        _home.Dispose();
        _port.Dispose();
        _silence.Dispose();
        _monitor.Dispose();
        _network.Dispose();
        _events.Counters(Router, Oversized, Dropped);
    }

    private IVehicleSide NewPort()
    {
        return Settings.Port.Link == BoardSettings.EthernetLink
            ? new EthernetSide(Settings, PortMaximumTransmissionUnit(), _writer)
            : new TunSide(Settings, PortMaximumTransmissionUnit(), _network, _writer);
    }

    private void ReadUplink(int uplink)
    {
        UplinkLink link = _uplinks[uplink];
        long now = MonotonicClock.Now;
        for (int i = 0; (i < Burst || link.HasMore) && link.TryReceive(_packet); i++)
        {
            _console?.Packet(uplink, false, _packet.Octets, _packet.Start, _packet.Length, now);
            Router.Receive(uplink, _packet, now);
        }

        Flush();
    }

    private void ReadPort()
    {
        _port.Read();
        Flush();
    }

    /// <summary>Sends what the links hold back so that it leaves together.</summary>
    private void Flush()
    {
        _port.Flush();
        foreach (UplinkLink uplink in _uplinks)
        {
            uplink.Flush();
        }
    }

    private void ReadMonitor()
    {
        _monitor.Read();
        FollowUplinks();
    }

    /// <summary>Has the kernel tell of live uplinks, and of those that could not be brought up.</summary>
    private void AskForCarriers()
    {
        for (int i = 0; i < _uplinks.Length; i++)
        {
            if (_uplinks[i].Up)
            {
                _monitor.Ask(_uplinks[i].InterfaceIndex);
            }
            else if (_faults[i] != null && _monitor.Find(_uplinks[i].Device) is InterfaceState state)
            {
                _monitor.Ask(state.Index);
            }
        }
    }

    private void FollowUplinks()
    {
        for (int i = 0; i < _uplinks.Length; i++)
        {
            try
            {
                Follow(i);
                _faults[i] = null;
            }
            catch (BoardException fault)
            {
                // The interface went between the kernel's message and our call, whose next message says so; or another
                // program has the UDP port.
                _uplinks[i].Detach();
                Router.LinkDown(i, MonotonicClock.Now);
                _writer.Notice(fault.Message == _faults[i] ? null : $"{Settings.Uplinks[i].Name}: {fault.Message}");
                _faults[i] = fault.Message;
            }
        }

        _port.SetMaximumTransmissionUnit(PortMaximumTransmissionUnit());
    }

    private void Follow(int uplink)
    {
        UplinkLink link = _uplinks[uplink];
        InterfaceState? state = _monitor.Find(link.Device);
        bool wasUp = link.Up;
        if (link.InterfaceIndex != (state?.Index ?? 0))
        {
            link.Detach();
            if (state != null)
            {
                link.Attach(state.Index);
            }
        }

        byte[]? careOfAddress = state == null ? null : link.Choose(state);
        if (careOfAddress != null)
        {
            byte[]? homeAddress = Settings.HomePrefix.Contains(careOfAddress, 0) ? Settings.HomeAddress : null;
            if (link.Raise(careOfAddress, homeAddress, state!.MaximumTransmissionUnit))
            {
                bool oneOfMany = _uplinks.Length > 1 && Wire.Ipv4MappedAddress.Is(careOfAddress, 0);
                _writer.Notice(oneOfMany ? ReversePathFilter.Warning(link.Device) : null);
                Router.LinkUp(uplink, careOfAddress, 0, MonotonicClock.Now);
            }
        }
        else if (wasUp)
        {
            link.Lower();
            Router.LinkDown(uplink, MonotonicClock.Now);
        }
    }

    /// <summary>Without any home agent's IPv4 address, UDP leads nowhere.</summary>
    private Transport TransportOf(UplinkSettings uplink)
    {
        return uplink.Transport == Transport.Auto && Array.TrueForAll(Settings.HomeAgentIpv4Addresses, known => known == null)
            ? Transport.Ipv6
            : uplink.Transport;
    }

    /// <summary>What fits through every uplink's tunnel.</summary>
    private int PortMaximumTransmissionUnit()
    {
        int smallest = Limits.PacketOctets;
        foreach (UplinkLink uplink in _uplinks)
        {
            InterfaceState? state = _monitor.Find(uplink.Device);
            smallest = Math.Min(smallest, state?.MaximumTransmissionUnit ?? smallest);
        }

        return Math.Max(smallest - Wire.Ipv6Header.Length, Limits.MinimumMtu);
    }

    private static string[] Texts(byte[][] addresses)
    {
        return Array.ConvertAll(addresses, address => Wire.Ipv6AddressText.Write(address, 0));
    }
}
