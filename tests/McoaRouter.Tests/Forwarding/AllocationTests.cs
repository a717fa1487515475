using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Forwarding;

/// <summary>
/// After start the router allocates nothing: not per packet, not per timer, not per message, not per refusal.
/// </summary>
[TestClass]
public sealed class AllocationTests
{
    [TestMethod]
    public void Forwarding_Out_Of_The_Vehicle_Allocates_Nothing()
    {
        RouterBench bench = RouterBench.Registered();
        Heap.AssertAllocatesNothing(new ReceiveLoop(
            bench, MobileRouter.Port, RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 1280)));
    }

    [TestMethod]
    public void Forwarding_Into_The_Vehicle_Allocates_Nothing()
    {
        RouterBench bench = RouterBench.Registered();
        byte[] inner = RouterBench.Datagram(RouterBench.Correspondent, RouterBench.Host, 1280);
        Heap.AssertAllocatesNothing(new ReceiveLoop(
            bench, 0, RouterBench.Tunnelled(RouterBench.HomeAgentAddress, RouterBench.First, inner)));
    }

    [TestMethod]
    public void Refusals_And_Errors_Allocate_Nothing()
    {
        RouterBench bench = RouterBench.Registered();
        byte[] inner = RouterBench.Datagram(RouterBench.Correspondent, RouterBench.Host, 100);
        Heap.AssertAllocatesNothing(new ReceiveLoop(
            bench, MobileRouter.Port, RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 1480)));
        Heap.AssertAllocatesNothing(new ReceiveLoop(
            bench, MobileRouter.Port, RouterBench.Datagram("2001:db8:200::5", RouterBench.Correspondent, 100)));
        Heap.AssertAllocatesNothing(new ReceiveLoop(
            bench, 0, RouterBench.Tunnelled("2001:db8:1::2", RouterBench.First, inner)));
        Heap.AssertAllocatesNothing(new ReceiveLoop(
            bench, 0, bench.Acknowledgement(0, 0, BindingAcknowledgement.MobileRouterFlag, 7, 60, 0, 0)));
        Heap.AssertAllocatesNothing(new ReceiveLoop(bench, 0, RouterBench.Cut(Vectors.BulkAcknowledgement(), 90)));
    }

    [TestMethod]
    public void Timers_And_Retransmissions_Allocate_Nothing()
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        Heap.AssertAllocatesNothing(new TimerLoop(bench));
    }

    [TestMethod]
    public void Registration_Loss_And_Return_Allocate_Nothing()
    {
        LifeLoop life = new LifeLoop(RouterBench.Registered());
        Heap.AssertAllocatesNothing(life);
        Assert.AreEqual(0, life.Unregistered);
    }

    private sealed class ReceiveLoop : IRepeatable
    {
        private readonly RouterBench _bench;
        private readonly int _link;
        private readonly byte[] _packet;
        private readonly PacketBuffer _buffer = new PacketBuffer();

        internal ReceiveLoop(RouterBench bench, int link, byte[] packet)
        {
            _bench = bench;
            _link = link;
            _packet = packet;
            bench.KeepNothing();
        }

        public void Run()
        {
            _buffer.Load(_packet, 0, _packet.Length);
            _bench.Now++;
            _bench.Router.Receive(_link, _buffer, _bench.Now);
        }
    }

    private sealed class TimerLoop : IRepeatable
    {
        private readonly RouterBench _bench;

        internal TimerLoop(RouterBench bench)
        {
            _bench = bench;
            bench.KeepNothing();
        }

        public void Run()
        {
            _bench.PollAt(_bench.Router.NextDeadline);
        }
    }

    /// <summary>Both uplinks are lost and come back, are registered anew, and refreshed.</summary>
    private sealed class LifeLoop : IRepeatable
    {
        private readonly RouterBench _bench;
        private readonly PacketBuffer _buffer = new PacketBuffer();
        private readonly byte[] _answer;
        private readonly byte[] _first = Hex.Address(RouterBench.First);
        private readonly byte[] _second = Hex.Address(RouterBench.Second);

        internal LifeLoop(RouterBench bench)
        {
            _bench = bench;
            _answer = bench.Acknowledgement(0, 0, BindingAcknowledgement.MobileRouterFlag, 0, 60, 0, 0);
            bench.KeepNothing();
        }

        /// <summary>
        /// How often the registration did not succeed; an assertion in the loop would allocate its message.
        /// </summary>
        internal int Unregistered { get; private set; }

        public void Run()
        {
            MobileRouter router = _bench.Router;
            _bench.Now += 2000;
            router.LinkDown(0, _bench.Now);
            router.LinkDown(1, _bench.Now);
            router.LinkUp(1, _second, 0, _bench.Now);
            router.LinkUp(0, _first, 0, _bench.Now);
            _bench.PollAt(router.NextDeadline);
            Answer();
            Unregistered += router.Path == 0 ? 0 : 1;
            _bench.PollAt(router.NextDeadline);
            Answer();
        }

        private void Answer()
        {
            int header = Ipv6Header.Length + RoutingHeaderType2.Length;
            byte[] home = _bench.Settings.HomeAddress;
            byte[] homeAgent = _bench.Settings.HomeAgents[0];
            _buffer.Load(_answer, 0, _answer.Length);
            int at = _buffer.Start + header;
            BigEndian.WriteUInt16(_buffer.Octets, at + MobilityHeader.ChecksumOffset, 0);
            BigEndian.WriteUInt16(_buffer.Octets, at + 8, _bench.Router.Bindings.Sequence);
            MobilityHeader.Finish(_buffer.Octets, at, at + _answer.Length - header, homeAgent, 0, home, 0);
            _bench.Router.Receive(0, _buffer, _bench.Now);
        }
    }
}
