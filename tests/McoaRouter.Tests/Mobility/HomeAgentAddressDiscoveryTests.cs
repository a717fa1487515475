using McoaRouter.Wire;

namespace McoaRouter.Tests.Mobility;

/// <summary>Dynamic home agent address discovery of the router.</summary>
[TestClass]
public sealed class HomeAgentAddressDiscoveryTests
{
    private const string None = ",\"homeAgents\":[]";
    private const string Two = ",\"homeAgents\":[\"2001:db8:1::1\",\"2001:db8:1::2\"]";
    private const string Found = "2001:db8:1::a1";
    private const string Other = "2001:db8:1::a2";
    private const string Bulk =
        "2001:db8:a:1::17 c400 240 1:c880@2001:db8:a:1::17 2:6480@2001:db8:b:2::29 mnp 2001:db8:100::";

    [TestMethod]
    public void Rfc6275_6_5_The_Request_Goes_From_A_CareOf_Address_To_The_Home_Agents_Anycast_Address()
    {
        RouterBench bench = Asking(None);
        byte[] sent = bench.Uplinks[1].Last();
        byte[] expected = Hex.Read(
            "60000000 0008 3a 40 20010db8000b00020000000000000029 20010db800010000fdfffffffffffffe"
            + "9000 0000 0000 8000");
        System.Array.Copy(sent, 42, expected, 42, 4);
        CollectionAssert.AreEqual(expected, sent);
        Assert.IsTrue(Icmpv6Messages.IsSealed(sent));
    }

    [TestMethod]
    public void Rfc3963_7_1_The_Request_Has_R()
    {
        RouterBench bench = Asking(None);
        Assert.AreEqual(0x80, (int)bench.Uplinks[1].Last()[46]);
        Assert.AreEqual(0, (int)bench.Uplinks[1].Last()[47]);
    }

    [TestMethod]
    public void Rfc6275_11_4_1_Without_A_Known_Home_Agent_One_Is_Discovered_And_Registered_With()
    {
        RouterBench bench = Asking(None);
        bench.Up(0, RouterBench.First);
        Reply(bench, 1, 0x8000, Found, Other);
        Assert.AreEqual(Found, SentUpdate.Destination(bench.Uplinks[0].Last()));
        Assert.AreEqual(Bulk, bench.Sent(0));
        Answer(bench, BindingStatus.Accepted, 60);
        Assert.AreEqual("++", bench.States());
        Assert.IsFalse(bench.Router.HomeRegistration.DiscoveryWanted);
        Assert.AreEqual(181000L, bench.Router.NextDeadline);
    }

    [TestMethod]
    public void Rfc6275_11_4_1_The_Home_Agents_Of_A_Reply_Are_Tried_In_Its_Order_And_Kept()
    {
        RouterBench bench = Asking(None);
        bench.Up(0, RouterBench.First);
        Reply(bench, 1, 0x8000, Found, Other);
        Answer(bench, BindingStatus.Prohibited, 0);
        Assert.AreEqual(Other, SentUpdate.Destination(bench.Uplinks[0].Last()));
        Answer(bench, BindingStatus.Prohibited, 0);
        bench.PollAt(bench.Now + 32000);
        Assert.AreEqual(Found, SentUpdate.Destination(bench.Uplinks[0].Last()));
    }

    [TestMethod]
    public void Rfc6275_11_4_1_A_Silent_Discovered_Home_Agent_Is_Left_No_Sooner_Than_Its_Timeout()
    {
        RouterBench bench = Asking(None);
        bench.Up(0, RouterBench.First);
        Reply(bench, 1, 0x8000, Found, Other);
        bench.PollAt(bench.Now + 1499);
        Assert.AreEqual(Found, SentUpdate.Destination(bench.Uplinks[0].Last()));
        for (int i = 0; i < 4; i++)
        {
            bench.PollAt(bench.Router.NextDeadline);
        }

        Assert.AreEqual(Other, SentUpdate.Destination(bench.Uplinks[0].Last()));
    }

    [TestMethod]
    public void Rfc6275_11_4_1_A_Request_Is_Repeated_After_3_S_Then_After_Twice_The_Interval_Through_All_Uplinks()
    {
        RouterBench bench = Asking(None);
        bench.Up(0, RouterBench.First);
        int identifier = Icmpv6Messages.Identifier(bench, 1);
        long[] at = { 4000, 10000, 22000 };
        int[] uplinks = { 1, 0, 1 };
        for (int i = 0; i < at.Length; i++)
        {
            bench.ClearSent();
            Assert.AreEqual(at[i], bench.Router.NextDeadline);
            bench.PollAt(at[i] - 1);
            Assert.AreEqual(0, bench.SentCount());
            bench.PollAt(at[i]);
            Assert.AreEqual(1, bench.SentCount());
            Assert.AreEqual(identifier, Icmpv6Messages.Identifier(bench, uplinks[i]));
        }
    }

    [TestMethod]
    public void Rfc6275_11_4_1_After_Four_Unanswered_Requests_It_Starts_Over_After_A_Rest()
    {
        RouterBench bench = Asking(None);
        int identifier = Icmpv6Messages.Identifier(bench, 1);
        bench.PollAt(4000);
        bench.PollAt(10000);
        bench.PollAt(22000);
        Assert.AreEqual(4, bench.SentCount());
        Assert.AreEqual(0, bench.Notices);
        bench.PollAt(46000);
        Assert.AreEqual(4, bench.SentCount());
        Assert.AreEqual(1, bench.NoticesOf[(int)RouterNotice.NoOtherHomeAgent]);
        Assert.AreEqual(78000L, bench.Router.NextDeadline);
        bench.PollAt(78000);
        Assert.AreEqual(5, bench.SentCount());
        Assert.AreNotEqual(identifier, Icmpv6Messages.Identifier(bench, 1));
        Assert.AreEqual(81000L, bench.Router.NextDeadline);
        for (int i = 0; i < 4; i++)
        {
            bench.PollAt(bench.Router.NextDeadline);
        }

        Assert.AreEqual(1, bench.Notices);
    }

    [TestMethod]
    public void Rfc6275_11_4_1_A_Late_Reply_Counts_Until_The_Next_Round()
    {
        RouterBench bench = Asking(None);
        int identifier = Icmpv6Messages.Identifier(bench, 1);
        for (int i = 0; i < 4; i++)
        {
            bench.PollAt(bench.Router.NextDeadline);
        }

        bench.Receive(1, Icmpv6Messages.Reply(RouterBench.Second, identifier, 0x8000, Found, string.Empty));
        Assert.AreEqual(Found, SentUpdate.Destination(bench.Uplinks[1].Last()));
    }

    [TestMethod]
    public void Rfc6275_11_4_1_When_All_Known_Home_Agents_Failed_Others_Are_Discovered()
    {
        RouterBench bench = new RouterBench(Two + ",\"homeAgentDiscovery\":true");
        Icmpv6Messages.Seed(bench);
        bench.BothUp();
        bench.Reply(0, BindingStatus.Prohibited).WithLifetime(0).Bid(1, 0).Bid(2, 0).Receive();
        Assert.AreEqual(0, Requests(bench));
        bench.Reply(0, BindingStatus.Prohibited).WithLifetime(0).Bid(1, 0).Bid(2, 0).Receive();
        Assert.AreEqual(1, Requests(bench));
        Reply(bench, 0, 0x8000, "2001:db8:1::2", Found);
        bench.PollAt(bench.Now + 1000);
        Assert.AreEqual(Found, SentUpdate.Destination(bench.Uplinks[0].Last()));
    }

    [TestMethod]
    public void Rfc6275_11_4_1_Home_Agents_That_Are_Found_Stand_Behind_Those_That_Are_Configured()
    {
        RouterBench bench = new RouterBench(Two + ",\"homeAgentDiscovery\":true");
        Icmpv6Messages.Seed(bench);
        bench.BothUp();
        bench.Reply(0, BindingStatus.Prohibited).WithLifetime(0).Bid(1, 0).Bid(2, 0).Receive();
        bench.Reply(0, BindingStatus.Prohibited).WithLifetime(0).Bid(1, 0).Bid(2, 0).Receive();
        Reply(bench, 0, 0x8000, Found, string.Empty);
        bench.PollAt(bench.Now + 1000);
        bench.Reply(0, BindingStatus.Prohibited).WithLifetime(0).Bid(1, 0).Bid(2, 0).Receive();
        bench.PollAt(bench.Now + 1000);
        Assert.AreEqual(RouterBench.HomeAgentAddress, SentUpdate.Destination(bench.Uplinks[0].Last()));
    }

    [TestMethod]
    public void Rfc6275_11_4_1_A_Home_Agent_That_Serves_Is_Not_Looked_For()
    {
        RouterBench bench = new RouterBench(",\"homeAgentDiscovery\":true");
        Icmpv6Messages.Seed(bench);
        bench.BothUp();
        bench.Answer(0, BindingStatus.Accepted, 60, 0, 0);
        bench.PollAt(bench.Now + 10000);
        Assert.AreEqual(0, Requests(bench));
    }

    [TestMethod]
    public void Rfc6275_6_6_A_Reply_With_Another_Identifier_Or_After_The_First_Changes_Nothing()
    {
        RouterBench bench = Asking(None);
        int identifier = Icmpv6Messages.Identifier(bench, 1);
        bench.Receive(1, Icmpv6Messages.Reply(RouterBench.Second, identifier ^ 1, 0x8000, Found, string.Empty));
        Assert.AreEqual(1L, bench.Refused(Refusal.NotAwaited));
        Assert.AreEqual(1, bench.SentCount());
        Reply(bench, 1, 0x8000, Found, string.Empty);
        int sent = bench.SentCount();
        bench.Receive(1, Icmpv6Messages.Reply(RouterBench.Second, identifier, 0x8000, Other, string.Empty));
        Assert.AreEqual(2L, bench.Refused(Refusal.NotAwaited));
        Assert.AreEqual(sent, bench.SentCount());
    }

    [TestMethod]
    public void Rfc6275_6_6_A_Reply_That_Nobody_Asked_For_Changes_Nothing()
    {
        RouterBench bench = RouterBench.Registered();
        Icmpv6Messages.Seed(bench);
        bench.Receive(0, Icmpv6Messages.Reply(RouterBench.First, 0, 0x8000, Found, string.Empty));
        Assert.AreEqual(1L, bench.Refused(Refusal.NotAwaited));
        Assert.AreEqual("++", bench.States());
    }

    [TestMethod]
    public void Rfc3963_7_2_A_Reply_Without_R_Names_No_Home_Agent_For_Mobile_Routers()
    {
        RouterBench bench = Asking(None);
        Reply(bench, 1, 0, Found, string.Empty);
        Assert.AreEqual(1L, bench.Refused(Refusal.NoHomeAgent));
        Assert.AreEqual(1, bench.SentCount());
        Reply(bench, 1, 0x8000, Found, string.Empty);
        Assert.AreEqual(Found, SentUpdate.Destination(bench.Uplinks[1].Last()));
    }

    [TestMethod]
    [DataRow("ff02::1")]
    [DataRow("fe80::1")]
    [DataRow("::")]
    [DataRow("::1")]
    [DataRow("2001:db8:100:7::1")]
    [DataRow(RouterBench.HomeAddress)]
    [DataRow("2001:db8:1:0:fdff:ffff:ffff:fffe")]
    public void Rfc6275_6_6_Only_Usable_Unicast_Addresses_Are_Taken(string address)
    {
        RouterBench bench = Asking(None);
        Reply(bench, 1, 0x8000, address, string.Empty);
        Assert.AreEqual(1L, bench.Refused(Refusal.NoHomeAgent));
        Assert.AreEqual(1, bench.SentCount());
        Reply(bench, 1, 0x8000, address, Found);
        Assert.AreEqual(Found, SentUpdate.Destination(bench.Uplinks[1].Last()));
    }

    [TestMethod]
    public void Rfc6275_6_6_A_Reply_Without_Addresses_Changes_Nothing()
    {
        RouterBench bench = Asking(None);
        Reply(bench, 1, 0x8000, string.Empty, string.Empty);
        Assert.AreEqual(1L, bench.Refused(Refusal.NoHomeAgent));
    }

    [TestMethod]
    public void Rfc6275_6_6_A_Reply_Must_Come_To_The_CareOf_Address_With_Its_Checksum()
    {
        RouterBench bench = Asking(None);
        int identifier = Icmpv6Messages.Identifier(bench, 1);
        byte[] reply = Icmpv6Messages.Reply(RouterBench.First, identifier, 0x8000, Found, string.Empty);
        bench.Receive(1, reply);
        Assert.AreEqual(1L, bench.Refused(Refusal.WrongPeer));
        reply = Icmpv6Messages.Reply(RouterBench.Second, identifier, 0x8000, Found, string.Empty);
        bench.Receive(0, reply);
        Assert.AreEqual(2L, bench.Refused(Refusal.WrongPeer));
        reply[60] ^= 1;
        bench.Receive(1, reply);
        Assert.AreEqual(1L, bench.Refused(Refusal.Checksum));
        Assert.AreEqual(1, bench.SentCount());
    }

    [TestMethod]
    public void Rfc6275_6_6_A_Reply_Cut_At_Every_Length_Changes_Nothing()
    {
        RouterBench bench = Asking(None);
        byte[] reply = Icmpv6Messages.Reply(
            RouterBench.Second, Icmpv6Messages.Identifier(bench, 1), 0x8000, Found, Other);
        for (int length = 0; length < reply.Length; length++)
        {
            byte[] cut = RouterBench.Cut(reply, length);
            if (length >= Ipv6Header.Length && length != Ipv6Header.Length + 24)
            {
                Icmpv6Messages.Seal(cut);
            }

            bench.Receive(1, cut);
            Assert.AreEqual(1, bench.SentCount());
        }

        bench.Receive(1, reply);
        Assert.AreEqual(2, bench.SentCount());
    }

    [TestMethod]
    public void More_Addresses_Than_The_List_Holds_Are_Left_Out()
    {
        RouterBench bench = Asking(None);
        byte[] reply = new byte[48 + (16 * 60)];
        System.Array.Copy(
            Icmpv6Messages.Reply(
                RouterBench.Second, Icmpv6Messages.Identifier(bench, 1), 0x8000, Found, string.Empty),
            reply,
            64);
        for (int i = 0; i < 60; i++)
        {
            System.Array.Copy(Hex.Address(Found), 0, reply, 48 + (16 * i), 16);
            reply[48 + (16 * i) + 14] = (byte)i;
        }

        Icmpv6Messages.Seal(reply);
        bench.Receive(1, reply);
        Assert.AreEqual(Found, SentUpdate.Destination(bench.Uplinks[1].Last()));
        Assert.AreEqual(2, bench.SentCount());
    }

    [TestMethod]
    public void Discovery_Waits_For_A_Seed_And_For_A_Live_Uplink()
    {
        RouterBench bench = new RouterBench(None);
        bench.Up(1, RouterBench.Second);
        bench.PollAt(5000);
        Assert.AreEqual(0, bench.SentCount());
        Assert.AreEqual(MobileRouter.NoDeadline, bench.Router.NextDeadline);
        Icmpv6Messages.Seed(bench);
        bench.Down(1);
        bench.PollAt(6000);
        Assert.AreEqual(0, bench.SentCount());
        bench.Up(1, RouterBench.Second);
        Assert.AreEqual(1, bench.SentCount());
    }

    [TestMethod]
    public void Discovery_Is_A_Setting()
    {
        RouterBench bench = new RouterBench(",\"homeAgentDiscovery\":false");
        Icmpv6Messages.Seed(bench);
        bench.BothUp();
        bench.Reply(0, BindingStatus.Prohibited).WithLifetime(0).Bid(1, 0).Bid(2, 0).Receive();
        Assert.AreEqual(0, Requests(bench));
    }

    [TestMethod]
    public void A_Stopped_Router_Asks_For_Nothing()
    {
        RouterBench bench = Asking(None);
        bench.Router.Stop(bench.Now);
        bench.PollAt(bench.Now + 10000);
        Assert.AreEqual(1, bench.SentCount());
        Assert.AreEqual(MobileRouter.NoDeadline, bench.Router.NextDeadline);
    }

    [TestMethod]
    public void Without_A_Home_Agent_Nobody_Without_An_Address_Is_Taken_For_One()
    {
        RouterBench bench = Asking(None);
        byte[] inner = RouterBench.Datagram(RouterBench.Correspondent, RouterBench.Host, 100);
        bench.Receive(1, RouterBench.Tunnelled("::", RouterBench.Second, inner));
        Assert.AreEqual(1L, bench.Refused(Refusal.TunnelFromStranger));
        Assert.AreEqual(0, bench.Port.Count);
    }

    [TestMethod]
    public void Discovery_Allocates_Nothing()
    {
        RouterBench bench = Asking(None);
        byte[] reply = Icmpv6Messages.Reply(RouterBench.Second, 0, 0x8000, Found, Other);
        bench.KeepNothing();
        Heap.AssertAllocatesNothing(new DiscoveryLoop(bench, reply));
    }

    private static RouterBench Asking(string members)
    {
        RouterBench bench = new RouterBench(members);
        Icmpv6Messages.Seed(bench);
        bench.Up(1, RouterBench.Second);
        return bench;
    }

    /// <summary>A reply to the request that an uplink sent last.</summary>
    private static void Reply(RouterBench bench, int uplink, int flags, string first, string second)
    {
        string to = uplink == 0 ? RouterBench.First : RouterBench.Second;
        bench.Receive(
            uplink, Icmpv6Messages.Reply(to, Icmpv6Messages.Identifier(bench, uplink), flags, first, second));
    }

    private static void Answer(RouterBench bench, int status, int lifetime)
    {
        bench.Reply(0, status).WithLifetime(lifetime).Bid(1, 0).Bid(2, 0).Receive();
        bench.PollAt(bench.Now + (status == BindingStatus.Accepted ? 0 : 1000));
    }

    private static int Requests(RouterBench bench)
    {
        byte[] last = bench.Uplinks[0].Last();
        return last[Ipv6Header.NextHeaderOffset] == ProtocolNumbers.Icmpv6 ? 1 : 0;
    }

    private sealed class DiscoveryLoop : IRepeatable
    {
        private readonly RouterBench _bench;
        private readonly byte[] _reply;

        internal DiscoveryLoop(RouterBench bench, byte[] reply)
        {
            _bench = bench;
            _reply = reply;
        }

        public void Run()
        {
            _bench.Receive(1, _reply);
            _bench.PollAt(_bench.Router.NextDeadline);
        }
    }
}
