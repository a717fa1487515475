using System;
using McoaRouter.Boards.Linux;
using McoaRouter.Boards.Linux.Network;
using McoaRouter.HomeAgents;
using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Wire;

namespace McoaRouter.Tools.HomeAgentDaemon;

/// <summary>
/// The home agent on this machine: packets for its address are taken from every interface, what the vehicles send and
/// get goes through a TUN into which the kernel routes their prefixes, and on the home link it stands in for the routers
/// that are away. One thread makes all calls.
/// </summary>
internal sealed class HomeAgentProgram : IBoardProgram
{
    /// <summary>Packets taken from one side before the other has its turn.</summary>
    private const int Burst = 64;

    private readonly HomeAgentSettings _settings;
    private readonly Poller _poller = new();
    private readonly PacketBuffer _packet = new();
    private readonly NetworkConfigurator _network = new();
    private readonly LinkMonitor _monitor = new();
    private readonly KernelSilence _silence = new();
    private readonly HomeAgentNetwork _outside;
    private readonly HomeLink _homeLink;
    private readonly HomeAddressDefence _defence;
    private readonly HomeAgentRoutes _routes;
    private readonly Tun _inside;
    private readonly HomeAgentEvents _events;
    private readonly HomeAgent _homeAgent;

    /// <summary>Sets everything up.</summary>
    /// <exception cref="BoardException">The machine lacks something.</exception>
    public HomeAgentProgram(HomeAgentSettings settings, EventWriter writer)
    {
        _settings = settings;
        _outside = new HomeAgentNetwork(settings.Address, settings.Ipv4Address);
        bool hasAddress = FollowNetwork();
        _inside = new Tun("mcoa%d", InsideMaximumTransmissionUnit(), _network);
        _homeLink = new HomeLink(settings, writer);
        _outside.Open(
            PacketFilter.ForHomeAgent(settings.Address, _homeLink.Anycast, _inside.InterfaceIndex), _poller, ReadNetwork);
        _defence = new HomeAddressDefence(settings, _homeLink, _poller, IsMobileRouter);
        _routes = new HomeAgentRoutes(settings, _inside, _homeLink, _network, writer);
        _events = new HomeAgentEvents(settings, _routes, _defence, writer);
        _homeAgent = new HomeAgent(settings, _outside, _inside, _homeLink, _events);
        _homeAgent.SetClock(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), MonotonicClock.Now);
        _homeAgent.Seed(KernelRandom.Take(RandomSource.SeedOctets), 0, RandomSource.SeedOctets);
        FollowHomeLink();
        _poller.Add(_inside.Descriptor, ReadInside);
        _poller.Add(_monitor.Descriptor, ReadMonitor);
        string address = Ipv6AddressText.Write(settings.Address, 0);
        writer.Notice(_silence.StartForAddress(address));
        writer.Notice(KernelForwarding.Warning());
        writer.Notice(_inside.Notice);
        writer.Notice(
            hasAddress ? null : $"No interface has the home agent's address {address}, so nothing reaches it.");
        writer.Notice(Ipv4Notice());
        writer.Notice(
            _homeLink.Interface != null
                ? null
                : $"No interface has an address in {settings.HomePrefix}, so nothing is intercepted on the home link.");
    }

    /// <inheritdoc/>
    public void Run(StopSignals signals)
    {
        _poller.Add(signals.Descriptor, signals.Acknowledge);
        while (signals.Count == 0)
        {
            _poller.Wait(Math.Min(_homeAgent.NextDeadline, _defence.NextDeadline));
            long now = MonotonicClock.Now;
            _homeAgent.Poll(now);
            _defence.Poll(now);
            Flush();
        }

        _poller.Remove(signals.Descriptor);
    }

    /// <summary>Undoes all that was set up, and writes the counters. The routes go with the TUN.</summary>
    public void Dispose()
    {
        _defence.Dispose();
        _homeLink.Dispose();
        _routes.Dispose();
        _inside.Dispose();
        _outside.Dispose();
        _silence.Dispose();
        _monitor.Dispose();
        _network.Dispose();
        _events.Counters(
            _homeAgent, _outside.Oversized + _inside.Oversized, _outside.Dropped + _inside.Dropped);
    }

    private void ReadNetwork()
    {
        long now = MonotonicClock.Now;
        for (int i = 0; (i < Burst || _outside.HasMore) && _outside.TryReceive(_packet); i++)
        {
            _homeAgent.ReceiveFromNetwork(_packet, now);
        }

        Flush();
    }

    private void ReadInside()
    {
        long now = MonotonicClock.Now;
        for (int i = 0; (i < Burst || _inside.HasMore) && _inside.TryReceive(_packet); i++)
        {
            _homeAgent.ReceiveFromInside(_packet, now);
        }

        Flush();
    }

    /// <summary>Sends what either side holds back so that it leaves together.</summary>
    private void Flush()
    {
        _inside.Flush();
        _outside.Flush();
    }

    private void ReadMonitor()
    {
        _monitor.Read();
        FollowNetwork();
        FollowHomeLink();
        _inside.SetMaximumTransmissionUnit(InsideMaximumTransmissionUnit());
    }

    /// <summary>Follows the MTU of the interfaces that have the home agent's addresses.</summary>
    /// <returns>Whether one has the IPv6 address.</returns>
    private bool FollowNetwork()
    {
        InterfaceState? state = _monitor.FindByAddress(_settings.Address);
        int octets = Limits.PacketOctets;
        foreach (InterfaceState? known in (InterfaceState?[])[state, FindIpv4()])
        {
            octets = Math.Min(octets, known?.MaximumTransmissionUnit ?? octets);
        }

        _outside.MaximumTransmissionUnit = octets;
        return state != null;
    }

    private InterfaceState? FindIpv4()
    {
        if (_settings.Ipv4Address == null)
        {
            return null;
        }

        byte[] mapped = new byte[Ipv6Address.Length];
        Ipv4MappedAddress.Write(mapped, 0, _settings.Ipv4Address, 0);
        return _monitor.FindByAddress(mapped);
    }

    private string? Ipv4Notice()
    {
        return _settings.Ipv4Address == null || FindIpv4() != null
            ? null
            : $"No interface has the home agent's address {Ipv4AddressText.Write(_settings.Ipv4Address, 0)}, so nothing "
                + "reaches it by UDP.";
    }

    private void FollowHomeLink()
    {
        try
        {
            if (_homeLink.Follow(_monitor))
            {
                _defence.LinkChanged(MonotonicClock.Now);
            }
        }
        catch (BoardException)
        {
            // The interface has gone again: the kernel's next message says so.
            _defence.Dispose();
        }

        _routes.FollowHomeLink();
    }

    private bool IsMobileRouter(int router)
    {
        RouterBindings? bindings = _homeAgent.Bindings.FindByHomeAddress(_settings.Routers[router].HomeAddress, 0);
        return bindings?.Preferred is { IsMobileRouter: true };
    }

    private int InsideMaximumTransmissionUnit()
    {
        return Math.Max(_outside.MaximumTransmissionUnit - Ipv6Header.Length, Limits.MinimumMtu);
    }
}
