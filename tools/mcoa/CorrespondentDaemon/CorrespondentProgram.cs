using System;
using McoaRouter.Boards.Linux;
using McoaRouter.Boards.Linux.Network;
using McoaRouter.HomeAgents.Correspondents;
using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Wire;

namespace McoaRouter.Tools.CorrespondentDaemon;

/// <summary>
/// A correspondent on this machine, whose kernel has its address and is its upper layers. What the kernel sends from the
/// address goes through a TUN, and on from here; what comes with a Home Address option is taken off the interfaces, and
/// given to the kernel without. All else comes in as ever. One thread makes all calls.
/// </summary>
internal sealed class CorrespondentProgram : IBoardProgram, ILink
{
    /// <summary>Packets taken from one side before the other has its turn.</summary>
    private const int Burst = 64;

    private const int TablesFrom = 13500;
    private const int RulePriority = 13502;

    private static readonly Ipv6Prefix s_everything = new(new byte[Ipv6Address.Length], 0, 0);

    private readonly CorrespondentSettings _settings;
    private readonly Poller _poller = new();
    private readonly PacketBuffer _packet = new();
    private readonly NetworkConfigurator _network = new();
    private readonly LinkMonitor _monitor = new();
    private readonly KernelSilence _silence = new();
    private readonly PacketSender _sender = new(null);
    private readonly PacketReceiver _receiver = new();
    private readonly Tun _inside;
    private readonly Ipv6Prefix _own;
    private readonly CorrespondentEvents _events;
    private readonly CorrespondentNode _node;

    /// <summary>Sets everything up.</summary>
    /// <exception cref="BoardException">The machine lacks something.</exception>
    public CorrespondentProgram(CorrespondentSettings settings, EventWriter writer)
    {
        _settings = settings;
        _own = new Ipv6Prefix(settings.Address, 0, 8 * Ipv6Address.Length);
        bool hasAddress = FollowNetwork();
        _inside = new Tun("mcoa%d", InsideMaximumTransmissionUnit(), _network);
        _events = new CorrespondentEvents(_inside, writer);
        _node = new CorrespondentNode(settings, this, _events);
        _node.Seed(KernelRandom.Take(RandomSource.SeedOctets), 0, RandomSource.SeedOctets);
        _receiver.Accept(PacketFilter.ForCorrespondent(settings.Address, _inside.InterfaceIndex), 0);
        int table = TablesFrom + _inside.InterfaceIndex;
        _network.RemoveRules(_own, source: true, RulePriority);
        _network.AddRoute(s_everything, _inside.InterfaceIndex, table);
        _network.AddRule(_own, source: true, table, RulePriority);
        _poller.Add(_receiver.Descriptor, ReadNetwork);
        _poller.Add(_inside.Descriptor, ReadInside);
        _poller.Add(_monitor.Descriptor, ReadMonitor);
        string address = Ipv6AddressText.Write(settings.Address, 0);
        writer.Notice(_silence.StartForAddress(address));
        writer.Notice(_inside.Notice);
        writer.Notice(
            hasAddress ? null : $"No interface has the correspondent's address {address}, so nothing reaches it.");
    }

    /// <inheritdoc/>
    public int MaximumTransmissionUnit { get; private set; } = Limits.PacketOctets;

    /// <inheritdoc/>
    public void Run(StopSignals signals)
    {
        _poller.Add(signals.Descriptor, signals.Acknowledge);
        while (signals.Count == 0)
        {
            _poller.Wait(_node.NextDeadline);
            _node.Poll(MonotonicClock.Now);
            _inside.Flush();
        }

        _poller.Remove(signals.Descriptor);
    }

    /// <inheritdoc/>
    public bool Send(PacketBuffer packet)
    {
        return _sender.Send(packet);
    }

    /// <summary>Undoes all that was set up, and writes the counters. The route goes with the TUN.</summary>
    public void Dispose()
    {
        _network.RemoveRules(_own, source: true, RulePriority);
        _inside.Dispose();
        _receiver.Dispose();
        _sender.Dispose();
        _silence.Dispose();
        _monitor.Dispose();
        _network.Dispose();
        _events.Counters(_node, _receiver.Oversized + _inside.Oversized, _inside.Dropped);
    }

    /// <summary>
    /// Only what had a Home Address option is given to the kernel: the rest it has itself, as the errors that are shown
    /// here.
    /// </summary>
    private void ReadNetwork()
    {
        for (int i = 0; (i < Burst || _receiver.HasMore) && _receiver.TryReceive(_packet); i++)
        {
            _events.IsForKernel = _packet.Octets[_packet.Start + Ipv6Header.NextHeaderOffset]
                == ProtocolNumbers.DestinationOptions;
            _node.Receive(_packet, MonotonicClock.Now);
        }
    }

    private void ReadInside()
    {
        for (int i = 0; (i < Burst || _inside.HasMore) && _inside.TryReceive(_packet); i++)
        {
            _node.Send(_packet, MonotonicClock.Now);
        }
    }

    private void ReadMonitor()
    {
        _monitor.Read();
        FollowNetwork();
        _inside.SetMaximumTransmissionUnit(InsideMaximumTransmissionUnit());
    }

    /// <summary>Follows the MTU of the interface that has the correspondent's address.</summary>
    /// <returns>Whether there is one.</returns>
    private bool FollowNetwork()
    {
        InterfaceState? state = _monitor.FindByAddress(_settings.Address);
        if (state == null)
        {
            return false;
        }

        MaximumTransmissionUnit = Math.Min(state.MaximumTransmissionUnit, Limits.PacketOctets);
        return true;
    }

    /// <summary>A packet has room for the routing header.</summary>
    private int InsideMaximumTransmissionUnit()
    {
        return Math.Max(MaximumTransmissionUnit - RoutingHeaderType2.Length, Limits.MinimumMtu);
    }
}
