using System;
using System.Net;
using McoaRouter.Fuzz.Engine;
using McoaRouter.Fuzz.Repairs;
using McoaRouter.HomeAgents;
using McoaRouter.HomeAgents.Correspondents;
using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Fuzz.Worlds;

/// <summary>
/// A router, its home agent and a correspondent on wires without delay, with a clock that the input turns. Every call of a
/// machine is held to its promises: no exception, no allocation, refusals counted, deadlines that move.
/// </summary>
internal sealed class FuzzWorld
{
    /// <summary>Where the correspondent is.</summary>
    public const string Correspondent = "2001:db8:cc::80";

    /// <summary>A host in the vehicle.</summary>
    public const string Passenger = "2001:db8:100:1::7";

    private const long StartMs = 1000;
    private const long UnixMilliseconds = 1767225600000;

    // Of an input: a life of hours is jumped over, which a machine must bear, for timers may be late.
    private const int MostPolls = 200;
    private const int MostAtOnce = 64;

    // A packet is refused for one reason; its answer may be refused by the link, and so may an error about it.
    private const int MostRefusals = 2;

    private static readonly byte[] s_homeAgent = IPAddress.Parse("2001:db8:1::1").GetAddressBytes();
    private static readonly byte[] s_homeAgentIpv4 = IPAddress.Parse("192.0.2.1").GetAddressBytes();
    private static readonly byte[] s_correspondent = IPAddress.Parse(Correspondent).GetAddressBytes();

    private static readonly byte[][] s_careOfAddresses =
    [
        Address("2001:db8:a:1::17"), Address("2001:db8:b:2::29"), Address("2001:db8:c:3::30"),
        Address("::ffff:198.51.100.17"), Address("::ffff:203.0.113.29"), Address("2001:db8:1::100"),
        Address("fe80::1"), Address("2001:db8:100::1"),
    ];

    private readonly RouterSettings _settings;
    private readonly WireLink[] _uplinks;
    private readonly WireLink _port;
    private readonly WireLink _network;
    private readonly WireLink _inside;
    private readonly WireLink _homeLink;
    private readonly WireLink _correspondentLink;
    private readonly PacketBuffer _packet = new();
    private readonly byte[][] _careOf = [new byte[16], new byte[16]];
    private readonly DeafListener _listener = new();
    private readonly Action<WorldEvent, byte[]>? _delivered;
    private int _polls;

    /// <summary>A world at its beginning.</summary>
    /// <param name="variant">Which settings, see <see cref="WorldVariants"/>.</param>
    /// <param name="wires">Its wires, which no other world uses any more.</param>
    /// <param name="delivered">Told of each packet that is carried, to write seeds; null while fuzzing.</param>
    public FuzzWorld(int variant, WorldWires wires, Action<WorldEvent, byte[]>? delivered = null)
    {
        _delivered = delivered;
        _uplinks = [wires.Fresh(0), wires.Fresh(1)];
        _port = wires.Fresh(2);
        _network = wires.Fresh(3);
        _inside = wires.Fresh(4);
        _homeLink = wires.Fresh(5);
        _correspondentLink = wires.Fresh(6);
        _settings = WorldVariants.Settings(variant);
        Optimizer = new RouteOptimizer();
        Router = new MobileRouter(_settings, _uplinks, _port, _listener, Optimizer, new TrafficSteering());
        HomeAgentSettings homeAgent = MatchingHomeAgent.SettingsFor(_settings);
        HomeAgent = new HomeAgent(homeAgent, _network, _inside, _homeLink, _listener);
        if (_settings.Correspondents.Length > 0)
        {
            Node = new CorrespondentNode(
                MatchingCorrespondent.SettingsFor(_settings, 0), _correspondentLink, _listener);
        }
        else
        {
            CorrespondentSettings settings = CorrespondentSettingsReader.Read(
                "{\"address\":\"" + Correspondent + "\",\"wireProfile\":\"rfc5648\"}").Settings;
            Node = new CorrespondentNode(settings, _correspondentLink, _listener);
        }

        byte[] seed = new byte[RandomSource.SeedOctets];
        Router.Seed(seed, 0, seed.Length);
        Router.SetClock(UnixMilliseconds, 0);
        seed[0] = 1;
        HomeAgent.Seed(seed, 0, seed.Length);
        HomeAgent.SetClock(UnixMilliseconds, 0);
        seed[0] = 2;
        Node.Seed(seed, 0, seed.Length);
    }

    /// <summary>The router.</summary>
    public MobileRouter Router { get; }

    /// <summary>Its route optimisation.</summary>
    public RouteOptimizer Optimizer { get; }

    /// <summary>The home agent.</summary>
    public HomeAgent HomeAgent { get; }

    /// <summary>The correspondent.</summary>
    public CorrespondentNode Node { get; }

    /// <summary>Monotonic ms.</summary>
    public long Now { get; private set; } = StartMs;

    /// <summary>Packets that left through the port.</summary>
    public long PortPackets
    {
        get { return _port.Taken; }
    }

    /// <summary>Packets that left the home agent for the world.</summary>
    public long InsidePackets
    {
        get { return _inside.Taken; }
    }

    /// <summary>Packets that the correspondent sent.</summary>
    public long CorrespondentPackets
    {
        get { return _correspondentLink.Taken; }
    }

    /// <summary>Lets something happen.</summary>
    public void Take(WorldEvent what, byte[] data)
    {
        switch (what)
        {
            case WorldEvent.Time:
                Wait(TimeOf(data));
                break;
            case WorldEvent.Carry:
                Carry(1 + (data.Length > 0 ? data[0] % 8 : 0));
                break;
            case WorldEvent.LinkUp:
                LinkUp(At(data, 0) & 1, s_careOfAddresses[At(data, 1) % s_careOfAddresses.Length]);
                break;
            case WorldEvent.LinkDown:
                LinkDown(At(data, 0) & 1);
                break;
            case WorldEvent.Identifier:
                long before = Heap();
                _ = Router.ChangeBindingIdentifier(At(data, 0) & 1, (At(data, 1) << 8) | At(data, 2), Now);
                CheckHeap(before);
                break;
            case WorldEvent.Signal:
                before = Heap();
                Router.SignalChanged(At(data, 0) & 1, -At(data, 1), Now);
                CheckHeap(before);
                break;
            default:
                if (data.Length > 0 && _packet.Load(data, 0, data.Length))
                {
                    Deliver(what, _packet);
                }

                break;
        }

        CheckTables();
    }

    /// <summary>Lets time pass, with every timer at its time.</summary>
    public void Wait(long ms)
    {
        long until = Now + ms;
        int atOnce = 0;
        for (; _polls < MostPolls; _polls++)
        {
            long deadline = Deadline();
            if (deadline > until)
            {
                break;
            }

            atOnce = deadline <= Now ? atOnce + 1 : 0;
            if (atOnce > MostAtOnce)
            {
                throw new BrokenPromiseException("hang", "a deadline does not move though timers are run");
            }

            Now = Math.Max(Now, deadline);
            Coverage.NextStep();
            Poll();
        }

        Now = until;
        Poll();
    }

    /// <summary>Brings an uplink up with a care-of address.</summary>
    public void LinkUp(int uplink, byte[] careOfAddress)
    {
        _uplinks[uplink].Up = true;
        careOfAddress.CopyTo(_careOf[uplink], 0);
        long before = Heap();
        Router.LinkUp(uplink, careOfAddress, 0, Now);
        CheckHeap(before);
    }

    /// <summary>Takes an uplink down.</summary>
    public void LinkDown(int uplink)
    {
        _uplinks[uplink].Up = false;
        _uplinks[uplink].Clear();
        long before = Heap();
        Router.LinkDown(uplink, Now);
        CheckHeap(before);
    }

    /// <summary>Delivers what was sent, and what is sent in answer.</summary>
    /// <param name="rounds">How often.</param>
    public void Carry(int rounds)
    {
        for (int i = 0; i < rounds; i++)
        {
            CarryFrom(_uplinks[0]);
            CarryFrom(_uplinks[1]);
            CarryFrom(_network);
            CarryFrom(_homeLink);
            CarryFrom(_inside);
            CarryFrom(_correspondentLink);
            _port.Clear();
        }
    }

    /// <summary>Gives a packet to a machine.</summary>
    public void Deliver(WorldEvent what, PacketBuffer packet)
    {
        long refusals = Router.Refusals.Total() + HomeAgent.Refusals.Total() + Node.Refusals.Total();
        long before = Heap();
        switch (what)
        {
            case WorldEvent.ToFirstUplink:
                Router.Receive(0, packet, Now);
                break;
            case WorldEvent.ToSecondUplink:
                Router.Receive(1, packet, Now);
                break;
            case WorldEvent.ToPort:
                Router.Receive(MobileRouter.Port, packet, Now);
                break;
            case WorldEvent.ToHomeAgent:
                HomeAgent.ReceiveFromNetwork(packet, Now);
                break;
            case WorldEvent.ToHomeAgentInside:
                HomeAgent.ReceiveFromInside(packet, Now);
                break;
            case WorldEvent.ToCorrespondent:
                Node.Receive(packet, Now);
                break;
            default:
                _ = Node.Send(packet, Now);
                break;
        }

        CheckHeap(before);
        long counted = Router.Refusals.Total() + HomeAgent.Refusals.Total() + Node.Refusals.Total() - refusals;
        if (counted > MostRefusals)
        {
            throw new BrokenPromiseException("counting", $"one packet was counted {counted} times as refused ({what})");
        }
    }

    /// <summary>
    /// After whatever happened: the uplinks go and come back, and within a time the router is registered and carries packets
    /// both ways.
    /// </summary>
    /// <param name="patienceMs">How long that may take.</param>
    public void ProbeRegistration(long patienceMs)
    {
        LinkDown(0);
        LinkDown(1);
        Wait(1000);
        _network.Clear();
        _inside.Clear();
        _homeLink.Clear();
        _correspondentLink.Clear();
        LinkUp(0, s_careOfAddresses[2]);
        long until = Now + patienceMs;
        bool works = false;
        while (!works && Now < until)
        {
            Carry(4);
            works = Router.Path == 0 && CarriesBothWays();
            long next = Math.Max(Now + 1, Math.Min(Deadline(), Now + 5000));
            Now = Math.Min(next, until);
            Coverage.NextStep();
            Poll();
        }

        if (!works)
        {
            throw new BrokenPromiseException(
                "liveness", $"{patienceMs} ms after its uplink came back the router is {Router.Registration} and carries nothing");
        }
    }

    /// <summary>After whatever happened: a node nobody knows asks for a token, and gets it.</summary>
    public void ProbeCorrespondent()
    {
        Wait(2000);
        byte[] packet = new byte[Ipv6Header.Length + MobilityHeader.TestInitLength];
        byte[] source = Address("2001:db8:ee::1");
        Ipv6Header.Write(
            packet, 0, 0, MobilityHeader.TestInitLength, ProtocolNumbers.Mobility, source, 0, s_correspondent, 0);
        _ = MobilityHeader.Begin(packet, Ipv6Header.Length, MobilityHeader.HomeTestInit);
        packet = PacketRepair.Packet(packet);
        long sent = CorrespondentPackets;
        _ = _packet.Load(packet, 0, packet.Length);
        Deliver(WorldEvent.ToCorrespondent, _packet);
        if (CorrespondentPackets != sent + 1)
        {
            throw new BrokenPromiseException("liveness", "the correspondent does not answer a Home Test Init");
        }
    }

    /// <summary>An address in octets.</summary>
    public static byte[] Address(string text)
    {
        return IPAddress.Parse(text).GetAddressBytes();
    }

    /// <summary>A datagram of a host, for the vehicle or from it.</summary>
    public static byte[] Datagram(string source, string destination, int port)
    {
        byte[] packet = new byte[Ipv6Header.Length + 16];
        Ipv6Header.Write(packet, 0, 0, 16, ProtocolNumbers.Udp, Address(source), 0, Address(destination), 0);
        BigEndian.WriteUInt16(packet, 40, 40000);
        BigEndian.WriteUInt16(packet, 42, port);
        BigEndian.WriteUInt16(packet, 44, 16);
        BigEndian.WriteUInt16(packet, 46, 1);
        return packet;
    }

    private static long TimeOf(byte[] data)
    {
        long ms = 0;
        for (int i = 0; i < data.Length && i < 3; i++)
        {
            ms = (ms << 8) | data[i];
        }

        return ms;
    }

    private static int At(byte[] data, int index)
    {
        return index < data.Length ? data[index] : 0;
    }

    private static long Heap()
    {
        return GC.GetAllocatedBytesForCurrentThread();
    }

    private void CheckHeap(long before)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        if (allocated != 0 && _delivered == null)
        {
            throw new BrokenPromiseException("allocation", $"{allocated} octets were allocated after the start");
        }
    }

    private bool CarriesBothWays()
    {
        byte[] up = Datagram(Passenger, "2001:db8:dd::9", 9);
        byte[] down = Datagram("2001:db8:dd::9", Passenger, 9);
        long inside = _inside.Taken;
        long port = _port.Taken;
        _ = _packet.Load(up, 0, up.Length);
        Router.Receive(MobileRouter.Port, _packet, Now);
        CarryFrom(_uplinks[0]);
        CarryFrom(_uplinks[1]);
        _ = _packet.Load(down, 0, down.Length);
        HomeAgent.ReceiveFromInside(_packet, Now);
        CarryFrom(_network);
        return _inside.Taken > inside && _port.Taken > port;
    }

    private long Deadline()
    {
        return Math.Min(Router.NextDeadline, Math.Min(HomeAgent.NextDeadline, Node.NextDeadline));
    }

    private void Poll()
    {
        long before = Heap();
        Router.Poll(Now);
        HomeAgent.Poll(Now);
        Node.Poll(Now);
        CheckHeap(before);
    }

    private void CheckTables()
    {
        int bindings = HomeAgent.Bindings.Router(0).Count;
        if (bindings is < 0 or > Limits.Uplinks)
        {
            throw new BrokenPromiseException("limit", $"{bindings} bindings of one router");
        }
    }

    private void CarryFrom(WireLink link)
    {
        for (int left = link.Count; left > 0; left--)
        {
            PacketBuffer packet = link.Take()!;
            WorldEvent? to = WayOf(packet);
            if (to is { } way)
            {
                _delivered?.Invoke(way, packet.Octets[packet.Start..(packet.Start + packet.Length)]);
                _ = _packet.Load(packet.Octets, packet.Start, packet.Length);
                Deliver(way, _packet);
            }
        }
    }

    /// <summary>Whose a packet is, by its destination.</summary>
    private WorldEvent? WayOf(PacketBuffer packet)
    {
        ReadOnlySpan<byte> octets = packet.Octets.AsSpan(packet.Start, packet.Length);
        if (octets.Length >= 20 && octets[0] >> 4 == 4)
        {
            ReadOnlySpan<byte> to = octets.Slice(16, 4);
            return to.SequenceEqual(s_homeAgentIpv4) ? WorldEvent.ToHomeAgent
                : to.SequenceEqual(_careOf[0].AsSpan(12)) ? WorldEvent.ToFirstUplink
                : to.SequenceEqual(_careOf[1].AsSpan(12)) ? WorldEvent.ToSecondUplink
                : null;
        }

        if (octets.Length < Ipv6Header.Length)
        {
            return null;
        }

        ReadOnlySpan<byte> destination = octets.Slice(24, 16);
        if (destination.SequenceEqual(_careOf[0]) || destination.SequenceEqual(_careOf[1]))
        {
            return destination.SequenceEqual(_careOf[0]) ? WorldEvent.ToFirstUplink : WorldEvent.ToSecondUplink;
        }

        bool home = destination[..8].SequenceEqual(s_homeAgent.AsSpan(0, 8));
        return destination.SequenceEqual(s_correspondent) ? WorldEvent.ToCorrespondent
            : destination.SequenceEqual(_settings.HomeAddress) ? WorldEvent.ToHomeAgentInside
            : home ? WorldEvent.ToHomeAgent
            : destination[4] is 1 or 2 && destination[5] == 0 ? WorldEvent.ToHomeAgentInside
            : null;
    }
}
