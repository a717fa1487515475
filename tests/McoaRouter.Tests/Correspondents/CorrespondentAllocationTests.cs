using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Correspondents;

/// <summary>
/// After start neither end allocates anything for route optimisation: not per message, timer, packet or refusal.
/// </summary>
[TestClass]
public sealed class CorrespondentAllocationTests
{
    [TestMethod]
    public void The_Routers_Tests_Updates_And_Their_Timers_Allocate_Nothing()
    {
        RouteBench bench = RouteBench.Registered("rfc5648");
        bench.KeepNothing();
        Heap.AssertAllocatesNothing(new TimerLoop(bench));
        bench = RouteBench.Optimized("rfc5648");
        bench.KeepNothing();
        Heap.AssertAllocatesNothing(new TimerLoop(bench));
    }

    [TestMethod]
    public void The_Routers_Answers_And_Refusals_Allocate_Nothing()
    {
        RouteBench bench = RouteBench.Registered("draft-01");
        byte[] test = bench.Pen.CareOfTest(bench.LastSent(0, MobilityHeader.CareOfTestInit));
        byte[] error = bench.Pen.Error(RouteBench.First, BindingError.UnknownBinding, RouteBench.Home);
        byte[] request = bench.Pen.RefreshRequest(RouteBench.First, 1);
        bench.KeepNothing();
        Heap.AssertAllocatesNothing(new ReceiveLoop(bench, 0, test));
        Heap.AssertAllocatesNothing(new ReceiveLoop(bench, 0, error));
        Heap.AssertAllocatesNothing(new ReceiveLoop(bench, 0, request));
    }

    [TestMethod]
    public void The_Routers_Direct_Packets_Allocate_Nothing()
    {
        RouteBench bench = RouteBench.Optimized("draft-01");
        bench.KeepNothing();
        Heap.AssertAllocatesNothing(new ReceiveLoop(
            bench, MobileRouter.Port, RouterBench.Datagram(RouteBench.Home, RouteBench.Peer, 1280)));
        Heap.AssertAllocatesNothing(new ReceiveLoop(
            bench, MobileRouter.Port, RouterBench.Datagram(RouteBench.Home, RouteBench.Peer, 1490)));
    }

    [TestMethod]
    public void The_Correspondents_Messages_And_Packets_Allocate_Nothing()
    {
        CorrespondentBench bench = new CorrespondentBench("draft-01");
        byte[] home = bench.Init(MobilityHeader.HomeTestInit, RouteBench.Home);
        bench.Begin(RouteBench.First, 1, CorrespondentBench.Flags, 100);
        bench.Identifier(1, 200);
        byte[] update = bench.End();
        bench.Deliver(update);
        bench.Network.KeepsNothing = true;
        Heap.AssertAllocatesNothing(new PeerLoop(bench, home, false));
        Heap.AssertAllocatesNothing(new PeerLoop(bench, update, false));
        Heap.AssertAllocatesNothing(new PeerLoop(
            bench, CorrespondentBench.Optimized(RouteBench.Home, RouteBench.Second, 100), false));
        Heap.AssertAllocatesNothing(new PeerLoop(
            bench, RouterBench.Datagram(RouteBench.Peer, RouteBench.Home, 1280), true));
    }

    private sealed class TimerLoop : IRepeatable
    {
        private readonly RouteBench _bench;

        internal TimerLoop(RouteBench bench)
        {
            _bench = bench;
        }

        public void Run()
        {
            _bench.PollAt(_bench.Router.NextDeadline);
        }
    }

    private sealed class ReceiveLoop : IRepeatable
    {
        private readonly RouteBench _bench;
        private readonly int _link;
        private readonly byte[] _packet;
        private readonly PacketBuffer _buffer = new PacketBuffer();

        internal ReceiveLoop(RouteBench bench, int link, byte[] packet)
        {
            _bench = bench;
            _link = link;
            _packet = packet;
        }

        public void Run()
        {
            _buffer.Load(_packet, 0, _packet.Length);
            _bench.Router.Receive(_link, _buffer, _bench.Now);
        }
    }

    private sealed class PeerLoop : IRepeatable
    {
        private readonly CorrespondentBench _bench;
        private readonly byte[] _packet;
        private readonly bool _sends;
        private readonly PacketBuffer _buffer = new PacketBuffer();

        internal PeerLoop(CorrespondentBench bench, byte[] packet, bool sends)
        {
            _bench = bench;
            _packet = packet;
            _sends = sends;
        }

        public void Run()
        {
            _buffer.Load(_packet, 0, _packet.Length);
            if (_sends)
            {
                _bench.Node.Send(_buffer, _bench.Now);
            }
            else
            {
                _bench.Node.Receive(_buffer, _bench.Now);
            }

            _bench.Node.Poll(_bench.Now);
        }
    }
}
