using McoaRouter.HomeAgents;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Tests.FlowBindings;

/// <summary>
/// A whole router with steering and its home agent, joined over IPv6. Nothing takes time but waiting.
/// </summary>
internal sealed class RoutedBench : HomeAgentListener
{
    private readonly PacketBuffer _packet = new PacketBuffer();

    /// <summary>Makes both from the members of the router's configuration, and brings all its uplinks up.</summary>
    /// <param name="members">The members, each with its comma before it.</param>
    /// <param name="knowsFlows">Whether the home agent knows flow bindings, or sees no such option.</param>
    internal RoutedBench(string members, bool knowsFlows)
    {
        KnowsFlows = knowsFlows;
        Router = new RouterBench(members, Steering);
        Settings = MatchingHomeAgent.SettingsFor(Router.Settings);
        Settings.RefreshRequests = false;
        Agent = new HomeAgent(Settings, Network, Inside, null, this);
        byte[] seed = new byte[24];
        seed[0] = 7;
        Router.Router.Seed(seed, 0, seed.Length);
        for (int i = Router.Uplinks.Length - 1; i >= 0; i--)
        {
            Up(i);
        }

        Wait(10000);
    }

    internal RouterBench Router { get; }

    internal TrafficSteering Steering { get; } = new TrafficSteering();

    internal HomeAgentSettings Settings { get; }

    internal HomeAgent Agent { get; private set; }

    internal TestLink Network { get; } = new TestLink();

    internal TestLink Inside { get; } = new TestLink();

    internal bool KnowsFlows { get; set; }

    /// <summary>Octets of the largest update that left, and of the largest answer.</summary>
    internal int LargestUpdate { get; private set; }

    internal int LargestAnswer { get; private set; }

    /// <summary>How many updates left.</summary>
    internal int Updates { get; private set; }

    /// <summary>The last update that left.</summary>
    internal byte[] LastUpdate { get; private set; }

    internal RouterFlows Flows
    {
        get { return Agent.Bindings.Router(0).Flows; }
    }

    /// <summary>A home agent without a memory takes over.</summary>
    internal void RestartAgent()
    {
        Agent = new HomeAgent(Settings, Network, Inside, null, this);
    }

    internal void Up(int uplink)
    {
        Router.Up(uplink, "2001:db8:" + (uplink + 10).ToString() + "::17");
        Run();
    }

    internal void Down(int uplink)
    {
        Router.Down(uplink);
        Run();
    }

    /// <summary>Lets time pass in steps of the router's deadlines.</summary>
    internal void Wait(long milliseconds)
    {
        long end = Router.Now + milliseconds;
        while (Router.Router.NextDeadline <= end)
        {
            Router.PollAt(Router.Router.NextDeadline > Router.Now ? Router.Router.NextDeadline : Router.Now);
            Run();
        }

        Router.PollAt(end);
        Agent.Poll(end);
        Run();
    }

    /// <summary>The uplinks by which a UDP packet goes from the vehicle, and the answer comes back: "10".</summary>
    internal string WaysOf(int port)
    {
        byte[] packet = RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 48);
        BigEndian.WriteUInt16(packet, Ipv6Header.Length, 40000);
        BigEndian.WriteUInt16(packet, Ipv6Header.Length + 2, port);
        Router.ClearSent();
        Router.Receive(MobileRouter.Port, packet);
        string ways = string.Empty;
        for (int i = 0; i < Router.Uplinks.Length; i++)
        {
            ways += Router.Uplinks[i].Count > 0 ? i.ToString() : string.Empty;
        }

        Run();
        byte[] back = RouterBench.Datagram(RouterBench.Correspondent, RouterBench.Host, 48);
        BigEndian.WriteUInt16(back, Ipv6Header.Length, port);
        BigEndian.WriteUInt16(back, Ipv6Header.Length + 2, 40000);
        Network.Clear();
        _packet.Load(back, 0, back.Length);
        Agent.ReceiveFromInside(_packet, Router.Now);
        for (int i = 0; i < Router.Uplinks.Length; i++)
        {
            ways += Network.Count > 0 && IsTo(Network.Last(), i) ? i.ToString() : string.Empty;
        }

        Run();
        return ways;
    }

    /// <summary>Delivers packets both ways until none is left.</summary>
    internal void Run()
    {
        bool any = true;
        while (any)
        {
            any = Network.Count > 0;
            for (int i = 0; i < Router.Uplinks.Length; i++)
            {
                any |= Router.Uplinks[i].Count > 0;
                Outwards(Router.Uplinks[i]);
            }

            Inwards();
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

    /// <summary>The options of flow bindings become ones that nobody knows, of the same length.</summary>
    private static void Disguise(byte[] packet)
    {
        int header = SentUpdate.HeaderOf(packet);
        int at = header + BindingUpdate.FixedLength;
        while (at < packet.Length)
        {
            if (packet[at] == FlowIdentificationOption.Type || packet[at] == FlowSummaryOption.Type)
            {
                packet[at] = 200;
            }

            at += packet[at] == 0 ? 1 : 2 + packet[at + 1];
        }

        byte[] home = Hex.Address(RouterBench.HomeAddress);
        BigEndian.WriteUInt16(packet, header + 4, 0);
        MobilityHeader.Finish(packet, header, packet.Length, home, 0, packet, Ipv6Header.DestinationOffset);
    }

    private void Outwards(TestLink link)
    {
        byte[][] packets = Take(link);
        for (int i = 0; i < packets.Length; i++)
        {
            byte[] packet = packets[i];
            if (packet[Ipv6Header.NextHeaderOffset] == ProtocolNumbers.DestinationOptions)
            {
                Updates++;
                LastUpdate = packet;
                LargestUpdate = packet.Length > LargestUpdate ? packet.Length : LargestUpdate;
                if (!KnowsFlows)
                {
                    Disguise(packet);
                }
            }

            _packet.Load(packet, 0, packet.Length);
            Agent.ReceiveFromNetwork(_packet, Router.Now);
        }
    }

    private void Inwards()
    {
        byte[][] packets = Take(Network);
        for (int i = 0; i < packets.Length; i++)
        {
            byte[] packet = packets[i];
            if (packet[Ipv6Header.NextHeaderOffset] == ProtocolNumbers.Routing)
            {
                LargestAnswer = packet.Length > LargestAnswer ? packet.Length : LargestAnswer;
            }

            for (int uplink = 0; uplink < Router.Uplinks.Length; uplink++)
            {
                if (IsTo(packet, uplink))
                {
                    Router.Receive(uplink, packet);
                }
            }
        }
    }

    private bool IsTo(byte[] packet, int uplink)
    {
        return Ipv6Address.Equal(
            packet, Ipv6Header.DestinationOffset, Router.Router.Bindings.At(uplink).CareOfAddress, 0);
    }
}
