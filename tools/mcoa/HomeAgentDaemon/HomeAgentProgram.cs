using System;
using McoaRouter.Boards.Linux;
using McoaRouter.Boards.Linux.Network;
using McoaRouter.HomeAgents;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Tools.HomeAgentDaemon;

/// <summary>
/// The home agent on this machine: packets for its address are taken from every interface, and what the vehicles send
/// and get goes through a TUN into which the kernel routes their prefixes. One thread makes all calls.
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
        _outside.Receiver.Accept(settings.Address, 0, _inside.InterfaceIndex);
        _events = new HomeAgentEvents(settings, new HomeAgentRoutes(settings, _inside, _network, writer), writer);
        _homeAgent = new HomeAgent(settings, _outside, _inside, null, _events);
        _poller.Add(_outside.Receiver.Descriptor, ReadNetwork);
        _poller.Add(_inside.Descriptor, ReadInside);
        _poller.Add(_monitor.Descriptor, ReadMonitor);
        string address = Ipv6AddressText.Write(settings.Address, 0);
        writer.Notice(_silence.Start($"ip6 daddr {address}"));
        writer.Notice(KernelForwarding.Warning());
        writer.Notice(
            hasAddress ? null : $"No interface has the home agent's address {address}, so nothing reaches it.");
    }

    /// <inheritdoc/>
    public void Run(StopSignals signals)
    {
        _poller.Add(signals.Descriptor, signals.Acknowledge);
        while (signals.Count == 0)
        {
            _poller.Wait(_homeAgent.NextDeadline);
            _homeAgent.Poll(MonotonicClock.Now);
        }

        _poller.Remove(signals.Descriptor);
    }

    /// <summary>Undoes all that was set up, and writes the counters. The routes go with the TUN.</summary>
    public void Dispose()
    {
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
        _inside.SetMaximumTransmissionUnit(InsideMaximumTransmissionUnit());
    }

    /// <summary>Follows the MTU of the interface that has the home agent's address.</summary>
    /// <returns>Whether there is one.</returns>
    private bool FollowNetwork()
    {
        foreach (InterfaceState state in _monitor.Interfaces)
        {
            if (state.Has(_settings.Address))
            {
                _outside.MaximumTransmissionUnit = Math.Min(state.MaximumTransmissionUnit, Limits.PacketOctets);
                return true;
            }
        }

        return false;
    }

    private int InsideMaximumTransmissionUnit()
    {
        return Math.Max(_outside.MaximumTransmissionUnit - Ipv6Header.Length, Limits.MinimumMtu);
    }
}
