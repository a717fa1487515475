using McoaRouter.Boards.Simulated;
using McoaRouter.HomeAgents;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Simulation;

/// <summary>
/// The links between the passenger, the router, the home agent and the correspondent, and the packets on them.
/// <code>
/// passenger -- router == uplinks == home agent -- correspondent
/// </code>
/// </summary>
internal sealed class Network : IFarEnd
{
    /// <summary>Packets on their way at one time; one more is lost as in a full queue.</summary>
    public const int Flights = 64;

    private const int InVehicleDelay = 300;
    private const int HomeDelay = 5000;
    private const int WireRate = 100000;

    private readonly World _world;
    private readonly EventQueue _queue;
    private readonly IPacketTap _tap;
    private readonly RadioUplink[] _uplinks;
    private readonly byte[] _homeAgentAddress;
    private readonly FlightPool _pool = new FlightPool(Flights);
    private readonly Pipe[] _inVehicle;
    private readonly Pipe[] _home;
    private MobileRouter _router;
    private HomeAgent _homeAgent;
    private Flight _arriving;
    private bool _forwarded;

    public Network(
        World world,
        EventQueue queue,
        IPacketTap tap,
        RadioUplink[] uplinks,
        byte[] homeAgentAddress)
    {
        _world = world;
        _queue = queue;
        _tap = tap;
        _uplinks = uplinks;
        _homeAgentAddress = homeAgentAddress;
        _inVehicle = Wire(InVehicleDelay);
        _home = Wire(HomeDelay);
    }

    /// <summary>Both ends' machines; they need this network before they can be made.</summary>
    public void Connect(MobileRouter router, HomeAgent homeAgent)
    {
        _router = router;
        _homeAgent = homeAgent;
    }

    /// <inheritdoc/>
    public bool Take(int link, PacketBuffer packet)
    {
        TrafficDirection direction = link == LinkNumbers.InVehicle || link == LinkNumbers.HomeAgentNetwork
            ? TrafficDirection.Down
            : TrafficDirection.Up;
        int sequence = StreamPacket.SequenceOf(packet, direction);
        _forwarded |= sequence >= 0;
        if (link == LinkNumbers.HomeAgentNetwork)
        {
            int uplink = UplinkAt(packet);
            if (uplink < 0)
            {
                Lose(direction, sequence, LossCause.Address, uplink);
                return true;
            }

            link = uplink;
        }

        Launch(link, direction, packet, sequence);
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
        long now = _world.Clock.Microseconds;
        if (_tap != null)
        {
            _tap.PacketSent(link, packet.Octets, packet.Start, packet.Length, now);
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
            return direction == TrafficDirection.Up ? _uplinks[link].Up : _uplinks[link].Down;
        }

        return link == LinkNumbers.InVehicle ? _inVehicle[(int)direction] : _home[(int)direction];
    }

    /// <summary>
    /// From the vehicle, the radio comes first; an access network takes no source address but its own.
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

        if (!Ipv6Address.Equal(
                packet.Octets, packet.Start + Ipv6Header.SourceOffset, uplink.CareOfAddress, 0)
            || !Ipv6Address.Equal(
                packet.Octets, packet.Start + Ipv6Header.DestinationOffset, _homeAgentAddress, 0))
        {
            cause = LossCause.Address;
            return true;
        }

        cause = LossCause.Air;
        return uplink.AirLosesPacket();
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

        cause = LossCause.Air;
        if (uplink.AirLosesPacket())
        {
            return true;
        }

        cause = LossCause.NoPath;
        return false;
    }

    private void Deliver(Flight flight, int sequence)
    {
        long now = _world.Clock.Milliseconds;
        bool up = flight.Direction == TrafficDirection.Up;
        if (flight.Link >= 0 && up)
        {
            _homeAgent.ReceiveFromNetwork(flight.Packet, now);
        }
        else if (flight.Link >= 0)
        {
            _router.Receive(flight.Link, flight.Packet, now);
        }
        else if (flight.Link == LinkNumbers.InVehicle && up)
        {
            _router.Receive(MobileRouter.Port, flight.Packet, now);
        }
        else if (flight.Link == LinkNumbers.Home && !up)
        {
            _homeAgent.ReceiveFromInside(flight.Packet, now);
        }
        else if (sequence >= 0)
        {
            _forwarded = true;
            _world.Arrived(flight);
        }
    }

    /// <summary>The uplink that a packet's destination is a care-of address of, or -1.</summary>
    private int UplinkAt(PacketBuffer packet)
    {
        for (int i = 0; i < _uplinks.Length; i++)
        {
            if (_uplinks[i].Carrier
                && Ipv6Address.Equal(
                    packet.Octets, packet.Start + Ipv6Header.DestinationOffset, _uplinks[i].CareOfAddress, 0))
            {
                return i;
            }
        }

        return -1;
    }

    private void Lose(TrafficDirection direction, int sequence, LossCause cause, int uplink)
    {
        if (sequence >= 0)
        {
            _world.Lost(direction, sequence, cause, uplink);
        }
    }
}
