using McoaRouter.Bindings;
using McoaRouter.HomeAgents;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Health;

/// <summary>
/// A router with steering and a home agent, joined over two uplinks or three, each direction of which can be cut. Packets take
/// no time but what <see cref="Delays"/> says.
/// </summary>
internal sealed class HealthBench : HomeAgentListener
{
    internal const string Watched = ",\"health\":{}";
    internal const string Ipv4HomeAgent = ",\"homeAgentIpv4Addresses\":[\"192.0.2.1\"]";

    /// <summary>A third uplink beside the two that every bench has.</summary>
    internal const string ThreeUplinks = ",\"uplinks\":[" + Configurations.Wifi + "," + Configurations.Lte
        + ",{\"name\":\"third\",\"bid\":3,\"priority\":50,\"link\":\"simulated\"}]";

    private const int MostUplinks = 3;

    private readonly PacketBuffer _packet = new PacketBuffer();

    internal HealthBench(string members)
    {
        Bench = new RouterBench(members);
        HomeAgentSettings settings = MatchingHomeAgent.SettingsFor(Bench.Settings);
        settings.Ipv4Address = new byte[] { 192, 0, 2, 1 };
        Agent = new HomeAgent(settings, Network, Home, null, this);
        Router = new MobileRouter(Bench.Settings, Bench.Uplinks, Bench.Port, Bench, null, Steering);
        byte[] seed = new byte[24];
        for (int i = 0; i < seed.Length; i++)
        {
            seed[i] = (byte)(i + 1);
        }

        Router.Seed(seed, 0, seed.Length);
    }

    internal RouterBench Bench { get; }

    internal TrafficSteering Steering { get; } = new TrafficSteering();

    internal MobileRouter Router { get; }

    internal HomeAgent Agent { get; }

    internal TestLink Network { get; } = new TestLink();

    internal TestLink Home { get; } = new TestLink();

    internal long Now { get; set; } = 1000;

    /// <summary>Which uplinks lose what they send, and what comes.</summary>
    internal bool[] CutUp { get; } = new bool[MostUplinks];

    internal bool[] CutDown { get; } = new bool[MostUplinks];

    /// <summary>Which uplinks lose what is in their tunnels, but not Binding Updates and their answers.</summary>
    internal bool[] CutTunnel { get; } = new bool[MostUplinks];

    /// <summary>Whether all that the home agent answers to Binding Updates is lost.</summary>
    internal bool LosesAcknowledgements { get; set; }

    /// <summary>How long what the home agent sends in an uplink's tunnel takes, in ms.</summary>
    internal int[] Delays { get; } = new int[MostUplinks];

    /// <summary>Whether the home agent answers all probes by the binding that it prefers, as one may.</summary>
    internal bool AnswersByPreferred { get; set; }

    /// <summary>Probes and updates that left by each uplink.</summary>
    internal int[] Probes { get; } = new int[MostUplinks];

    internal int[] Updates { get; } = new int[MostUplinks];

    /// <summary>The last probe that left, with its tunnel.</summary>
    internal byte[] LastProbe { get; private set; }

    /// <summary>A bench whose two uplinks are registered, both good.</summary>
    internal static HealthBench Registered(string members)
    {
        HealthBench bench = new HealthBench(members);
        bench.Router.LinkUp(1, Hex.Address(RouterBench.Second), 0, bench.Now);
        bench.Router.LinkUp(0, Hex.Address(RouterBench.First), 0, bench.Now);
        bench.Run();
        bench.Wait(60000);
        Assert.AreEqual("GG", bench.Standings());
        Assert.AreEqual(0, bench.Router.Path);
        return bench;
    }

    /// <summary>The standings in the order of the uplinks: Good, Held, degraded (L), Dead.</summary>
    internal string Standings()
    {
        string text = string.Empty;
        for (int i = 0; i < Bench.Uplinks.Length; i++)
        {
            text += Text(Standing(i));
        }

        return text;
    }

    internal PathStanding Standing(int uplink)
    {
        return Router.Bindings.At(uplink).Standing;
    }

    internal void Cut(int uplink, bool cut)
    {
        CutUp[uplink] = cut;
        CutDown[uplink] = cut;
    }

    /// <summary>An IPv4 care-of address, as uplinks have it.</summary>
    internal static byte[] Mapped(int last)
    {
        byte[] mapped = new byte[16];
        Ipv4MappedAddress.Write(mapped, 0, new byte[] { (byte)198, 51, 100, (byte)last }, 0);
        return mapped;
    }

    internal void Up(int uplink, byte[] careOfAddress)
    {
        Router.LinkUp(uplink, careOfAddress, 0, Now);
        Run();
    }

    internal void Down(int uplink)
    {
        Router.LinkDown(uplink, Now);
        Run();
    }

    /// <summary>Lets time pass in steps of the router's deadlines.</summary>
    internal void Wait(long milliseconds)
    {
        long end = Now + milliseconds;
        int turns = 0;
        while (Router.NextDeadline <= end)
        {
            Now = Router.NextDeadline > Now ? Router.NextDeadline : Now;
            Router.Poll(Now);
            Run();
            turns++;
            if (turns > 5000)
            {
                Assert.AreEqual(0, turns);
            }
        }

        Now = end;
        Router.Poll(Now);
        Agent.Poll(Now);
        Run();
    }

    /// <summary>A passenger's packet leaves.</summary>
    internal void Send()
    {
        Receive(MobileRouter.Port, RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 100));
        Run();
    }

    /// <summary>The BID by which the home agent sends to the vehicle.</summary>
    internal int PreferredBid()
    {
        return Agent.Bindings.Router(0).Preferred.Bid;
    }

    internal void Receive(int link, byte[] packet)
    {
        bool loaded = _packet.Load(packet, 0, packet.Length);
        if (!loaded)
        {
            Assert.IsTrue(loaded);
        }

        Router.Receive(link, _packet, Now);
    }

    internal void ClearCounts()
    {
        for (int i = 0; i < MostUplinks; i++)
        {
            Probes[i] = 0;
            Updates[i] = 0;
        }
    }

    /// <summary>Delivers packets both ways until none is left.</summary>
    internal void Run()
    {
        bool any = true;
        while (any)
        {
            any = false;
            for (int i = 0; i < Bench.Uplinks.Length; i++)
            {
                any |= Outwards(i);
            }

            any |= Inwards();
        }
    }

    private static string Text(PathStanding standing)
    {
        switch (standing)
        {
            case PathStanding.Good:
                return "G";
            case PathStanding.Held:
                return "H";
            case PathStanding.Degraded:
                return "L";
            default:
                return "D";
        }
    }

    private static byte[][] Take(TestLink link)
    {
        byte[][] packets = new byte[link.Count][];
        for (int i = 0; i < packets.Length; i++)
        {
            packets[i] = link.At(i);
        }

        link.Clear();
        return packets;
    }

    private bool Outwards(int uplink)
    {
        byte[][] packets = Take(Bench.Uplinks[uplink]);
        for (int i = 0; i < packets.Length; i++)
        {
            Count(uplink, packets[i]);
            if (!CutUp[uplink] && !(CutTunnel[uplink] && IsProbe(packets[i])))
            {
                _packet.Load(packets[i], 0, packets[i].Length);
                Agent.ReceiveFromNetwork(_packet, Now);
            }
        }

        return packets.Length > 0;
    }

    private void Count(int uplink, byte[] packet)
    {
        int type = packet[InnerOf(packet) + Ipv6Header.NextHeaderOffset];
        if (IsProbe(packet))
        {
            Probes[uplink]++;
            LastProbe = packet;
        }
        else if (type == ProtocolNumbers.Mobility || type == ProtocolNumbers.DestinationOptions)
        {
            Updates[uplink]++;
        }
    }

    private static int InnerOf(byte[] packet)
    {
        return packet[0] >> 4 == 4 ? UdpTunnel.Overhead : Tunnelled(packet) ? Ipv6Header.Length : 0;
    }

    private static bool IsProbe(byte[] packet)
    {
        int inner = InnerOf(packet);
        return inner > 0 && packet[inner + Ipv6Header.NextHeaderOffset] == ProtocolNumbers.Icmpv6;
    }

    private static bool Tunnelled(byte[] packet)
    {
        return packet[Ipv6Header.NextHeaderOffset] == ProtocolNumbers.Ipv6;
    }

    private bool Inwards()
    {
        byte[][] packets = Take(Network);
        for (int i = 0; i < packets.Length; i++)
        {
            for (int uplink = 0; uplink < Bench.Uplinks.Length; uplink++)
            {
                Binding binding = Router.Bindings.At(uplink);
                bool mine = packets[i][0] >> 4 == 4
                    ? binding.IsIpv4 && Ipv4Address.Equal(packets[i], Ipv4Header.DestinationOffset, binding.CareOfAddress, 12)
                    : Ipv6Address.Equal(packets[i], Ipv6Header.DestinationOffset, binding.CareOfAddress, 0);
                if (mine)
                {
                    Inwards(uplink, packets[i]);
                }
            }
        }

        return packets.Length > 0;
    }

    private void Inwards(int uplink, byte[] packet)
    {
        int way = uplink;
        if (AnswersByPreferred && IsProbe(packet) && packet[0] >> 4 == 6)
        {
            way = PreferredBid() - 1;
            Ipv6Address.Copy(Router.Bindings.At(way).CareOfAddress, 0, packet, Ipv6Header.DestinationOffset);
        }

        if (!CutDown[way] && (!LosesAcknowledgements || IsProbe(packet)))
        {
            Now += Tunnelled(packet) ? Delays[way] : 0;
            Receive(way, packet);
        }
    }
}
