using McoaRouter.Links;
using McoaRouter.Simulation;
using McoaRouter.Wire;

namespace McoaRouter.Torture.World;

/// <summary>
/// The streams: each vehicle's passenger and a correspondent send each other numbered packets in bursts, now and then to
/// ports that a rule is about, to another vehicle, or with addresses that must not pass.
/// </summary>
internal sealed class StreamTraffic
{
    private const int PlainPort = 5004;
    private const int AlonePort = 5060;
    private const int OthersPort = 6000;
    private const int MostInBurst = 3;
    private const int RogueChance = 150_000;

    private readonly TortureWorld _world;
    private readonly SplitMix64[] _random;
    private readonly PacketBuffer _packet = new();
    private readonly byte[] _correspondent = new byte[Ipv6Address.Length];
    private readonly byte[] _stranger = new byte[Ipv6Address.Length];
    private readonly byte[] _homeAgent = new byte[Ipv6Address.Length];
    private readonly byte[] _group = new byte[Ipv6Address.Length];
    private readonly int[] _number;
    private readonly int[] _markedNumber;

    public StreamTraffic(TortureWorld world, int vehicles, ulong seed)
    {
        _world = world;
        _random = new SplitMix64[vehicles];
        _number = new int[vehicles];
        _markedNumber = new int[vehicles];
        MarkedUp = new long[vehicles];
        MarkedDown = new long[vehicles];
        MarkedSent = new long[vehicles];
        SplitMix64 seeds = new(seed);
        for (int i = 0; i < vehicles; i++)
        {
            _random[i] = new SplitMix64(seeds.Next());
            _markedNumber[i] = int.MaxValue;
        }

        Ipv6AddressText.TryRead("2001:db8:c::80", _correspondent, 0);
        Ipv6AddressText.TryRead("2001:db8:bad::1", _stranger, 0);
        Ipv6AddressText.TryRead("2001:db8:1::1", _homeAgent, 0);
        Ipv6AddressText.TryRead("ff0e::1", _group, 0);
    }

    /// <summary>Packets each way that were sent since a vehicle was marked.</summary>
    public long[] MarkedSent { get; }

    /// <summary>Those of them that came to the correspondent.</summary>
    public long[] MarkedUp { get; }

    /// <summary>Those that came to the passenger.</summary>
    public long[] MarkedDown { get; }

    /// <summary>From now on what a vehicle sends and gets is counted.</summary>
    public void Mark(int vehicle)
    {
        _markedNumber[vehicle] = _number[vehicle];
    }

    /// <summary>A burst is due.</summary>
    /// <returns>After how many us the next one is.</returns>
    public long Burst(Vehicle vehicle)
    {
        int index = vehicle.Plan.Index;
        SplitMix64 random = _random[index];
        int count = random.Between(1, MostInBurst);
        for (int i = 0; i < count; i++)
        {
            int number = _number[index]++;
            bool marked = number >= _markedNumber[index];
            MarkedSent[index] += marked ? 1 : 0;
            _world.Totals.StreamSent += 2;
            TestPacket.Write(
                _packet, index, TrafficDirection.Up, number, PlainPort, vehicle.Passenger, _correspondent);
            _world.ToPort(vehicle, _packet);
            TestPacket.Write(
                _packet, index, TrafficDirection.Down, number, PlainPort, _correspondent, vehicle.Passenger);
            _world.ToInside(_packet);
        }

        int port = random.Chance(500_000) ? AlonePort : OthersPort;
        TestPacket.Write(_packet, index, TrafficDirection.Up, -1, port, vehicle.Passenger, _correspondent);
        _world.ToPort(vehicle, _packet);
        if (random.Chance(RogueChance))
        {
            SendRogue(vehicle, random);
        }

        int usual = vehicle.Plan.BurstMs;
        return 1000L * random.Between(usual / 2, usual * 3 / 2);
    }

    /// <summary>A packet came to the correspondent's side.</summary>
    public void ArrivedUp(PacketView packet)
    {
        Count(packet, TrafficDirection.Up, MarkedUp);
    }

    /// <summary>A packet came to a passenger.</summary>
    public void ArrivedDown(int vehicle, PacketView packet)
    {
        if (TestPacket.VehicleOf(packet.Octets, packet.Start) == vehicle)
        {
            Count(packet, TrafficDirection.Down, MarkedDown);
        }
    }

    private void Count(PacketView packet, TrafficDirection direction, long[] marked)
    {
        int number = TestPacket.NumberOf(packet.Octets, packet.Start);
        if (number < 0 || TestPacket.DirectionOf(packet.Octets, packet.Start) != direction)
        {
            return;
        }

        _world.Totals.StreamReceived++;
        int vehicle = TestPacket.VehicleOf(packet.Octets, packet.Start);
        marked[vehicle] += number >= _markedNumber[vehicle] ? 1 : 0;
    }

    private void SendRogue(Vehicle vehicle, SplitMix64 random)
    {
        Vehicle other = _world.Vehicles[random.Between(0, _world.Vehicles.Length - 1)];
        int kind = random.Between(0, 8);
        byte[] source = kind switch
        {
            0 or 5 => _stranger,
            1 => other.Passenger,
            _ => vehicle.Passenger,
        };
        byte[] destination = kind switch
        {
            0 or 1 => _correspondent,
            2 => vehicle.HomeAddress,
            3 => _group,
            4 => _homeAgent,
            5 => _stranger,
            _ => other.Passenger,
        };
        TestPacket.Write(_packet, vehicle.Plan.Index, TrafficDirection.Up, -1, PlainPort, source, destination);
        if (kind is 5 or 7)
        {
            _world.ToInside(_packet);
        }
        else
        {
            _world.ToPort(vehicle, _packet);
        }
    }
}
