using McoaRouter.HomeAgents;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Udp;

/// <summary>Nothing that travels in UDP allocates: no packet, update, answer, timer or refusal, on either side.</summary>
[TestClass]
public sealed class UdpAllocationTests
{
    private const string Security = ",\"security\":{\"spi\":256,\"key\":\"" + Configurations.Key
        + "\",\"identifier\":\"bus-17@example.net\"}";

    [TestMethod]
    public void Traffic_In_Both_Directions_Allocates_Nothing()
    {
        NatLoop loop = new NatLoop(string.Empty);
        loop.Start();
        loop.HasTraffic = true;
        Heap.AssertAllocatesNothing(loop);
        Assert.AreEqual(0, loop.Failures);
        Assert.IsTrue(loop.Delivered > 100);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow(",\"wireProfile\":\"rfc5648\"")]
    [DataRow(Security)]
    public void Keepalives_And_Lost_Mappings_Allocate_Nothing(string members)
    {
        NatLoop loop = new NatLoop(members);
        loop.Start();
        Heap.AssertAllocatesNothing(loop);
        Assert.AreEqual(0, loop.Failures);
        Assert.IsTrue(loop.Silences() > 0);
    }

    [TestMethod]
    public void Refused_Packets_Allocate_Nothing()
    {
        UdpBench bench = new UdpBench();
        bench.Up(0, UdpBench.Inside);
        bench.FromInside(RouterBench.Datagram(RouterBench.Correspondent, RouterBench.Host, 60));
        RefusalLoop loop = new RefusalLoop(bench, bench.Network.Last());
        bench.Router.KeepNothing();
        Heap.AssertAllocatesNothing(loop);
        Assert.IsTrue(bench.Router.Router.Refusals.Total() > 100);
        Assert.IsTrue(bench.Agent.Refusals.Total() > 100);
    }

    /// <summary>One octet after the other of a packet's headers is wrong, for router and home agent.</summary>
    private sealed class RefusalLoop : IRepeatable
    {
        private readonly UdpBench _bench;
        private readonly byte[] _packet;
        private int _at;

        internal RefusalLoop(UdpBench bench, byte[] packet)
        {
            _bench = bench;
            _packet = packet;
        }

        public void Run()
        {
            _at = (_at + 1) % 40;
            _packet[_at] ^= 0x55;
            Ipv4Header.Seal(_packet, 0);
            _bench.Router.Receive(0, _packet);
            _bench.ToAgent(_packet);
            _packet[_at] ^= 0x55;
        }
    }

    /// <summary>A router and a home agent with a NAT between, over two buffers.</summary>
    private sealed class NatLoop : IRepeatable
    {
        private readonly RouterBench _router;
        private readonly HomeAgent _agent;
        private readonly KeptPacket _up = new KeptPacket();
        private readonly KeptPacket _down = new KeptPacket();
        private readonly KeptPacket _inside = new KeptPacket();
        private readonly byte[] _outbound = RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 1280);
        private readonly byte[] _inbound = RouterBench.Datagram(RouterBench.Correspondent, RouterBench.Host, 1280);
        private readonly byte[] _outside = Nat.Octets(UdpBench.Outside);
        private readonly byte[] _own = Nat.Octets(UdpBench.Inside);
        private readonly PacketBuffer _packet = new PacketBuffer();
        private readonly MobileRouter _machine;
        private int _port = 40000;
        private int _runs;

        internal NatLoop(string members)
        {
            _router = new RouterBench(UdpBench.Address + members);
            HomeAgentSettings settings = MatchingHomeAgent.SettingsFor(_router.Settings);
            _agent = new HomeAgent(settings, _down, _inside, null, new UdpBench { KeepsNothing = true });
            _machine = new MobileRouter(
                _router.Settings, new ILink[] { _up, new TestLink() }, _router.Port, _router);
            _router.KeepNothing();
        }

        internal bool HasTraffic { get; set; }

        internal int Failures { get; private set; }

        internal int Delivered
        {
            get { return _router.Port.Count; }
        }

        public void Run()
        {
            _runs++;
            if (HasTraffic)
            {
                _router.Now += 20;
                _packet.Load(_outbound, 0, _outbound.Length);
                _machine.Receive(MobileRouter.Port, _packet, _router.Now);
                Carry();
                _packet.Load(_inbound, 0, _inbound.Length);
                _agent.ReceiveFromInside(_packet, _router.Now);
                Carry();
                return;
            }

            if (_runs % 3 == 0)
            {
                _port = _port == 60000 ? 40000 : _port + 1;
                _packet.Load(_outbound, 0, _outbound.Length);
                _machine.Receive(MobileRouter.Port, _packet, _router.Now);
                Carry();
            }

            _router.Now = _machine.NextDeadline > _router.Now ? _machine.NextDeadline : _router.Now + 1;
            _machine.Poll(_router.Now);
            Carry();
            Failures += _machine.Bindings.At(0).State == Bindings.BindingState.Registered ? 0 : 1;
        }

        internal void Start()
        {
            _machine.LinkUp(0, UdpBench.Mapped(UdpBench.Inside), 0, _router.Now);
            Carry();
            Carry();
            Failures = 0;
        }

        internal int Silences()
        {
            return _router.NoticesOf[(int)RouterNotice.TunnelSilent];
        }

        private void Carry()
        {
            while (_up.IsFull || _down.IsFull)
            {
                if (_up.IsFull)
                {
                    Readdress(_up.Packet, Ipv4Header.SourceOffset, _outside, UdpEncapsulation.SourcePortOffset, _port);
                    _up.IsFull = false;
                    _agent.ReceiveFromNetwork(_up.Packet, _router.Now);
                }

                if (_down.IsFull)
                {
                    int port = UdpEncapsulation.DestinationPortOffset;
                    bool mine = BigEndian.ReadUInt16(_down.Packet.Octets, _down.Packet.Start + port) == _port;
                    Readdress(_down.Packet, Ipv4Header.DestinationOffset, _own, port, UdpEncapsulation.Port);
                    _down.IsFull = false;
                    if (mine)
                    {
                        _machine.Receive(0, _down.Packet, _router.Now);
                    }
                }
            }
        }

        private static void Readdress(PacketBuffer packet, int address, byte[] value, int portOffset, int port)
        {
            Ipv4Address.Copy(value, 0, packet.Octets, packet.Start + address);
            BigEndian.WriteUInt16(packet.Octets, packet.Start + portOffset, port);
            Ipv4Header.Seal(packet.Octets, packet.Start);
        }
    }

    /// <summary>A link that keeps the last packet, in a buffer with all its headroom.</summary>
    private sealed class KeptPacket : ILink
    {
        public int MaximumTransmissionUnit
        {
            get { return 1500; }
        }

        internal PacketBuffer Packet { get; } = new PacketBuffer();

        internal bool IsFull { get; set; }

        public bool Send(PacketBuffer packet)
        {
            IsFull = true;
            return Packet.Load(packet.Octets, packet.Start, packet.Length);
        }
    }
}
