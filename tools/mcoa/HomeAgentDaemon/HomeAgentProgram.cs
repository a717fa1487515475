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
    private readonly HomeAgentNetwork _outside = new();
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
        bool hasAddress = FollowNetwork();
        _inside = new Tun("mcoa%d", InsideMaximumTransmissionUnit(), _network);
        _homeLink = new HomeLink(settings, writer);
        _outside.Receiver.Accept(
            PacketFilter.ForHomeAgent(settings.Address, _homeLink.Anycast, _inside.InterfaceIndex), 0);
        _defence = new HomeAddressDefence(settings, _homeLink, _poller, IsMobileRouter);
        _routes = new HomeAgentRoutes(settings, _inside, _homeLink, _network, writer);
        _events = new HomeAgentEvents(settings, _routes, _defence, writer);
        _homeAgent = new HomeAgent(settings, _outside, _inside, _homeLink, _events);
        _homeAgent.SetClock(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), MonotonicClock.Now);
        _homeAgent.Seed(KernelRandom.Take(RandomSource.SeedOctets), 0, RandomSource.SeedOctets);
        FollowHomeLink();
        _poller.Add(_outside.Receiver.Descriptor, ReadNetwork);
        _poller.Add(_inside.Descriptor, ReadInside);
        _poller.Add(_monitor.Descriptor, ReadMonitor);
        string address = Ipv6AddressText.Write(settings.Address, 0);
        writer.Notice(_silence.StartForAddress(address));
        writer.Notice(KernelForwarding.Warning());
        writer.Notice(
            hasAddress ? null : $"No interface has the home agent's address {address}, so nothing reaches it.");
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
        _events.Counters(_homeAgent, _outside.Receiver.Oversized);
    }

    private void ReadNetwork()
    {
        for (int i = 0; i < Burst && _outside.Receiver.TryReceive(_packet); i++)
        {
            _homeAgent.ReceiveFromNetwork(_packet, MonotonicClock.Now);
        }
    }

    private void ReadInside()
    {
        for (int i = 0; i < Burst && _inside.TryReceive(_packet); i++)
        {
            _homeAgent.ReceiveFromInside(_packet, MonotonicClock.Now);
        }
    }

    private void ReadMonitor()
    {
        _monitor.Read();
        FollowNetwork();
        FollowHomeLink();
        _inside.SetMaximumTransmissionUnit(InsideMaximumTransmissionUnit());
    }

    /// <summary>Follows the MTU of the interface that has the home agent's address.</summary>
    /// <returns>Whether there is one.</returns>
    private bool FollowNetwork()
    {
        InterfaceState? state = _monitor.FindByAddress(_settings.Address);
        if (state == null)
        {
            return false;
        }

        _outside.MaximumTransmissionUnit = Math.Min(state.MaximumTransmissionUnit, Limits.PacketOctets);
        return true;
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
