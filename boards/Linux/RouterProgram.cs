using System;
using McoaRouter.Boards.Linux.Network;
using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Settings;

namespace McoaRouter.Boards.Linux;

/// <summary>
/// The router on this machine: opens links, turns the loop until a signal, and undoes all it set up. One thread makes
/// all calls into the router; carrying a packet allocates nothing.
/// </summary>
internal sealed class RouterProgram : IBoardProgram
{
    /// <summary>Packets taken from one link before the others have their turn.</summary>
    private const int Burst = 64;

    /// <summary>The longest time for which a lost carrier may go unnoticed.</summary>
    private const int CarrierCheckMs = 50;

    private readonly RouterSettings _settings;
    private readonly EventWriter _writer;
    private readonly Poller _poller = new();
    private readonly PacketBuffer _packet = new();
    private readonly UplinkLink[] _uplinks;
    private readonly string?[] _faults;
    private readonly NetworkConfigurator _network;
    private readonly LinkMonitor _monitor;
    private readonly KernelSilence _silence = new();
    private readonly IVehicleSide _port;
    private readonly HomePresence _home;
    private readonly RouterEvents _events;
    private readonly MobileRouter _router;

    /// <summary>Sets everything up; nothing is sent yet.</summary>
    /// <exception cref="BoardException">The machine lacks something; no route or rule stays behind.</exception>
    public RouterProgram(RouterSettings settings, EventWriter writer)
    {
        _settings = settings;
        _writer = writer;
        _uplinks = new UplinkLink[settings.Uplinks.Length];
        _faults = new string?[_uplinks.Length];
        for (int i = 0; i < _uplinks.Length; i++)
        {
            int uplink = i;
            UplinkSettings its = settings.Uplinks[i];
            _uplinks[i] = new UplinkLink(its.Device, TransportOf(its), _poller, () => ReadUplink(uplink));
        }

        _network = new NetworkConfigurator();
        _monitor = new LinkMonitor();
        _port = settings.Port.Link == BoardSettings.EthernetLink
            ? new EthernetSide(settings, PortMaximumTransmissionUnit(), writer)
            : new TunSide(settings, PortMaximumTransmissionUnit(), _network, writer);
        _home = new HomePresence(settings, _uplinks, _monitor, _poller);
        _events = new RouterEvents(settings, _uplinks, _home, _silence, writer);
        _router = new MobileRouter(settings, _uplinks, _port.Link, _events, new RouteOptimizer());
        _router.SetClock(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), MonotonicClock.Now);
        _router.Seed(KernelRandom.Take(RandomSource.SeedOctets), 0, RandomSource.SeedOctets);
        _poller.Add(_port.Descriptor, _port.Read);
        _poller.Add(_monitor.Descriptor, ReadMonitor);
        writer.Notice(_silence.StartForRouter(
            Texts([.. settings.HomeAgents, .. settings.Correspondents]),
            Array.ConvertAll(settings.MobileNetworkPrefixes, prefix => prefix.ToString())));
    }

    /// <inheritdoc/>
    public void Run(StopSignals signals)
    {
        _poller.Add(signals.Descriptor, signals.Acknowledge);
        _port.Start(_router);
        FollowUplinks();
        bool stopping = false;
        long checkAt = MonotonicClock.Now;
        while (!(_router.Stopped && _port.Stopped) && signals.Count < 2)
        {
            _poller.Wait(Math.Min(
                Math.Min(_router.NextDeadline, _port.NextDeadline), Math.Min(_home.NextDeadline, checkAt)));
            long now = MonotonicClock.Now;
            _router.Poll(now);
            _port.Poll();
            _home.Poll(now);
            if (now >= checkAt)
            {
                checkAt = now + CarrierCheckMs;
                AskForCarriers();
            }

            if (signals.Count > 0 && !stopping)
            {
                stopping = true;
                _writer.Write("stopping", "stopping");
                _port.Stop();
                _router.Stop(MonotonicClock.Now);
            }
        }

        _poller.Remove(signals.Descriptor);
    }

    /// <summary>Undoes all that was set up, and writes the counters.</summary>
    public void Dispose()
    {
        long oversized = 0;
        foreach (UplinkLink uplink in _uplinks)
        {
            uplink.Dispose();
            oversized += uplink.Oversized;
        }

        _home.Dispose();
        _port.Dispose();
        _silence.Dispose();
        _monitor.Dispose();
        _network.Dispose();
        _events.Counters(_router, oversized);
    }

    private void ReadUplink(int uplink)
    {
        for (int i = 0; i < Burst && _uplinks[uplink].TryReceive(_packet); i++)
        {
            _router.Receive(uplink, _packet, MonotonicClock.Now);
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
                _router.LinkDown(i, MonotonicClock.Now);
                _writer.Notice(fault.Message == _faults[i] ? null : $"{_settings.Uplinks[i].Name}: {fault.Message}");
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
            byte[]? homeAddress = _settings.HomePrefix.Contains(careOfAddress, 0) ? _settings.HomeAddress : null;
            if (link.Raise(careOfAddress, homeAddress, state!.MaximumTransmissionUnit))
            {
                bool oneOfMany = _uplinks.Length > 1 && Wire.Ipv4MappedAddress.Is(careOfAddress, 0);
                _writer.Notice(oneOfMany ? ReversePathFilter.Warning(link.Device) : null);
                _router.LinkUp(uplink, careOfAddress, 0, MonotonicClock.Now);
            }
        }
        else if (wasUp)
        {
            link.Lower();
            _router.LinkDown(uplink, MonotonicClock.Now);
        }
    }

    /// <summary>Without any home agent's IPv4 address, UDP leads nowhere.</summary>
    private Transport TransportOf(UplinkSettings uplink)
    {
        return uplink.Transport == Transport.Auto && Array.TrueForAll(_settings.HomeAgentIpv4Addresses, known => known == null)
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
