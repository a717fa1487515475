using McoaRouter.Boards.Simulated;
using McoaRouter.Links;

namespace McoaRouter.Simulation;

/// <summary>
/// The links between the passenger, the router, the home agent and the correspondent, and the packets on them.
/// <code>
/// passenger -- router == uplinks == home agent -- correspondents
///                           +------------------------+
/// </code>
/// An uplink that is attached to the home link carries the vehicle's packets without a tunnel, too. Behind one that is
/// attached to a link with IPv4 alone stands a NAT.
/// </summary>
internal sealed class Network : IFarEnd
{
    /// <summary>Packets on their way at one time; one more is lost as in a full queue.</summary>
    public const int Flights = 64;

    private const int InVehicleDelay = 300;
    private const int HomeDelay = 5000;
    private const int WireRate = 100000;

    private readonly VirtualClock _clock;
    private readonly EventQueue _queue;
    private readonly WorldTraffic _traffic;
    private readonly OwnTraffic _ownTraffic;
    private readonly IPacketTap _tap;
    private readonly RadioUplink[] _uplinks;
    private readonly FlightPool _pool = new FlightPool(Flights);
    private readonly Pipe[] _inVehicle;
    private readonly Pipe[] _home;
    private Machines _machines;
    private Whereabouts _whereabouts;
    private Flight _arriving;
    private bool _forwarded;

    public Network(
        VirtualClock clock,
        EventQueue queue,
        WorldTraffic traffic,
        OwnTraffic ownTraffic,
        IPacketTap tap,
        RadioUplink[] uplinks)
    {
        _ownTraffic = ownTraffic;
        _clock = clock;
        _queue = queue;
        _traffic = traffic;
        _tap = tap;
        _uplinks = uplinks;
        _inVehicle = Wire(InVehicleDelay);
        _home = Wire(HomeDelay);
    }

    /// <summary>What is at the ends of the links; it needs this network before it can be made.</summary>
    public void Connect(Machines machines, Whereabouts whereabouts)
    {
        _machines = machines;
        _whereabouts = whereabouts;
    }

    /// <inheritdoc/>
    public bool Take(int link, PacketBuffer packet)
    {
        if (link == LinkNumbers.InVehicle && _whereabouts.IsForHomeAddress(packet))
        {
            _ownTraffic.Arrived(TrafficDirection.Down, packet);
            return true;
        }

        TrafficDirection direction = link >= 0 || link == LinkNumbers.Home
            ? TrafficDirection.Up
            : TrafficDirection.Down;
        int sequence = StreamPacket.SequenceOf(packet, direction);
        _forwarded |= sequence >= 0;
        int next = NextLink(link, packet);
        if (next == Whereabouts.Nowhere)
        {
            Lose(direction, sequence, LossCause.Address, -1);
        }
        else
        {
            Launch(next, direction, packet, sequence);
        }

        return true;
    }

    /// <summary>A host sends a packet of its stream.</summary>
    public void SendFromHost(TrafficDirection direction, PacketBuffer packet)
    {
        int link = direction == TrafficDirection.Up ? LinkNumbers.InVehicle : LinkNumbers.Home;
        _arriving = null;
        Launch(link, direction, packet, StreamPacket.SequenceOf(packet, direction));
    }

    /// <summary>A packet comes out of its link.</summary>
    public void Arrive(int index)
    {
        Flight flight = _pool.At(index);
        int sequence = StreamPacket.SequenceOf(flight.Packet, flight.Direction);
        LossCause cause = LossCause.NoPath;
        int uplink = -1;
        _forwarded = false;
        if (!IsLostOnArrival(flight, ref cause))
        {
            _arriving = flight;
            Deliver(flight, sequence);
            _arriving = null;
        }
        else
        {
            uplink = flight.Link;
        }

        if (!_forwarded)
        {
            Lose(flight.Direction, sequence, cause, uplink);
        }

        _pool.Release(index);
    }

    private static Pipe[] Wire(int delay)
    {
        return new Pipe[] { new Pipe(delay, 0, WireRate, 0), new Pipe(delay, 0, WireRate, 0) };
    }

    private void Launch(int link, TrafficDirection direction, PacketBuffer packet, int sequence)
    {
        long now = _clock.Microseconds;
        if (_tap != null)
        {
            _tap.PacketSent(link, direction, packet.Octets, packet.Start, packet.Length, now);
        }

        LossCause cause = LossCause.Queue;
        if (link >= 0 && IsLostOnDeparture(link, direction, packet, ref cause))
        {
            Lose(direction, sequence, cause, link);
            return;
        }

        int index = _pool.Take();
        long arrival = index == FlightPool.None
            ? Pipe.Full
            : PipeOf(link, direction).Schedule(packet.Length, now);
        if (arrival == Pipe.Full)
        {
            Lose(direction, sequence, LossCause.Queue, link);
            if (index != FlightPool.None)
            {
                _pool.Release(index);
            }

            return;
        }

        Flight flight = _pool.At(index);
        flight.Packet.Load(packet.Octets, packet.Start, packet.Length);
        flight.Link = link;
        flight.Direction = direction;
        flight.Epoch = link >= 0 ? _uplinks[link].Epoch : 0;
        flight.Uplink = link >= 0 ? link : _arriving == null ? -1 : _arriving.Uplink;
        flight.CrossedAt = link >= 0 ? now : _arriving == null ? 0 : _arriving.CrossedAt;
        _queue.Add(arrival, (int)WorldEvent.Arrive, index, 0);
    }

    private Pipe PipeOf(int link, TrafficDirection direction)
    {
        if (link >= 0)
        {
            return _uplinks[link].PipeOf(direction);
        }

        return link == LinkNumbers.InVehicle ? _inVehicle[(int)direction] : _home[(int)direction];
    }

    /// <summary>
    /// From the vehicle, the radio comes first; a link takes no source address but its own, and no destination that the
    /// world does not have.
    /// </summary>
    private bool IsLostOnDeparture(int link, TrafficDirection direction, PacketBuffer packet, ref LossCause cause)
    {
        RadioUplink uplink = _uplinks[link];
        if (direction == TrafficDirection.Down)
        {
            return false;
        }

        if (!uplink.Carrier)
        {
            cause = LossCause.Carrier;
            return true;
        }

        if (!_whereabouts.Admits(link, packet) || !_whereabouts.IsReached(link, packet))
        {
            cause = LossCause.Address;
            return true;
        }

        cause = uplink.IsSilent ? LossCause.Silence : LossCause.Air;
        return uplink.IsSilent || uplink.AirLosesPacket();
    }

    /// <summary>To the vehicle, the radio comes last.</summary>
    private bool IsLostOnArrival(Flight flight, ref LossCause cause)
    {
        if (flight.Link < 0 || flight.Direction == TrafficDirection.Up)
        {
            return false;
        }

        RadioUplink uplink = _uplinks[flight.Link];
        if (!uplink.Carrier || uplink.Epoch != flight.Epoch)
        {
            cause = LossCause.Carrier;
            return true;
        }

        cause = uplink.IsSilent ? LossCause.Silence : LossCause.Air;
        if (uplink.IsSilent || uplink.AirLosesPacket())
        {
            return true;
        }

        cause = LossCause.NoPath;
        return false;
    }

    /// <summary>The link on which a packet goes on that was given to one, or nowhere.</summary>
    private int NextLink(int link, PacketBuffer packet)
    {
        switch (link)
        {
            case LinkNumbers.HomeAgentNetwork:
                return _whereabouts.UplinkAt(packet, _clock.Microseconds);
            case LinkNumbers.HomeLink:
                return _whereabouts.HomeNeighbour();
            case LinkNumbers.Correspondent:
                return _whereabouts.IsForVehicle(packet) ? LinkNumbers.Home : _whereabouts.UplinkAt(packet, _clock.Microseconds);
            default:
                return link;
        }
    }

    private void Deliver(Flight flight, int sequence)
    {
        bool up = flight.Direction == TrafficDirection.Up;
        if (flight.Link >= 0)
        {
            if (up)
            {
                DeliverFromVehicle(flight, sequence);
            }
            else
            {
                _machines.Router.Receive(flight.Link, flight.Packet, _clock.Milliseconds);
            }
        }
        else if (flight.Link == LinkNumbers.InVehicle && up)
        {
            _machines.Router.Receive(MobileRouter.Port, flight.Packet, _clock.Milliseconds);
        }
        else if (flight.Link == LinkNumbers.Home && !up)
        {
            DeliverAtHome(flight, sequence);
        }
        else
        {
            DeliverToHost(flight, sequence);
        }
    }

    /// <summary>A packet left an uplink's link: it is for the home agent, or goes on to a correspondent.</summary>
    private void DeliverFromVehicle(Flight flight, int sequence)
    {
        _whereabouts.Learn(flight.Link, flight.Packet);
        if (Whereabouts.IsIpv4(flight.Packet))
        {
            _uplinks[flight.Link].Nat.TakeOut(flight.Packet, _clock.Microseconds);
        }

        if (_whereabouts.IsForHomeAgent(flight.Packet))
        {
            _machines.HomeAgent.ReceiveFromNetwork(flight.Packet, _clock.Milliseconds);
        }
        else if (_uplinks[flight.Link].IsOnHomeLink)
        {
            Launch(LinkNumbers.Home, flight.Direction, flight.Packet, sequence);
            _forwarded = true;
        }
        else
        {
            DeliverToHost(flight, sequence);
        }
    }

    /// <summary>
    /// A packet for the vehicle came to the home network. While the home agent holds a binding, it intercepts it;
    /// otherwise a route leads to the home address (RFC 3963 §8), which whoever has it on the home link answers for.
    /// </summary>
    private void DeliverAtHome(Flight flight, int sequence)
    {
        int neighbour = _whereabouts.HomeNeighbour();
        if (neighbour == Whereabouts.Nowhere || _machines.HomeAgent.Bindings.Router(0).Count > 0)
        {
            _machines.HomeAgent.ReceiveFromInside(flight.Packet, _clock.Milliseconds);
        }
        else
        {
            Launch(neighbour, flight.Direction, flight.Packet, sequence);
            _forwarded = true;
        }
    }

    private void DeliverToHost(Flight flight, int sequence)
    {
        int correspondent = _whereabouts.CorrespondentAt(flight.Packet);
        if (sequence >= 0)
        {
            _forwarded = true;
            _traffic.Arrived(flight);
        }
        else if (correspondent >= 0)
        {
            _machines.CorrespondentAt(correspondent).Receive(flight.Packet, _clock.Milliseconds);
        }
    }

    private void Lose(TrafficDirection direction, int sequence, LossCause cause, int uplink)
    {
        if (sequence >= 0)
        {
            _traffic.Lost(direction, sequence, cause, uplink);
        }
    }
}
