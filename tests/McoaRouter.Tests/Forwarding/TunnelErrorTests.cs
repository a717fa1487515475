using McoaRouter.Wire;

namespace McoaRouter.Tests.Forwarding;

/// <summary>ICMPv6 errors about the router's own tunnel packets.</summary>
[TestClass]
public sealed class TunnelErrorTests
{
    [TestMethod]
    public void Rfc2473_8_Packet_Too_Big_Is_Relayed_Less_The_Tunnel_Header()
    {
        RouterBench bench = RouterBench.Registered();
        byte[] inner = RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 1400);
        byte[] outer = RouterBench.Tunnelled(RouterBench.First, RouterBench.HomeAgentAddress, inner);
        bench.Receive(0, Icmpv6Messages.Error(RouterBench.First, 2, 0, 1400, outer, 1232));
        byte[] sent = bench.Port.Last();
        Assert.AreEqual(1240, sent.Length);
        byte[] expected = RouterBench.Cut(sent, sent.Length);
        System.Array.Copy(
            Hex.Read(
                "60000000 04b0 3a 40 20010db8000100000000000000000100 20010db8010000010000000000000005 0200"),
            0,
            expected,
            0,
            42);
        System.Array.Copy(Hex.Read("00000550"), 0, expected, 44, 4);
        System.Array.Copy(inner, 0, expected, 48, 1192);
        CollectionAssert.AreEqual(expected, sent);
        Assert.IsTrue(Icmpv6Messages.IsSealed(sent));
        Assert.AreEqual(1, bench.Port.Count);
    }

    [TestMethod]
    public void Rfc2473_8_The_Mtu_That_Is_Relayed_Is_Never_Under_1280()
    {
        RouterBench bench = RouterBench.Registered();
        bench.Receive(0, TooBig(1400, 1300));
        Assert.AreEqual(1280, (int)BigEndian.ReadUInt32(bench.Port.Last(), 44));
        bench.Receive(0, TooBig(1400, 0));
        Assert.AreEqual(1280, (int)BigEndian.ReadUInt32(bench.Port.Last(), 44));
        bench.Receive(0, TooBig(1280, 1300));
        Assert.AreEqual(2, bench.Port.Count);
    }

    [TestMethod]
    public void Rfc2473_8_Packet_Too_Big_For_A_Packet_That_Fits_Is_Not_Relayed()
    {
        RouterBench bench = RouterBench.Registered();
        bench.Receive(0, TooBig(1400, 1440));
        bench.Receive(0, TooBig(1400, -1));
        Assert.AreEqual(0, bench.Port.Count);
    }

    [TestMethod]
    [DataRow(1, 0)]
    [DataRow(1, 4)]
    [DataRow(3, 0)]
    public void Rfc2473_8_Other_Errors_Are_Relayed_As_An_Address_That_Cannot_Be_Reached(int type, int code)
    {
        RouterBench bench = RouterBench.Registered();
        bench.Receive(0, About(RouterBench.First, RouterBench.HomeAgentAddress, RouterBench.Host, type, code, 200));
        byte[] sent = bench.Port.Last();
        Assert.AreEqual(0x0103, BigEndian.ReadUInt16(sent, 40));
        Assert.AreEqual(0, (int)BigEndian.ReadUInt32(sent, 44));
        Assert.AreEqual(48 + 200, sent.Length);
        Assert.IsTrue(Icmpv6Messages.IsSealed(sent));
    }

    [TestMethod]
    public void Rfc2473_8_An_Error_About_The_Routers_Own_Packet_Goes_To_The_Board()
    {
        RouterBench bench = RouterBench.Registered();
        bench.Receive(0, About(
            RouterBench.First, RouterBench.HomeAgentAddress, RouterBench.HomeAddress, 1, 0, 200));
        Assert.AreEqual(1, bench.Port.Count);
    }

    [TestMethod]
    public void Rfc2473_8_Errors_That_Quote_Nothing_Of_Ours_Are_Refused()
    {
        RouterBench bench = RouterBench.Registered();
        bench.Receive(0, About(RouterBench.First, "2001:db8:1::2", RouterBench.Host, 1, 0, 200));
        bench.Receive(0, About(RouterBench.Second, RouterBench.HomeAgentAddress, RouterBench.Host, 1, 0, 200));
        bench.Receive(0, About(RouterBench.First, RouterBench.HomeAgentAddress, "2001:db8:200::5", 1, 0, 200));
        bench.Receive(1, About(RouterBench.First, RouterBench.HomeAgentAddress, RouterBench.Host, 1, 0, 200));
        byte[] outer = RouterBench.Tunnelled(
            RouterBench.First,
            RouterBench.HomeAgentAddress,
            RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 200));
        bench.Receive(0, Icmpv6Messages.Error(RouterBench.Second, 1, 0, 0, outer, 240));
        Assert.AreEqual(5L, bench.Refused(Refusal.NotAwaited));
        bench.Receive(0, About(RouterBench.First, RouterBench.HomeAgentAddress, RouterBench.Host, 100, 0, 200));
        Assert.AreEqual(1L, bench.Refused(Refusal.UnknownMessage));
        byte[] broken = About(RouterBench.First, RouterBench.HomeAgentAddress, RouterBench.Host, 1, 0, 200);
        broken[60] ^= 1;
        bench.Receive(0, broken);
        Assert.AreEqual(1L, bench.Refused(Refusal.Checksum));
        Assert.AreEqual(0, bench.Port.Count);
    }

    [TestMethod]
    public void Rfc2473_8_An_Error_Inside_The_Tunnel_Is_Never_Answered()
    {
        RouterBench bench = RouterBench.Registered();
        byte[] inner = RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 100);
        inner[Ipv6Header.NextHeaderOffset] = ProtocolNumbers.Icmpv6;
        byte[] outer = RouterBench.Tunnelled(RouterBench.First, RouterBench.HomeAgentAddress, inner);
        outer[80] = 1;
        bench.Receive(0, Icmpv6Messages.Error(RouterBench.First, 1, 0, 0, outer, outer.Length));
        bench.Receive(0, Icmpv6Messages.Error(RouterBench.First, 1, 0, 0, outer, 80));
        Assert.AreEqual(0, bench.Port.Count);
        outer[80] = 128;
        bench.Receive(0, Icmpv6Messages.Error(RouterBench.First, 1, 0, 0, outer, outer.Length));
        Assert.AreEqual(1, bench.Port.Count);
    }

    [TestMethod]
    public void Rfc2473_8_Relayed_Errors_Keep_To_A_Rate()
    {
        RouterBench bench = RouterBench.Registered();
        byte[] error = About(RouterBench.First, RouterBench.HomeAgentAddress, RouterBench.Host, 1, 0, 200);
        for (int i = 0; i < 30; i++)
        {
            bench.Receive(0, error);
        }

        Assert.AreEqual(10, bench.Port.Count);
    }

    [TestMethod]
    public void Rfc2473_8_An_Error_Cut_At_Every_Length_Quotes_At_Least_Both_Headers()
    {
        RouterBench bench = RouterBench.Registered();
        byte[] error = About(RouterBench.First, RouterBench.HomeAgentAddress, RouterBench.Host, 1, 0, 100);
        for (int length = 0; length < error.Length; length++)
        {
            byte[] cut = RouterBench.Cut(error, length);
            if (length >= Ipv6Header.Length)
            {
                Icmpv6Messages.Seal(cut);
            }

            bench.Now += 1000;
            bench.Receive(0, cut);
            Assert.AreEqual(length < 128 ? 0 : length - 127, bench.Port.Count);
        }
    }

    [TestMethod]
    public void Relaying_Errors_Allocates_Nothing()
    {
        RouterBench bench = RouterBench.Registered();
        byte[] error = TooBig(1400, 1400);
        bench.KeepNothing();
        Heap.AssertAllocatesNothing(new ErrorLoop(bench, error));
    }

    private static byte[] TooBig(int length, int mtu)
    {
        byte[] outer = RouterBench.Tunnelled(
            RouterBench.First,
            RouterBench.HomeAgentAddress,
            RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, length));
        return Icmpv6Messages.Error(RouterBench.First, 2, 0, mtu, outer, 1232);
    }

    /// <summary>An error to the first uplink, about a tunnel packet that quotes its source and destination.</summary>
    private static byte[] About(string from, string to, string host, int type, int code, int length)
    {
        byte[] outer = RouterBench.Tunnelled(from, to, RouterBench.Datagram(host, RouterBench.Correspondent, length));
        return Icmpv6Messages.Error(RouterBench.First, type, code, 0, outer, outer.Length);
    }

    private sealed class ErrorLoop : IRepeatable
    {
        private readonly RouterBench _bench;
        private readonly byte[] _error;

        internal ErrorLoop(RouterBench bench, byte[] error)
        {
            _bench = bench;
            _error = error;
        }

        public void Run()
        {
            _bench.Now += 100;
            _bench.Receive(0, _error);
        }
    }
}
