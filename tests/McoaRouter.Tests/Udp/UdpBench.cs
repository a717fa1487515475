using McoaRouter.HomeAgents;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Udp;

/// <summary>
/// A router on its bench and a home agent, joined over IPv4 through a NAT for each uplink, and over IPv6 where an uplink
/// has that. Nothing takes time but waiting.
/// </summary>
internal sealed class UdpBench : HomeAgentListener
{
    internal const string Address = ",\"homeAgentIpv4Addresses\":[\"192.0.2.1\"]";
    internal const string ThreeUplinks = ",\"uplinks\":[" + Configurations.Wifi + "," + Configurations.Lte
        + ",{\"name\":\"third\",\"bid\":3,\"priority\":50,\"link\":\"simulated\"}]";
    internal const string HomeAgentIpv4 = "192.0.2.1";
    internal const string Inside = "10.0.0.2";
    internal const string Outside = "198.51.100.7";
    internal const string OtherOutside = "203.0.113.9";

    private readonly PacketBuffer _packet = new PacketBuffer();
    private readonly int[] _updates = new int[3];

    internal UdpBench()
        : this(Address)
    {
    }

    /// <summary>A router whose configuration has these members beside the usual, and the home agent that fits.</summary>
    internal UdpBench(string members)
    {
        Router = new RouterBench(members);
        Settings = MatchingHomeAgent.SettingsFor(Router.Settings);
        Settings.Ipv4Address = Nat.Octets(HomeAgentIpv4);
        Settings.RefreshRequests = false;
        Nats = new Nat[] { new Nat(Outside, 40000), new Nat(OtherOutside, 50000), new Nat(string.Empty, 0) };
        Restart();
    }

    internal RouterBench Router { get; }

    internal HomeAgentSettings Settings { get; }

    internal HomeAgent Agent { get; private set; }

    internal TestLink Network { get; } = new TestLink();

    internal TestLink Home { get; } = new TestLink();

    internal Nat[] Nats { get; }

    /// <summary>Whether <see cref="Tunnels"/> stays as it is, so that nothing is allocated.</summary>
    internal bool KeepsNothing { get; set; }

    /// <summary>Whether answers lose their NAT Detection option on the way.</summary>
    internal bool HidesNatDetection { get; set; }

    /// <summary>The ports that the home agent told of, the last 5 digits each.</summary>
    internal string Tunnels { get; private set; } = string.Empty;

    public override void UdpTunnelChanged(int router, int bid, int port, bool behindNat, long now)
    {
        if (KeepsNothing)
        {
            return;
        }

        Tunnels += bid.ToString() + ":" + port.ToString() + (behindNat ? "n;" : ";");
    }

    /// <summary>The IPv4-mapped address as text, as it stands in the cache.</summary>
    internal static byte[] Mapped(string address)
    {
        byte[] mapped = new byte[16];
        Ipv4MappedAddress.Write(mapped, 0, Nat.Octets(address), 0);
        return mapped;
    }

    /// <summary>What the home agent refuses of a good router: with a security association, its first timestamp.</summary>
    internal long Refusals()
    {
        return Settings.Routers[0].Security == null ? 0 : Agent.Refusals.Of(Refusal.ReplayedTimestamp);
    }

    /// <summary>Makes a home agent with an empty cache.</summary>
    internal void Restart()
    {
        Agent = new HomeAgent(Settings, Network, Home, null, this);
    }

    /// <summary>An uplink gets an IPv4 care-of address, and what follows is delivered.</summary>
    internal void Up(int uplink, string address)
    {
        Router.Router.LinkUp(uplink, Mapped(address), 0, Router.Now);
        Run();
    }

    /// <summary>Delivers packets both ways until none is left.</summary>
    internal void Run()
    {
        bool any = true;
        while (any)
        {
            any = false;
            for (int i = 0; i < Router.Uplinks.Length; i++)
            {
                any |= Router.Uplinks[i].Count > 0;
                Up(i, Router.Uplinks[i]);
            }

            any |= Network.Count > 0;
            Down();
        }
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

    /// <summary>Hands the home agent a packet from the network.</summary>
    internal void ToAgent(byte[] packet)
    {
        _packet.Load(packet, 0, packet.Length);
        Agent.ReceiveFromNetwork(_packet, Router.Now);
    }

    /// <summary>Hands the home agent a packet for the vehicle.</summary>
    internal void FromInside(byte[] packet)
    {
        _packet.Load(packet, 0, packet.Length);
        Agent.ReceiveFromInside(_packet, Router.Now);
    }

    /// <summary>The bindings: "BID@address:port", with n behind a NAT; in the order of their Binding Identifiers.</summary>
    internal string Show()
    {
        RouterBindings bindings = Agent.Bindings.Router(0);
        string text = string.Empty;
        for (int i = 0; i < bindings.Count; i++)
        {
            BindingCacheEntry entry = bindings.At(i);
            text += entry.Bid.ToString() + "@"
                + (entry.IsInUdp
                    ? Ipv4AddressText.Write(entry.CareOfAddress, 12) + ":" + entry.UdpPort.ToString()
                    : Ipv6AddressText.Write(entry.CareOfAddress, 0))
                + (entry.IsBehindNat ? "n;" : ";");
        }

        return text;
    }

    /// <summary>Forgets what was counted.</summary>
    internal void Forget()
    {
        for (int i = 0; i < _updates.Length; i++)
        {
            _updates[i] = 0;
        }
    }

    /// <summary>How many Binding Updates left by an uplink since <see cref="Forget"/>.</summary>
    internal int Updates(int uplink)
    {
        return _updates[uplink];
    }

    /// <summary>A passenger's packet goes out and comes to the home agent's side, or does not.</summary>
    internal bool GoesUp()
    {
        Home.Clear();
        Router.Receive(MobileRouter.Port, RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 100));
        Run();
        return Home.Count == 1;
    }

    /// <summary>A packet for a passenger comes to the port, or does not.</summary>
    internal bool GoesDown()
    {
        Router.Port.Clear();
        FromInside(RouterBench.Datagram(RouterBench.Correspondent, RouterBench.Host, 100));
        Run();
        return Router.Port.Count == 1;
    }

    // Padding of the same length in its place, and the checksum that fits.
    private static void HideNatDetection(byte[] packet)
    {
        const int Header = UdpTunnel.Overhead + Ipv6Header.Length;
        int at = Header + 12;
        while (at < packet.Length)
        {
            if (packet[at] == 31)
            {
                packet[at] = 1;
                int sum = BigEndian.ReadUInt16(packet, Header + 4) + (30 << 8);
                BigEndian.WriteUInt16(packet, Header + 4, (sum & 0xFFFF) + (sum >> 16));
            }

            at += packet[at] == 0 ? 1 : 2 + packet[at + 1];
        }
    }

    private void Up(int uplink, TestLink link)
    {
        int count = link.Count;
        byte[][] packets = new byte[count][];
        for (int i = 0; i < count; i++)
        {
            packets[i] = link.At(i);
        }

        link.Clear();
        for (int i = 0; i < count; i++)
        {
            int header = packets[i][0] >> 4 == 4 ? UdpTunnel.Overhead : 0;
            int type = packets[i][header + Ipv6Header.NextHeaderOffset];
            _updates[uplink] += type == ProtocolNumbers.Mobility || type == ProtocolNumbers.DestinationOptions ? 1 : 0;
            if (packets[i][0] >> 4 == 6 || Nats[uplink].Out(packets[i]))
            {
                ToAgent(packets[i]);
            }
        }
    }

    private void Down()
    {
        int count = Network.Count;
        byte[][] packets = new byte[count][];
        for (int i = 0; i < count; i++)
        {
            packets[i] = Network.At(i);
        }

        Network.Clear();
        for (int i = 0; i < count; i++)
        {
            byte[] packet = packets[i];
            if (HidesNatDetection)
            {
                HideNatDetection(packet);
            }

            for (int uplink = 0; uplink < Router.Uplinks.Length; uplink++)
            {
                Bindings.Binding binding = Router.Router.Bindings.At(uplink);
                bool native = packet[0] >> 4 == 6 && Ipv6Address.Equal(packet, 24, binding.CareOfAddress, 0);
                bool inUdp = packet[0] >> 4 == 4 && binding.IsIpv4 && Nats[uplink].In(packet);
                if (native || inUdp)
                {
                    Router.Receive(uplink, packet);
                    break;
                }
            }
        }
    }
}
