using McoaRouter.Flows;
using McoaRouter.Wire;

namespace McoaRouter.Tests.FlowBindings;

/// <summary>What a router states of its flow bindings, against a home agent (RFC 6089 §5.2).</summary>
[TestClass]
public sealed class RouterFlowBindingTests
{
    [TestMethod]
    public void Rfc6089_5_2_3_What_Was_Acknowledged_Is_In_A_Summary()
    {
        RouterBench bench = new RouterBench();
        FlowEntry[] entries = Entries();
        McoaRouter.Flows.FlowBindings flows = Bindings(bench, entries);
        bench.BothUp();
        bench.Answer(0, BindingStatus.Accepted, 60, 0, 0);
        byte[] message = new byte[512];
        int end = flows.Write(message, 64, 76, 1);
        Assert.AreEqual(45, (int)message[76]);
        Assert.AreEqual(2, BigEndian.ReadUInt16(message, 86));
        flows.Acknowledged(1, Answer(7, 0), 0, 20, bench.Now);
        Assert.IsTrue(flows.StateOf(0) == FlowBindingState.Active);
        end = flows.Write(message, 64, 76, 2);
        Assert.AreEqual(80, end);
        Assert.AreEqual(44, (int)message[76]);
        Assert.AreEqual(7, BigEndian.ReadUInt16(message, 78));
        entries[0].Uplink = 0;
        flows.Write(message, 64, 76, 3);
        Assert.AreEqual(45, (int)message[76]);
        Assert.AreEqual(1, BigEndian.ReadUInt16(message, 86));
    }

    [TestMethod]
    public void Rfc6089_5_2_6_An_Answer_Without_Options_Ends_Flow_Bindings()
    {
        RouterBench bench = RouterBench.Registered();
        McoaRouter.Flows.FlowBindings flows = Bindings(bench, Entries());
        byte[] message = new byte[512];
        flows.Write(message, 64, 76, 1);
        flows.Acknowledged(1, new byte[12], 0, 12, bench.Now);
        Assert.IsTrue(flows.AreIgnored);
        Assert.IsTrue(bench.LastNotice == RouterNotice.FlowBindingsIgnored);
        Assert.AreEqual(76, flows.Write(message, 64, 76, 2));
    }

    [TestMethod]
    public void Rfc6089_5_2_6_A_Refusal_Is_Told_And_Not_Asked_Again_Until_It_Changes()
    {
        RouterBench bench = RouterBench.Registered();
        FlowEntry[] entries = Entries();
        McoaRouter.Flows.FlowBindings flows = Bindings(bench, entries);
        byte[] message = new byte[512];
        flows.Write(message, 64, 76, 1);
        flows.Acknowledged(1, Answer(7, 128), 0, 20, bench.Now);
        Assert.IsTrue(flows.StateOf(0) == FlowBindingState.Refused);
        Assert.AreEqual(128, bench.LastNoticeValue);
        Assert.AreEqual(76, flows.Write(message, 64, 76, 2));
        entries[0].Selector.LastSourcePort = 5001;
        Assert.IsTrue(flows.Write(message, 64, 76, 3) > 76);
    }

    [TestMethod]
    public void Rfc6089_5_3_3_What_The_Home_Agent_Lost_Is_Stated_Again()
    {
        RouterBench bench = RouterBench.Registered();
        McoaRouter.Flows.FlowBindings flows = Bindings(bench, Entries());
        byte[] message = new byte[512];
        flows.Write(message, 64, 76, 1);
        flows.Acknowledged(1, Answer(7, 0), 0, 20, bench.Now);
        flows.Write(message, 64, 76, 2);
        flows.Acknowledged(2, Answer(7, 132), 0, 20, bench.Now);
        Assert.IsTrue(flows.TakeDue());
        Assert.IsTrue(!flows.TakeDue());
        flows.Write(message, 64, 76, 3);
        Assert.AreEqual(45, (int)message[76]);
    }

    [TestMethod]
    public void An_Answer_To_An_Older_Update_Changes_Nothing()
    {
        RouterBench bench = RouterBench.Registered();
        McoaRouter.Flows.FlowBindings flows = Bindings(bench, Entries());
        byte[] message = new byte[512];
        flows.Write(message, 64, 76, 1);
        flows.Write(message, 64, 76, 2);
        flows.Acknowledged(1, Answer(7, 0), 0, 20, bench.Now);
        Assert.IsTrue(flows.StateOf(0) == FlowBindingState.Unknown);
    }

    [TestMethod]
    public void Stating_And_Reading_Answers_Allocates_Nothing()
    {
        Heap.AssertAllocatesNothing(new StatingLoop());
    }

    private static FlowEntry[] Entries()
    {
        FlowEntry[] entries = { new FlowEntry(7, FlowBench.FromPort(5000)) };
        entries[0].Uplink = 1;
        return entries;
    }

    private static McoaRouter.Flows.FlowBindings Bindings(RouterBench bench, FlowEntry[] entries)
    {
        return new McoaRouter.Flows.FlowBindings(
            bench.Settings, bench.Router.Bindings, bench.Router.HomeRegistration, entries, bench);
    }

    private static byte[] Answer(int fid, int status)
    {
        byte[] answer = new byte[32];
        FlowIdentificationOption.WriteStatus(answer, 0, 12, fid, status);
        return answer;
    }

    private sealed class StatingLoop : IRepeatable
    {
        private readonly RouterBench _bench = RouterBench.Registered();
        private readonly FlowEntry[] _entries = Entries();
        private readonly McoaRouter.Flows.FlowBindings _flows;
        private readonly byte[] _message = new byte[512];
        private readonly byte[] _answer = Answer(7, 0);
        private int _sequence;

        internal StatingLoop()
        {
            _flows = Bindings(_bench, _entries);
        }

        public void Run()
        {
            _sequence++;
            _entries[0].Uplink = (_sequence >> 1) & 1;
            _flows.Write(_message, 64, 76, _sequence);
            _flows.Acknowledged(_sequence, _answer, 0, 20, _sequence);
        }
    }
}
