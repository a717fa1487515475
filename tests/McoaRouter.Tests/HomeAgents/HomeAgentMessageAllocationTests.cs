using McoaRouter.HomeAgents;
using McoaRouter.Wire;

namespace McoaRouter.Tests.HomeAgents;

/// <summary>
/// The home agent allocates nothing for any kind of message: RFC 5648's, authenticated ones, refresh requests, errors
/// and discovery.
/// </summary>
[TestClass]
public sealed class HomeAgentMessageAllocationTests
{
    [TestMethod]
    public void Overwriting_And_Home_Bindings_Allocate_Nothing()
    {
        FinalFormLoop loop = new FinalFormLoop();
        Heap.AssertAllocatesNothing(loop);
        Assert.AreEqual(0, loop.Failures);
    }

    [TestMethod]
    public void Authentication_Allocates_Nothing()
    {
        SecureLoop loop = new SecureLoop();
        Heap.AssertAllocatesNothing(loop);
        Assert.AreEqual(0, loop.Failures);
    }

    [TestMethod]
    public void Refresh_Requests_Allocate_Nothing()
    {
        RefreshLoop loop = new RefreshLoop();
        Heap.AssertAllocatesNothing(loop);
        Assert.IsTrue(loop.Bench.Network.Sent > 40);
    }

    [TestMethod]
    public void Binding_Errors_And_Discovery_Allocate_Nothing()
    {
        QuestionLoop loop = new QuestionLoop();
        Heap.AssertAllocatesNothing(loop);
        Assert.AreEqual(0, loop.Failures);
    }

    /// <summary>Bulk with O, a home binding and its packets, a partial failure, a removal, a regular binding.</summary>
    private sealed class FinalFormLoop : IRepeatable
    {
        private readonly HomeAgentBench _bench = new HomeAgentBench();
        private int _sequence;

        internal FinalFormLoop()
        {
            _bench.HasHomeLink = true;
            _bench.Settings.SimultaneousHome = SimultaneousHome.RouterDefends;
            _bench.Speak(WireProfile.Rfc5648());
        }

        internal int Failures { get; private set; }

        public void Run()
        {
            Begin(HomeAgentBench.Router | BindingUpdate.OverwriteFlag, 60);
            _bench.Identifier(1, 200, false, _bench.Wifi);
            _bench.Identifier(2, 100, false, _bench.Cellular);
            Send(2);
            Begin(HomeAgentBench.Router, 60);
            _bench.Reference(1);
            _bench.HomeBinding(9, 255, _bench.HomeAddress);
            Send(3);
            _bench.Inner(_bench.Correspondent, _bench.Passenger, 40);
            _bench.Agent.ReceiveFromInside(_bench.Packet, 1);
            Begin(HomeAgentBench.Router, 60);
            _bench.Reference(1);
            _bench.Reference(7);
            Send(2);
            Begin(HomeAgentBench.Router, 0);
            _bench.Reference(2);
            Send(1);
            Begin(HomeAgentBench.Router, 60);
            Send(1);
            Begin(HomeAgentBench.Router, 60);
            _bench.Identifier(1, 200, false, _bench.Wifi);
            Send(1);
        }

        private void Begin(int flags, int lifetimeUnits)
        {
            _bench.Begin(_bench.Wifi, _bench.HomeAddress, ++_sequence & 0xFFFF, flags, lifetimeUnits);
        }

        private void Send(int bindings)
        {
            _bench.End();
            _bench.Agent.ReceiveFromNetwork(_bench.Packet, 1);
            Failures += _bench.Bindings.Count == bindings ? 0 : 1;
        }
    }

    /// <summary>An authentic update, a stale one, one without authentication, one with a wrong care-of address.</summary>
    private sealed class SecureLoop : IRepeatable
    {
        private readonly HomeAgentBench _bench = new HomeAgentBench();
        private int _sequence;
        private long _now;

        internal SecureLoop()
        {
            _bench.Secure();
        }

        internal int Failures { get; private set; }

        public void Run()
        {
            _now += 10;
            Begin();
            Send(HomeAgentBench.Timestamp(_now), _bench.Wifi, 1);
            Begin();
            Send(HomeAgentBench.Timestamp(_now), _bench.Wifi, 1);
            Begin();
            Send(HomeAgentBench.Timestamp(_now + 1), _bench.Cellular, 1);
            Begin();
            _bench.End();
            int before = _bench.Network.Sent;
            _bench.Agent.ReceiveFromNetwork(_bench.Packet, _now);
            Failures += _bench.Network.Sent == before ? 0 : 1;
        }

        private void Begin()
        {
            _bench.Begin(_bench.Wifi, _bench.HomeAddress, ++_sequence & 0xFFFF, HomeAgentBench.Router, 60);
            _bench.Identifier(1, 200, false, _bench.Wifi);
        }

        private void Send(long timestamp, byte[] careOfAddress, int answers)
        {
            int before = _bench.Network.Sent;
            _bench.Authenticate(_bench.Security, timestamp, careOfAddress);
            _bench.End();
            _bench.Agent.ReceiveFromNetwork(_bench.Packet, _now);
            Failures += _bench.Network.Sent == before + answers ? 0 : 1;
        }
    }

    /// <summary>Two bindings are asked for until they end.</summary>
    private sealed class RefreshLoop : IRepeatable
    {
        private int _sequence;
        private long _now;

        internal RefreshLoop()
        {
            Bench.Settings.RefreshRequests = true;
            Bench.Restart();
        }

        internal HomeAgentBench Bench { get; } = new HomeAgentBench();

        public void Run()
        {
            Bench.Begin(Bench.Wifi, Bench.HomeAddress, ++_sequence & 0xFFFF, HomeAgentBench.Router, 60);
            Bench.Identifier(1, 200, false, Bench.Wifi);
            Bench.Identifier(2, 100, false, Bench.Cellular);
            Bench.End();
            Bench.Agent.ReceiveFromNetwork(Bench.Packet, _now);
            while (Bench.Bindings.Count != 0)
            {
                _now = Bench.Agent.NextDeadline;
                Bench.Agent.Poll(_now);
            }
        }
    }

    /// <summary>
    /// Both Binding Errors, a parameter problem, discovery, a prefix solicitation and an error out of a tunnel.
    /// </summary>
    private sealed class QuestionLoop : IRepeatable
    {
        private const long End = 200000000;

        private readonly HomeAgentBench _bench = new HomeAgentBench(true, 262140);
        private readonly byte[] _anycast = HomeAgentBench.Address("2001:db8:1:0:fdff:ffff:ffff:fffe");
        private long _now;

        internal QuestionLoop()
        {
            _bench.Settings.PeerHomeAgents = new PeerHomeAgent[]
            {
                new PeerHomeAgent { Address = HomeAgentBench.Address("2001:db8:1::2") },
            };
            _bench.Restart();
            _bench.RegisterTwo(1, 0xFFFF, 0);
        }

        internal int Failures { get; private set; }

        public void Run()
        {
            _now += _now < End ? 1000 : 0;
            _bench.Icmp(_bench.Wifi, _anycast, null, Icmpv6.HomeAgentDiscoveryRequest, 1, 0x8000);
            Send();
            _bench.Icmp(
                _bench.Wifi, _bench.Settings.Address, _bench.HomeAddress, Icmpv6.MobilePrefixSolicitation, 2, 0);
            Send();
            _bench.Icmp(
                _bench.Satellite, _bench.Settings.Address, _bench.HomeAddress, Icmpv6.MobilePrefixSolicitation, 3, 0);
            Send();
            _bench.Mobility(_bench.Wifi, _bench.HomeAddress, 99);
            Send();
            _bench.Mobility(_bench.Wifi, _bench.HomeAddress, MobilityHeader.BindingUpdate);
            Send();
            _bench.Inner(_bench.Correspondent, _bench.Passenger, 1360);
            _bench.TunnelError(Icmpv6Error.PacketTooBig, 0, 1400, _bench.Wifi, 1200);
            int before = _bench.Inside.Sent;
            _bench.Agent.ReceiveFromNetwork(_bench.Packet, _now);
            Failures += _bench.Inside.Sent == before + 1 || _now >= End ? 0 : 1;
        }

        private void Send()
        {
            int before = _bench.Network.Sent;
            _bench.Agent.ReceiveFromNetwork(_bench.Packet, _now);
            Failures += _bench.Network.Sent == before + 1 || _now >= End ? 0 : 1;
        }
    }
}
