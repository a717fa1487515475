using McoaRouter.Links;

namespace McoaRouter.Tests.Modem;

/// <summary>A modem uplink allocates nothing after its construction: calls, packets, failures, timers.</summary>
[TestClass]
public sealed class ModemAllocationTests
{
    [TestMethod]
    public void Packets_allocate_nothing()
    {
        PacketLoop loop = new PacketLoop(Up());
        Heap.AssertAllocatesNothing(loop);
        Assert.AreEqual(0, loop.Failures);
    }

    [TestMethod]
    public void Silence_resets_and_pauses_allocate_nothing()
    {
        ModemBench bench = new ModemBench("0* boot -> !hang\n");
        bench.Modem.Hang();
        Heap.AssertAllocatesNothing(new TurnLoop(bench));
        Assert.IsTrue(bench.Modem.Resets > 0);
    }

    [TestMethod]
    public void Calls_that_fail_and_calls_that_are_lost_allocate_nothing()
    {
        ModemBench bench = new ModemBench(
            "0* AT+CPIN? -> +CEREG: 2 | +CPIN: READY | OK\n0* AT+CGDCONT=1,\"IPV4V6\",\"internet\" -> ERROR\n");
        CellularUplinkTests.Join(bench);
        CallLoop loop = new CallLoop(bench);
        Heap.AssertAllocatesNothing(loop);
        Assert.IsTrue(bench.Ups > 1);
    }

    private static ModemBench Up()
    {
        ModemBench bench = new ModemBench(string.Empty);
        CellularUplinkTests.Join(bench);
        Assert.IsTrue(bench.ComesUp(10000));
        return bench;
    }

    /// <summary>One packet there and back.</summary>
    private sealed class PacketLoop : IRepeatable
    {
        private readonly ModemBench _bench;
        private readonly byte[] _octets = CellularUplinkTests.Ipv6Packet(100);
        private readonly PacketBuffer _packet = new PacketBuffer();

        internal PacketLoop(ModemBench bench)
        {
            _bench = bench;
        }

        internal int Failures { get; private set; }

        public void Run()
        {
            int received = _bench.Received;
            _packet.Load(_octets, 0, _octets.Length);
            if (!_bench.Uplink.Send(_packet))
            {
                Failures++;
            }

            _bench.RunFor(1);
            Failures += _bench.Received == received + 1 ? 0 : 1;
        }
    }

    /// <summary>One deadline after another.</summary>
    private sealed class TurnLoop : IRepeatable
    {
        private readonly ModemBench _bench;

        internal TurnLoop(ModemBench bench)
        {
            _bench = bench;
        }

        public void Run()
        {
            _bench.Turn(MobileRouter.NoDeadline - 1);
        }
    }

    /// <summary>One deadline after another, and the carrier lost whenever there is an address.</summary>
    private sealed class CallLoop : IRepeatable
    {
        private readonly ModemBench _bench;

        internal CallLoop(ModemBench bench)
        {
            _bench = bench;
        }

        public void Run()
        {
            _bench.Turn(MobileRouter.NoDeadline - 1);
            if (_bench.IsUp)
            {
                _bench.Modem.LoseCarrier();
            }
        }
    }
}
