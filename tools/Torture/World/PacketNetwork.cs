using System;
using McoaRouter.Boards.Simulated;
using McoaRouter.Links;
using McoaRouter.Torture.Faults;
using McoaRouter.Wire;

namespace McoaRouter.Torture.World;

/// <summary>
/// What carries packets between the machines: each packet takes the delay of its way, and what its faults do to it. What
/// machines send is shown to the invariants here, before anything happens to it.
/// </summary>
internal sealed class PacketNetwork : IFarEnd
{
    /// <summary>The first of the numbers of the in-vehicle networks.</summary>
    public const int FirstPort = 100;

    /// <summary>The number of the home agent's network.</summary>
    public const int HomeAgentNetwork = 200;

    /// <summary>The number of the network inside the home agent.</summary>
    public const int HomeAgentInside = 201;

    private const int JitterMicroseconds = 2_000;
    private const int MostCopies = 2;

    private readonly TortureWorld _world;
    private readonly PacketView _view = new();
    private readonly byte[] _homeAgent = new byte[Ipv6Address.Length];

    public PacketNetwork(TortureWorld world)
    {
        _world = world;
        Ipv6AddressText.TryRead("2001:db8:1::1", _homeAgent, 0);
    }

    /// <summary>The packets on their way.</summary>
    public FlightPool Flights { get; } = new();

    /// <summary>How many of them wait for their arrival.</summary>
    public int InFlight { get; private set; }

    /// <inheritdoc/>
    public bool Take(int link, PacketBuffer packet)
    {
        bool whole = _view.TryRead(packet);
        Spoil(link);
        if (link == HomeAgentNetwork)
        {
            TakeFromHomeAgent(packet, whole);
        }
        else if (link == HomeAgentInside)
        {
            TakeInside(whole);
        }
        else if (link >= FirstPort)
        {
            TakeAtPort(_world.Vehicles[link - FirstPort], whole);
        }
        else
        {
            TakeFromRouter(_world.WayAt(link), packet, whole);
        }

        return true;
    }

    /// <summary>An attacker sends a packet again.</summary>
    public void Replay(Way way, PacketBuffer packet, bool isUp)
    {
        _world.Totals.Replayed++;
        Put(way, packet, isUp, false, way.DelayMicroseconds);
    }

    /// <summary>A packet arrives.</summary>
    public void Arrive(int flight)
    {
        Flight arriving = Flights.At(flight);
        InFlight--;
        if (arriving.IsUp)
        {
            if (_world.HomeAgent.Pauses == 0 && !_world.IsHomeAgentDead)
            {
                _world.ToHomeAgent(arriving.Packet);
            }
        }
        else
        {
            Way? way = WayOfArrival(arriving);
            if (way is not null)
            {
                _world.ToRouter(way, arriving.Packet);
            }
        }

        if (_world.Sabotage != Sabotage.LostBuffers)
        {
            Flights.Release(flight);
        }
    }

    // What a test breaks on purpose, in the packet that was just read.
    private void Spoil(int link)
    {
        bool stream = _view.IsTunnel && TestPacket.Is(_view.Octets, _view.Inner, _view.InnerLength);
        int outer = _view.Start + (_view.IsUdp ? Ipv4Header.SourceOffset : Ipv6Header.SourceOffset);
        switch (_world.Sabotage)
        {
            case Sabotage.ForeignSource when link < FirstPort && stream:
                _view.Octets[_view.InnerSource + 2] ^= 1;
                break;
            case Sabotage.WrongCareOfAddress when link < FirstPort && stream:
                _view.Octets[outer + 2] ^= 1;
                break;
            case Sabotage.WrongTunnel when link == HomeAgentNetwork && stream:
                _view.Octets[outer + (_view.IsUdp ? Ipv4Address.Length : Ipv6Address.Length) + 2] ^= 1;
                break;
            case Sabotage.Allocation:
                GC.KeepAlive(new byte[1]);
                break;
            case Sabotage.Exception:
                throw new InvalidOperationException("a link throws");
            default:
                break;
        }
    }

    private Way? WayOfArrival(Flight flight)
    {
        if (flight.IsCorrupt)
        {
            return flight.Way.Carrier && flight.Way.Epoch == flight.Epoch ? flight.Way : null;
        }

        if (UdpEncapsulation.Is(flight.Packet.Octets, flight.Packet.Start, flight.Packet.Length))
        {
            Way way = flight.Way;
            return way.Carrier && way.Nat.TryTakeIn(flight.Packet, _world.Now) ? way : null;
        }

        return WayTo(flight.Packet);
    }

    private Way? WayTo(PacketBuffer packet)
    {
        byte[] octets = packet.Octets;
        bool ipv4 = UdpEncapsulation.Is(octets, packet.Start, packet.Length);
        Way[] ways = _world.Ways;
        for (int i = 0; i < ways.Length; i++)
        {
            if (ipv4
                ? ways[i].HasIpv4(octets, packet.Start + Ipv4Header.DestinationOffset)
                : ways[i].Has(octets, packet.Start + Ipv6Header.DestinationOffset))
            {
                return ways[i];
            }
        }

        return null;
    }

    private void TakeFromRouter(Way way, PacketBuffer packet, bool whole)
    {
        Vehicle vehicle = _world.Vehicles[way.Vehicle];
        if (!whole)
        {
            _world.Watch.Tunnels.RouterSent(way.Vehicle, way.Index, false);
            return;
        }

        int source = _view.Start + (_view.IsUdp ? Ipv4Header.SourceOffset : Ipv6Header.SourceOffset);
        bool its = _view.IsUdp
            ? Ipv4Address.Equal(_view.Octets, source, way.ToldAddress, Ipv4MappedAddress.Ipv4Offset)
            : Ipv6Address.Equal(_view.Octets, source, way.ToldAddress, 0);
        _world.Watch.Tunnels.RouterSent(way.Vehicle, way.Index, its);
        if (_view.IsUpdate)
        {
            _world.UpdateLeft(vehicle);
        }
        else if (_view.IsTunnel)
        {
            _world.Watch.Prefixes.ToTunnel(way.Vehicle, vehicle.Prefixes, vehicle.HomeAddress, _view);
            if (TestPacket.Is(_view.Octets, _view.Inner, _view.InnerLength))
            {
                _world.Watch.Once.Forwarded();
                _world.Tunnelled(vehicle, way, _view.InnerPort);
            }
        }

        if (way.Carrier)
        {
            if (_view.IsUdp)
            {
                way.Nat.TakeOut(packet, _world.Now);
            }

            Launch(way, packet, true);
        }
    }

    private void TakeAtPort(Vehicle vehicle, bool whole)
    {
        if (!whole)
        {
            return;
        }

        _view.ReadPlain();
        _world.Watch.Prefixes.ToPort(vehicle.Plan.Index, vehicle.Prefixes, vehicle.HomeAddress, _view);
        if (TestPacket.Is(_view.Octets, _view.Start, _view.Length))
        {
            _world.Watch.Once.Forwarded();
            if (_world.Sabotage == Sabotage.SentTwice)
            {
                _world.Watch.Once.Forwarded();
            }

            _world.Traffic.ArrivedDown(vehicle.Plan.Index, _view);
        }
    }

    private void TakeFromHomeAgent(PacketBuffer packet, bool whole)
    {
        if (whole && _view.IsTunnel && !Ipv6Address.Equal(_view.Octets, _view.InnerSource, _homeAgent, 0))
        {
            int owner = _world.OwnerOf(_view.Octets, _view.InnerDestination);
            _world.Watch.Tunnels.HomeAgentSent(owner, owner >= 0 && _world.LeadsTo(owner, _view));
            if (TestPacket.Is(_view.Octets, _view.Inner, _view.InnerLength))
            {
                _world.Watch.Once.Forwarded();
            }
        }

        Way? way = WayTo(packet);
        if (way is not null)
        {
            Launch(way, packet, false);
        }
    }

    private void TakeInside(bool whole)
    {
        if (!whole)
        {
            return;
        }

        _view.ReadPlain();
        bool own = Ipv6Address.Equal(_view.Octets, _view.InnerSource, _homeAgent, 0);
        _world.Watch.Prefixes.Inside(_world.OwnerOf(_view.Octets, _view.InnerSource), own, _view);
        if (TestPacket.Is(_view.Octets, _view.Start, _view.Length))
        {
            _world.Watch.Once.Forwarded();
            _world.Traffic.ArrivedUp(_view);
        }
    }

    private void Launch(Way way, PacketBuffer packet, bool isUp)
    {
        _world.Totals.Packets++;
        if (_world.Sabotage == Sabotage.LostPackets && _world.Totals.Packets % 100 == 0)
        {
            return;
        }

        long delay = way.DelayMicroseconds + way.Random.Between(0, JitterMicroseconds);
        int copies = 1;
        ActiveFault? corruption = null;
        for (int i = 0; i < way.Faults.Count; i++)
        {
            ActiveFault fault = way.Faults[i];
            int strength = fault.Fault.Strength;
            switch (fault.Fault.Kind)
            {
                case FaultKind.Loss when fault.Random.Chance(strength * 1000):
                case FaultKind.OneWaySilence when (strength == 0) == isUp:
                    _world.Totals.Lost++;
                    return;
                case FaultKind.Duplication when fault.Random.Chance(strength * 1000):
                    copies += fault.Random.Between(1, MostCopies);
                    break;
                case FaultKind.Delay:
                    delay += 1000L * fault.Random.Between(strength / 2, strength);
                    break;
                case FaultKind.Reordering when fault.Random.Chance(300_000):
                    delay += 1000L * fault.Random.Between(0, strength);
                    break;
                case FaultKind.Corruption when fault.Random.Chance(strength * 1000):
                    corruption = fault;
                    break;
                case FaultKind.Replay:
                    fault.Hear(packet, isUp);
                    break;
                default:
                    break;
            }
        }

        _world.Totals.Duplicated += copies - 1;
        for (int i = 0; i < copies; i++)
        {
            int flight = Put(way, packet, isUp, corruption is not null, delay + (i * (long)JitterMicroseconds));
            if (flight != FlightPool.None && corruption is not null)
            {
                _world.Totals.Corrupted++;
                Corrupt(Flights.At(flight).Packet, corruption);
            }
        }
    }

    private int Put(Way way, PacketBuffer packet, bool isUp, bool isCorrupt, long delay)
    {
        int flight = Flights.Take();
        if (flight == FlightPool.None)
        {
            _world.Totals.Lost++;
            return flight;
        }

        Flight put = Flights.At(flight);
        put.Packet.Load(packet.Octets, packet.Start, packet.Length);
        put.Way = way;
        put.IsUp = isUp;
        put.IsCorrupt = isCorrupt;
        put.Epoch = way.Epoch;
        InFlight++;
        _world.Add(_world.Now + delay, WorldEvent.Arrive, flight, 0);
        return flight;
    }

    private static void Corrupt(PacketBuffer packet, ActiveFault fault)
    {
        if (fault.Random.Chance(200_000))
        {
            packet.SetLength(fault.Random.Between(0, Math.Max(packet.Length - 1, 0)));
            return;
        }

        int bits = fault.Random.Between(1, 8);
        for (int i = 0; i < bits && packet.Length > 0; i++)
        {
            packet.Octets[packet.Start + fault.Random.Between(0, packet.Length - 1)] ^= (byte)(1 << fault.Random.Between(0, 7));
        }
    }
}
