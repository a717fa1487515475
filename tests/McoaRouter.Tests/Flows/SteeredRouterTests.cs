using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Flows;

/// <summary>A whole router with flow rules: its packets leave by the uplinks that the rules name.</summary>
[TestClass]
public sealed class SteeredRouterTests
{
    private const string Rules = ",\"flows\":[{\"uplinks\":[\"lte\"],\"name\":\"bulk\",\"destination\":\"2001:db8:9::/48\"}]";
    private const string Server = "2001:db8:9::80";

    [TestMethod]
    public void Traffic_Of_A_Rule_Takes_Its_Uplink_And_The_Rest_The_Preferred_One()
    {
        RouterBench bench = Registered();
        bench.ClearSent();
        bench.Receive(MobileRouter.Port, RouterBench.Datagram(RouterBench.Host, Server, 100));
        Assert.AreEqual(0, bench.Uplinks[0].Count);
        Assert.AreEqual(1, bench.Uplinks[1].Count);
        byte[] sent = bench.Uplinks[1].Last();
        Assert.AreEqual(140, sent.Length);
        Assert.IsTrue(Ipv6Address.Equal(sent, Ipv6Header.SourceOffset, Hex.Address(RouterBench.Second), 0));
        bench.Receive(MobileRouter.Port, RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 100));
        Assert.AreEqual(1, bench.Uplinks[0].Count);
        Assert.AreEqual(1, bench.Uplinks[1].Count);
    }

    [TestMethod]
    public void Traffic_Of_A_Rule_Goes_Nowhere_While_Its_Uplink_Is_Lost_And_The_Sender_Is_Told()
    {
        RouterBench bench = Registered();
        bench.Down(1);
        Assert.AreEqual(0, bench.LastFlow);
        Assert.AreEqual(-1, bench.LastFlowUplink);
        bench.ClearSent();
        bench.Port.Clear();
        bench.Receive(MobileRouter.Port, RouterBench.Datagram(RouterBench.Host, Server, 100));
        Assert.AreEqual(0, bench.SentCount());
        Assert.AreEqual(1L, bench.Refused(Refusal.NoBinding));
        Assert.AreEqual(1, bench.Port.Count);
        byte[] error = bench.Port.Last();
        Assert.AreEqual(Icmpv6Error.DestinationUnreachable, (int)error[Ipv6Header.Length]);
        bench.Receive(MobileRouter.Port, RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 100));
        Assert.AreEqual(1, bench.Uplinks[0].Count);
    }

    [TestMethod]
    public void The_Mtu_Is_That_Of_The_Uplink_Of_The_Rule()
    {
        RouterBench bench = Registered();
        bench.Uplinks[1].MaximumTransmissionUnit = 1400;
        bench.Receive(MobileRouter.Port, RouterBench.Datagram(RouterBench.Host, Server, 1361));
        Assert.AreEqual(1L, bench.Refused(Refusal.TooBig));
        bench.Receive(MobileRouter.Port, RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 1361));
        Assert.AreEqual(1L, bench.Refused(Refusal.TooBig));
    }

    [TestMethod]
    public void Steering_Without_Rules_Changes_No_Octet()
    {
        RouterBench bench = new RouterBench(string.Empty, new TrafficSteering());
        bench.BothUp();
        bench.Answer(0, BindingStatus.Accepted, 60, 0, 0);
        RouterBench plain = RouterBench.Registered();
        bench.Receive(MobileRouter.Port, RouterBench.Datagram(RouterBench.Host, Server, 100));
        plain.Receive(MobileRouter.Port, RouterBench.Datagram(RouterBench.Host, Server, 100));
        CollectionAssert.AreEqual(plain.Uplinks[0].Last(), bench.Uplinks[0].Last());
        Assert.AreEqual(plain.Uplinks[0].Count, bench.Uplinks[0].Count);
    }

    [TestMethod]
    public void Forwarding_By_Rules_Allocates_Nothing()
    {
        Heap.AssertAllocatesNothing(new PacketLoop(Registered(), false));
    }

    [TestMethod]
    public void Choosing_Anew_Allocates_Nothing()
    {
        PacketLoop loop = new PacketLoop(Registered(), true);
        Heap.AssertAllocatesNothing(loop);
        Assert.AreNotEqual(0, loop.Moves);
    }

    private static RouterBench Registered()
    {
        RouterBench bench = new RouterBench(Rules, new TrafficSteering());
        bench.BothUp();
        bench.Answer(0, BindingStatus.Accepted, 60, 0, 0);
        Assert.AreEqual(0, bench.Router.Path);
        Assert.AreEqual(1, bench.LastFlowUplink);
        return bench;
    }

    /// <summary>Packets of ever new flows, which a rule is about; and the loss of its uplink and its return.</summary>
    private sealed class PacketLoop : IRepeatable
    {
        private readonly RouterBench _bench;
        private readonly bool _moves;
        private readonly byte[] _packet = RouterBench.Datagram(RouterBench.Host, Server, 100);
        private readonly PacketBuffer _buffer = new PacketBuffer();
        private bool _dead;
        private int _port;

        internal PacketLoop(RouterBench bench, bool moves)
        {
            _bench = bench;
            _moves = moves;
            bench.KeepNothing();
        }

        internal int Moves
        {
            get { return _bench.FlowMoves; }
        }

        public void Run()
        {
            _port = (_port + 1) & 0xFFFF;
            BigEndian.WriteUInt16(_packet, Ipv6Header.Length, _port);
            _buffer.Load(_packet, 0, _packet.Length);
            _bench.Now++;
            _bench.Router.Receive(MobileRouter.Port, _buffer, _bench.Now);
            if (_moves)
            {
                _dead = !_dead;
                _bench.Router.Bindings.At(1).State = _dead
                    ? Bindings.BindingState.Refused
                    : Bindings.BindingState.Registered;
                _bench.Router.Poll(_bench.Now);
            }
        }
    }
}
