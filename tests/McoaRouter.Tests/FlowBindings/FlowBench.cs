using McoaRouter.HomeAgents;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Tests.FlowBindings;

/// <summary>
/// A home agent that serves the router of <see cref="RouterBench"/>, and a pen for that router's Binding Updates. BID 1 is
/// the preferred one.
/// </summary>
internal sealed class FlowBench : HomeAgentListener
{
    internal const int Flags = BindingUpdate.AcknowledgeFlag | BindingUpdate.HomeFlag | BindingUpdate.MobileRouterFlag;

    private readonly byte[] _first = Hex.Address(RouterBench.First);
    private readonly byte[] _second = Hex.Address(RouterBench.Second);
    private readonly byte[] _home = Hex.Address(RouterBench.HomeAddress);
    private readonly byte[] _homeAgent = Hex.Address(RouterBench.HomeAgentAddress);
    private readonly byte[] _host = Hex.Address(RouterBench.Host);
    private readonly byte[] _correspondent = Hex.Address(RouterBench.Correspondent);
    private readonly PacketBuffer _packet = new PacketBuffer();
    private int _at;
    private int _header;
    private int _sequence;

    internal FlowBench()
        : this(true, Vectors.Draft)
    {
    }

    internal FlowBench(bool flows, WireProfile profile)
    {
        HomeAgentSettings settings = new HomeAgentSettings();
        settings.Address = _homeAgent;
        settings.HomePrefix = Ipv6Prefix.TryRead("2001:db8:1::/64", true);
        settings.Bulk = true;
        settings.RefreshRequests = false;
        settings.LifetimeLimitSeconds = 600;
        settings.Profiles = new WireProfile[] { profile };
        settings.Routers = new RouterAccount[] { new RouterAccount() };
        settings.Routers[0].HomeAddress = _home;
        settings.Routers[0].Prefixes = new Ipv6Prefix[] { Ipv6Prefix.TryRead("2001:db8:100::/56", true) };
        settings.Routers[0].Profile = profile;
        settings.Routers[0].Flows = flows;
        Profile = profile;
        Agent = new HomeAgent(settings, Network, Inside, null, this);
    }

    internal WireProfile Profile { get; }

    internal HomeAgent Agent { get; }

    internal TestLink Network { get; } = new TestLink();

    internal TestLink Inside { get; } = new TestLink();

    internal long Now { get; set; } = 1000;

    internal RouterFlows Flows
    {
        get { return Agent.Bindings.Router(0).Flows; }
    }

    internal byte[] Octets
    {
        get { return _packet.Octets; }
    }

    /// <summary>Starts a Binding Update that registers BID 1 and BID 2.</summary>
    internal FlowBench Update()
    {
        Begin(60);
        _at = Profile.WriteBulk(Octets, _header, _at, 1, 200, _first, 0);
        _at = Profile.WriteBulk(Octets, _header, _at, 2, 100, _second, 0);
        return this;
    }

    /// <summary>Starts a Binding Update that removes one binding.</summary>
    internal FlowBench Removal(int bid)
    {
        Begin(0);
        _at = Profile.WriteRemoval(Octets, _header, _at, bid, false, bid == 1 ? _first : _second, 0);
        return this;
    }

    /// <summary>Adds a flow binding of UDP packets from a port.</summary>
    internal FlowBench Flow(int fid, int priority, int bid, int port)
    {
        return Flow(fid, priority, bid, FromPort(port));
    }

    internal FlowBench Flow(int fid, int priority, int bid, TrafficSelector selector)
    {
        _at = FlowIdentificationOption.Write(Octets, _header, _at, fid, priority, bid, selector);
        return this;
    }

    internal FlowBench Summary(int fid)
    {
        int start = FlowSummaryOption.Begin(Octets, _header, _at);
        _at = FlowSummaryOption.Add(Octets, start, fid);
        return this;
    }

    /// <summary>Adds octets at 8n+4.</summary>
    internal FlowBench Raw(string octets)
    {
        byte[] raw = Hex.Read(octets);
        _at = MobilityOption.Align(Octets, _header, _at, 8, 4);
        System.Array.Copy(raw, 0, Octets, _at, raw.Length);
        _at += raw.Length;
        return this;
    }

    /// <summary>Ends the update, hands it in, and reads what the answer says of flow bindings: "FID=status;".</summary>
    internal string Exchange()
    {
        Send();
        return Answers(Network.Last());
    }

    internal void Send()
    {
        int length = MobilityHeader.Finish(Octets, _header, _at, _home, 0, _homeAgent, 0);
        int payload = _header + length - _packet.Start - Ipv6Header.Length;
        BigEndian.WriteUInt16(Octets, _packet.Start + Ipv6Header.PayloadLengthOffset, payload);
        _packet.SetLength(Ipv6Header.Length + payload);
        Agent.ReceiveFromNetwork(_packet, Now);
    }

    internal static string Answers(byte[] packet)
    {
        string text = string.Empty;
        int at = Ipv6Header.Length + RoutingHeaderType2.Length + BindingAcknowledgement.FixedLength;
        while (at < packet.Length)
        {
            if (packet[at] == 45)
            {
                text += FlowIdentificationOption.Fid(packet, at).ToString() + "="
                    + FlowIdentificationOption.Status(packet, at).ToString() + ";";
            }

            at += packet[at] == 0 ? 1 : 2 + packet[at + 1];
        }

        return text;
    }

    internal static TrafficSelector FromPort(int port)
    {
        TrafficSelector selector = new TrafficSelector();
        selector.FirstProtocol = ProtocolNumbers.Udp;
        selector.LastProtocol = ProtocolNumbers.Udp;
        selector.FirstSourcePort = port;
        selector.LastSourcePort = port;
        return selector;
    }

    /// <summary>The flow bindings: "FID:priority&gt;BIDs;" in the order in which they are matched.</summary>
    internal string Show()
    {
        string text = string.Empty;
        for (int i = 0; i < Flows.Count; i++)
        {
            text += Flows.At(i).Fid.ToString() + ":" + Flows.At(i).Priority.ToString();
            for (int j = 0; j < Flows.At(i).BidCount; j++)
            {
                text += ">" + Flows.At(i).Bid(j).ToString();
            }

            text += ";";
        }

        return text;
    }

    /// <summary>Hands in a UDP packet for the vehicle from a port, whole or a fragment.</summary>
    /// <param name="port">The source port; of a later fragment, what stands at its place.</param>
    /// <param name="fragment">-1 for none, otherwise the fragment offset field with its M flag.</param>
    /// <param name="identification">The identification of the fragment.</param>
    internal void Traffic(int port, int fragment, int identification)
    {
        _packet.Reset();
        int start = _packet.Start;
        int at = start + Ipv6Header.Length;
        int protocol = fragment < 0 ? ProtocolNumbers.Udp : ProtocolNumbers.Fragment;
        int length = fragment < 0 ? 16 : 24;
        Ipv6Header.Write(Octets, start, 0, length, protocol, _correspondent, 0, _host, 0);
        if (fragment >= 0)
        {
            Octets[at] = ProtocolNumbers.Udp;
            Octets[at + 1] = 0;
            BigEndian.WriteUInt16(Octets, at + 2, fragment);
            BigEndian.WriteUInt32(Octets, at + 4, identification);
            at += 8;
        }

        BigEndian.WriteUInt16(Octets, at, port);
        BigEndian.WriteUInt16(Octets, at + 2, 9);
        _packet.SetLength(Ipv6Header.Length + length);
        Agent.ReceiveFromInside(_packet, Now);
    }

    /// <summary>The bindings that a packet from a port goes to, such as "12".</summary>
    internal string WayOf(int port)
    {
        Network.Clear();
        Traffic(port, -1, 0);
        return Ways();
    }

    /// <summary>The bindings that the packets since the last clearing went to.</summary>
    internal string Ways()
    {
        string text = string.Empty;
        for (int i = 0; i < Network.Count; i++)
        {
            text += Ipv6Address.Equal(Network.At(i), 24, _first, 0) ? "1" : string.Empty;
            text += Ipv6Address.Equal(Network.At(i), 24, _second, 0) ? "2" : string.Empty;
        }

        return text;
    }

    private void Begin(int lifetimeUnits)
    {
        _packet.Reset();
        Ipv6Header.Write(
            Octets, _packet.Start, 0, 0, ProtocolNumbers.DestinationOptions, _first, 0, _homeAgent, 0);
        _header = HomeAddressOption.Write(
            Octets, _packet.Start + Ipv6Header.Length, ProtocolNumbers.Mobility, _home, 0);
        _at = BindingUpdate.Begin(Octets, _header, ++_sequence, Flags, lifetimeUnits);
    }
}
