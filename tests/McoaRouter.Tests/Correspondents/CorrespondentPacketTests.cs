using McoaRouter.Wire;

namespace McoaRouter.Tests.Correspondents;

/// <summary>Packets between a correspondent and care-of addresses (RFC 6275 §9.3, draft §6.1, §6.4, §6.5).</summary>
[TestClass]
public sealed class CorrespondentPacketTests
{
    [TestMethod]
    public void Rfc6275_9_3_2_Packets_Take_The_Preferred_Binding()
    {
        CorrespondentBench bench = Registered();
        bench.Network.Clear();
        Assert.IsTrue(bench.Send(RouteBench.Home, 100));
        byte[] sent = bench.Network.Last();
        Assert.AreEqual(124, sent.Length);
        Assert.AreEqual(43, (int)sent[6]);
        Assert.IsTrue(Ipv6Address.Equal(sent, 24, Hex.Address(RouteBench.First), 0));
        Assert.IsTrue(Ipv6Address.Equal(sent, 48, Hex.Address(RouteBench.Home), 0));
        Assert.AreEqual(1L, bench.Node.OptimizedOutbound.Packets);
    }

    [TestMethod]
    public void Rfc6275_9_3_2_Without_A_Binding_Packets_Go_To_The_Home_Address()
    {
        CorrespondentBench bench = Registered();
        Assert.IsTrue(bench.Send("2001:db8:1::200", 100));
        Assert.AreEqual(100, bench.Network.Last().Length);
        bench.Now = 1000 + 400000;
        Assert.IsTrue(bench.Send(RouteBench.Home, 100));
        Assert.AreEqual(100, bench.Network.Last().Length);
        Assert.AreEqual(0L, bench.Node.OptimizedOutbound.Packets);
    }

    [TestMethod]
    public void Packets_That_Do_Not_Fit_With_Their_Routing_Header_Are_Refused()
    {
        CorrespondentBench bench = Registered();
        Assert.IsTrue(bench.Send(RouteBench.Home, 1476));
        Assert.IsFalse(bench.Send(RouteBench.Home, 1477));
        Assert.AreEqual(1L, bench.Refused(Refusal.TooBig));
    }

    [TestMethod]
    public void Rfc6275_9_3_1_A_Home_Address_Option_Counts_With_Its_Binding()
    {
        CorrespondentBench bench = Registered();
        bench.Deliver(CorrespondentBench.Optimized(RouteBench.Home, RouteBench.Second, 100));
        Assert.AreEqual(1, bench.Received);
        CollectionAssert.AreEqual(
            RouterBench.Datagram(RouteBench.Home, RouteBench.Peer, 100), bench.LastReceived);
    }

    [TestMethod]
    [DataRow(RouteBench.Home, RouteBench.Moved)]
    [DataRow("2001:db8:1::200", RouteBench.First)]
    public void Draft_6_5_A_Home_Address_Option_Without_Binding_Is_Answered_By_A_Binding_Error(
        string home, string careOf)
    {
        CorrespondentBench bench = Registered();
        bench.Deliver(CorrespondentBench.Optimized(home, careOf, 100));
        Assert.AreEqual(0, bench.Received);
        byte[] error = bench.Network.Last();
        Assert.AreEqual(64, error.Length);
        Assert.IsTrue(Ipv6Address.Equal(error, 24, Hex.Address(careOf), 0));
        Assert.AreEqual(BindingError.UnknownBinding, (int)error[46]);
        Assert.IsTrue(Ipv6Address.Equal(error, 48, Hex.Address(home), 0));
        Assert.AreEqual(1L, bench.Refused(Refusal.NoBinding));
    }

    [TestMethod]
    public void Rfc6275_9_1_A_Home_Address_Option_Changes_Nothing_In_The_Cache()
    {
        CorrespondentBench bench = Registered();
        string before = bench.Show();
        int changes = bench.Changes;
        bench.Deliver(CorrespondentBench.Optimized(RouteBench.Home, RouteBench.First, 100));
        bench.Deliver(CorrespondentBench.Optimized(RouteBench.Home, RouteBench.Moved, 100));
        Assert.AreEqual(before, bench.Show());
        Assert.AreEqual(changes, bench.Changes);
    }

    [TestMethod]
    public void Rfc6275_9_3_1_A_Home_Address_That_Is_Not_Routable_Is_Dropped()
    {
        CorrespondentBench bench = Registered();
        byte[] packet = CorrespondentBench.Optimized(RouteBench.Home, RouteBench.First, 100);
        packet[48] = 0xFF;
        bench.Network.Clear();
        bench.Deliver(packet);
        Assert.AreEqual(0, bench.Received);
        Assert.AreEqual(0, bench.Network.Count);
    }

    [TestMethod]
    [DataRow("draft-01", 48)]
    [DataRow("rfc5648", 48)]
    public void Draft_6_4_A_Binding_In_Use_Is_Asked_For_With_Its_Binding_Identifier(string profile, int options)
    {
        CorrespondentBench bench = new CorrespondentBench(profile);
        bench.Register(RouteBench.First, 1, 200, 1);
        Assert.AreEqual(401000L, bench.Node.NextDeadline);
        bench.Send(RouteBench.Home, 100);
        Assert.AreEqual(376000L, bench.Node.NextDeadline);
        bench.Network.Clear();
        bench.Node.Poll(376000);
        byte[] request = bench.Network.Last();
        Assert.IsTrue(Ipv6Address.Equal(request, options, Hex.Address(RouteBench.Home), 0));
        Assert.AreEqual(0, (int)request[66]);
        Assert.AreEqual(0x23040001L, (long)BigEndian.ReadUInt32(request, 72));
        bench.Node.Poll(376000);
        Assert.AreEqual(1, bench.Network.Count);
        Assert.AreEqual(401000L, bench.Node.NextDeadline);
    }

    [TestMethod]
    public void Draft_6_4_A_Regular_Binding_Is_Asked_For_Without_Binding_Identifier()
    {
        CorrespondentBench bench = new CorrespondentBench("draft-01");
        bench.Register(RouteBench.First, 0, 0, 1);
        bench.Send(RouteBench.Home, 100);
        bench.Node.Poll(376000);
        Assert.AreEqual(72, bench.Network.Last().Length);
    }

    [TestMethod]
    public void Rfc6275_9_5_5_A_Binding_That_Is_Not_In_Use_Or_Requests_That_Are_Off_Ask_Nothing()
    {
        CorrespondentBench bench = new CorrespondentBench("draft-01", ",\"refreshRequests\":false");
        bench.Register(RouteBench.First, 1, 200, 1);
        bench.Send(RouteBench.Home, 100);
        bench.Network.Clear();
        bench.Node.Poll(400999);
        Assert.AreEqual(0, bench.Network.Count);
    }

    [TestMethod]
    public void Rfc6275_9_3_4_Persistent_Errors_Delete_The_Binding()
    {
        CorrespondentBench bench = Registered();
        bench.Send(RouteBench.Home, 100);
        byte[] sent = bench.Network.Last();
        for (int i = 0; i < 4; i++)
        {
            // A packet from the care-of address after the first two errors shows that it is alive.
            bench.Deliver(Unreachable(sent));
            if (i == 1)
            {
                bench.Deliver(CorrespondentBench.Optimized(RouteBench.Home, RouteBench.First, 100));
            }

            Assert.AreEqual(2, bench.Node.Bindings.Find(Hex.Address(RouteBench.Home), 0).Count);
        }

        bench.Deliver(Unreachable(sent));
        Assert.AreEqual("2:100@2001:db8:b:2::29;", bench.Show());
        bench.Send(RouteBench.Home, 100);
        Assert.IsTrue(Ipv6Address.Equal(bench.Network.Last(), 24, Hex.Address(RouteBench.Second), 0));
    }

    private static CorrespondentBench Registered()
    {
        CorrespondentBench bench = new CorrespondentBench("draft-01");
        bench.Register(RouteBench.First, 1, 200, 1);
        bench.Register(RouteBench.Second, 2, 100, 2);
        return bench;
    }

    private static byte[] Unreachable(byte[] invoking)
    {
        byte[] packet = new byte[48 + invoking.Length];
        byte[] router = Hex.Address("2001:db8:a::1");
        Ipv6Header.Write(packet, 0, 0, 8 + invoking.Length, ProtocolNumbers.Icmpv6, router, 0, invoking, 8);
        packet[40] = 1;
        System.Array.Copy(invoking, 0, packet, 48, invoking.Length);
        Icmpv6.Finish(packet, 40, packet.Length, packet, 8, packet, 24);
        return packet;
    }
}
