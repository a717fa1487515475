namespace McoaRouter.Tests.HomeAgents;

/// <summary>After start the home agent allocates nothing: not per packet, message, refusal or timer.</summary>
[TestClass]
public sealed class HomeAgentAllocationTests
{
    [TestMethod]
    public void Registration_Refresh_Removal_And_Expiry_Allocate_Nothing()
    {
        LifeLoop life = new LifeLoop();
        Heap.AssertAllocatesNothing(life);
        Assert.AreEqual(0, life.Failures);
    }

    [TestMethod]
    public void Refused_Binding_Updates_Allocate_Nothing()
    {
        Heap.AssertAllocatesNothing(new RefusalLoop());
    }

    [TestMethod]
    public void Forwarding_Allocates_Nothing()
    {
        ForwardingLoop forwarding = new ForwardingLoop();
        Heap.AssertAllocatesNothing(forwarding);
        Assert.IsTrue(forwarding.Bench.Agent.Refusals.Total() == 0);
    }

    [TestMethod]
    public void Errors_Allocate_Nothing()
    {
        ErrorLoop errors = new ErrorLoop();
        Heap.AssertAllocatesNothing(errors);
        Assert.IsTrue(errors.Bench.Inside.Sent > 20);
    }

    /// <summary>
    /// Two bindings come, are refreshed, replaced by a regular one, come back, lose one, and the other expires.
    /// </summary>
    private sealed class LifeLoop : IRepeatable
    {
        private readonly HomeAgentBench _bench = new HomeAgentBench();
        private int _sequence;
        private long _now;

        internal int Failures { get; private set; }

        public void Run()
        {
            Bulk(false);
            Bulk(false);
            Expect(2);
            _bench.Begin(_bench.Satellite, _bench.HomeAddress, ++_sequence, HomeAgentBench.Router, 5);
            Send();
            Expect(1);
            Bulk(false);
            Expect(2);
            Bulk(true);
            Expect(1);
            _now = _bench.Agent.NextDeadline;
            _bench.Agent.Poll(_now);
            Expect(0);
        }

        private void Bulk(bool removesSecond)
        {
            _bench.Begin(_bench.Wifi, _bench.HomeAddress, ++_sequence, HomeAgentBench.Router, 10);
            _bench.Identifier(1, 200, false, _bench.Wifi);
            _bench.Identifier(2, 100, removesSecond, _bench.Cellular);
            Send();
        }

        private void Send()
        {
            _bench.End();
            _now++;
            _bench.Agent.ReceiveFromNetwork(_bench.Packet, _now);
        }

        private void Expect(int bindings)
        {
            Failures += _bench.Bindings.Count == bindings ? 0 : 1;
        }
    }

    /// <summary>
    /// Updates with a stale sequence number, a foreign prefix, an incompliant option, a wrong checksum.
    /// </summary>
    private sealed class RefusalLoop : IRepeatable
    {
        private readonly HomeAgentBench _bench = new HomeAgentBench();
        private int _sequence = 1;

        internal RefusalLoop()
        {
            _bench.RegisterTwo(_sequence, 60, 0);
        }

        public void Run()
        {
            Begin(_sequence);
            Send();
            Begin(++_sequence);
            _bench.Prefix(1, 0);
            Send();
            Begin(++_sequence);
            _bench.Identifier(0, 1);
            Send();
            Begin(++_sequence);
            _bench.End();
            _bench.Packet.Octets[_bench.Packet.Start + _bench.Packet.Length - 1] ^= 1;
            _bench.Agent.ReceiveFromNetwork(_bench.Packet, 1);
        }

        private void Begin(int sequence)
        {
            _bench.Begin(_bench.Wifi, _bench.HomeAddress, sequence, HomeAgentBench.Router, 60);
        }

        private void Send()
        {
            _bench.End();
            _bench.Agent.ReceiveFromNetwork(_bench.Packet, 1);
        }
    }

    /// <summary>A packet into a vehicle, one out of it, and one from a vehicle to another.</summary>
    private sealed class ForwardingLoop : IRepeatable
    {
        internal ForwardingLoop()
        {
            Bench.RegisterTwo(1, 60, 0);
            Bench.RegisterOther(1, 0);
        }

        internal HomeAgentBench Bench { get; } = new HomeAgentBench();

        public void Run()
        {
            Bench.Inner(Bench.Correspondent, Bench.Passenger, 40);
            Bench.Agent.ReceiveFromInside(Bench.Packet, 1);
            Bench.Inner(Bench.Passenger, Bench.Correspondent, 40);
            Bench.Wrap(Bench.Wifi);
            Bench.Agent.ReceiveFromNetwork(Bench.Packet, 1);
            Bench.Inner(Bench.Passenger, Bench.OtherPassenger, 40);
            Bench.Wrap(Bench.Cellular);
            Bench.Agent.ReceiveFromNetwork(Bench.Packet, 1);
        }
    }

    /// <summary>A packet without a binding, and one from a stranger; late enough for every error to be sent.</summary>
    private sealed class ErrorLoop : IRepeatable
    {
        private long _now;

        internal HomeAgentBench Bench { get; } = new HomeAgentBench();

        public void Run()
        {
            _now += 1000;
            Bench.Inner(Bench.Correspondent, Bench.Passenger, 40);
            Bench.Agent.ReceiveFromInside(Bench.Packet, _now);
            Bench.Inner(Bench.Passenger, Bench.Correspondent, 40);
            Bench.Wrap(Bench.Wifi);
            Bench.Agent.ReceiveFromNetwork(Bench.Packet, _now);
            Bench.Agent.Poll(_now);
        }
    }
}
