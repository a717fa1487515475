using McoaRouter.Security;
using McoaRouter.Tests.HomeAgents;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Attacks;

/// <summary>A flood of what is refused costs no memory, at the router and at the home agent.</summary>
[TestClass]
public sealed class AttackAllocationTests
{
    [TestMethod]
    public void Refusing_Forged_Answers_Allocates_Nothing()
    {
        AnswerLoop loop = new AnswerLoop();
        Heap.AssertAllocatesNothing(loop);
        Assert.IsTrue(loop.Refused(Refusal.ReplayedTimestamp) > 0);
        Assert.AreEqual(loop.Refused(Refusal.ReplayedTimestamp), loop.Refused(Refusal.SequenceMismatch));
    }

    [TestMethod]
    public void Refusing_Spoofed_Packets_Allocates_Nothing()
    {
        SpoofLoop loop = new SpoofLoop();
        Heap.AssertAllocatesNothing(loop);
        Assert.IsTrue(loop.Refused(Refusal.SourceInsidePrefix) > 0);
        Assert.AreEqual(loop.Refused(Refusal.SourceInsidePrefix), loop.Refused(Refusal.SourceOutsidePrefix));
    }

    private sealed class AnswerLoop : IRepeatable
    {
        private readonly RouterBench _bench = new RouterBench(
            ",\"security\":{\"spi\":256,\"key\":\"" + Configurations.Key + "\",\"identifier\":\"bus-17@example.net\"}");

        private readonly byte[] _acceptance;
        private readonly byte[] _refusal;

        internal AnswerLoop()
        {
            _bench.BothUp();
            _acceptance = Forged(BindingStatus.Accepted);
            _refusal = Forged(BindingStatus.SequenceOutOfWindow);
            _bench.KeepNothing();
        }

        public void Run()
        {
            _bench.Receive(0, _acceptance);
            _bench.Receive(0, _refusal);
        }

        internal long Refused(Refusal reason)
        {
            return _bench.Refused(reason);
        }

        private byte[] Forged(int status)
        {
            Reply reply = _bench.Reply(0, status).Bid(1, 0).Bid(2, 0);
            reply.Authenticator = new MessageAuthenticator(
                256, Hex.Read("ffeeddccbbaa99887766554433221100"), Hex.Read("6275732d3137 40 6578616d706c652e6e6574"));
            reply.Timestamp = 1;
            return reply.Write();
        }
    }

    private sealed class SpoofLoop : IRepeatable
    {
        private readonly HomeAgentBench _bench = Fleet.Registered("draft-01");

        public void Run()
        {
            _bench.Inner(_bench.Passenger, _bench.OtherPassenger, 8);
            _bench.Agent.ReceiveFromInside(_bench.Packet, 1);
            _bench.Inner(_bench.OtherPassenger, _bench.Correspondent, 8);
            _bench.Wrap(_bench.Wifi);
            _bench.Agent.ReceiveFromNetwork(_bench.Packet, 1);
        }

        internal int Refused(Refusal reason)
        {
            return _bench.Refused(reason);
        }
    }
}
