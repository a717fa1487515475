using McoaRouter.Wire;

namespace McoaRouter.Tests.Mobility;

/// <summary>Mobile prefix discovery of the router.</summary>
[TestClass]
public sealed class MobilePrefixDiscoveryTests
{
    private const string Prefix = "2001:db8:1::";
    private const uint Infinite = 0xFFFFFFFF;

    [TestMethod]
    public void Rfc6275_6_7_The_Solicitation_Goes_To_The_Home_Agent_With_A_Home_Address_Option()
    {
        RouterBench bench = Asked();
        byte[] sent = bench.Uplinks[0].Last();
        byte[] expected = Hex.Read(
            "60000000 0020 3c 40 20010db8000a00010000000000000017 20010db8000100000000000000000001"
            + "3a02 0102 0000 c910 20010db8000100000000000000000100"
            + "9200 0000 0000 0000");
        System.Array.Copy(sent, 66, expected, 66, 4);
        CollectionAssert.AreEqual(expected, sent);
        Assert.IsTrue(Icmpv6Messages.IsSealed(sent));
        Assert.AreEqual(1, bench.SentCount());
    }

    [TestMethod]
    public void Rfc6275_11_7_3_Status_1_Makes_The_Router_Solicit()
    {
        RouterBench bench = Asked();
        Assert.IsFalse(bench.Router.HomeRegistration.PrefixDiscoveryWanted);
        Assert.AreEqual("++", bench.States());
        Assert.AreEqual(146, (int)bench.Uplinks[0].Last()[64]);
    }

    [TestMethod]
    public void Rfc6275_11_7_1_After_Status_1_The_Next_Registration_Is_Later_Than_The_Advertisement()
    {
        RouterBench bench = Asked();
        bench.Receive(0, Advertisement(bench, Prefix, Infinite, Infinite));
        Assert.AreEqual(181000L, bench.Router.NextDeadline);
        Assert.AreEqual(1, bench.SentCount());
    }

    [TestMethod]
    public void Rfc6275_11_4_2_The_Identifier_Is_Drawn_Anew_For_Each_Round()
    {
        RouterBench bench = Asked();
        int first = Icmpv6Messages.Identifier(bench, 0);
        bench.Receive(0, Advertisement(bench, Prefix, 8000, 8000));
        bench.PollAt(1000 + (800 * 1000));
        Assert.AreNotEqual(first, Icmpv6Messages.Identifier(bench, 0));
    }

    [TestMethod]
    public void Rfc6275_11_8_A_Solicitation_Is_Repeated_After_3_S_Then_Doubling_Four_Times_In_All()
    {
        RouterBench bench = Asked();
        int identifier = Icmpv6Messages.Identifier(bench, 0);
        Assert.AreEqual(4000L, bench.Router.NextDeadline);
        bench.PollAt(4000);
        Assert.AreEqual(10000L, bench.Router.NextDeadline);
        bench.PollAt(10000);
        Assert.AreEqual(22000L, bench.Router.NextDeadline);
        bench.PollAt(22000);
        Assert.AreEqual(46000L, bench.Router.NextDeadline);
        Assert.AreEqual(identifier, Icmpv6Messages.Identifier(bench, 0));
        bench.PollAt(46000);
        Assert.AreEqual(4, bench.SentCount());
        Assert.AreEqual(181000L, bench.Router.NextDeadline);
        Assert.AreEqual(0, bench.Notices);
    }

    [TestMethod]
    public void Rfc6275_11_4_3_A_Home_Prefix_That_Lasts_Is_No_News()
    {
        RouterBench bench = Asked();
        bench.Receive(0, Advertisement(bench, Prefix, Infinite, Infinite));
        Assert.AreEqual(0, bench.Notices);
        Assert.AreEqual(0L, bench.Refused(Refusal.NotAwaited));
        bench = Asked();
        bench.Receive(0, Advertisement(bench, Prefix, 2592000, 604800));
        Assert.AreEqual(0, bench.Notices);
    }

    [TestMethod]
    public void Rfc6275_11_4_3_A_Home_Prefix_That_Ends_Is_Told_With_Its_Seconds()
    {
        RouterBench bench = Asked();
        bench.Receive(0, Advertisement(bench, Prefix, 7000, 600));
        Assert.AreEqual(1, bench.NoticesOf[(int)RouterNotice.HomePrefixEnds]);
        Assert.AreEqual(600, bench.LastNoticeValue);
        bench = Asked();
        bench.Receive(0, Advertisement(bench, Prefix, 300, Infinite));
        Assert.AreEqual(300, bench.LastNoticeValue);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("2001:db8:2::")]
    public void Rfc6275_11_4_3_A_Home_Prefix_That_Is_Not_Among_The_Prefixes_Has_Ended(string prefix)
    {
        RouterBench bench = Asked();
        bench.Receive(0, Advertisement(bench, prefix, Infinite, Infinite));
        Assert.AreEqual(RouterNotice.HomePrefixEnds, bench.LastNotice);
        Assert.AreEqual(0, bench.LastNoticeValue);
        Assert.AreEqual("++", bench.States());
        Assert.AreEqual(181000L, bench.Router.NextDeadline);
    }

    [TestMethod]
    public void Rfc6275_11_4_3_The_Address_Of_A_Router_In_The_Prefix_Stands_For_The_Prefix()
    {
        RouterBench bench = Asked();
        bench.Receive(0, Advertisement(bench, RouterBench.HomeAgentAddress, Infinite, Infinite));
        Assert.AreEqual(0, bench.Notices);
    }

    [TestMethod]
    public void Rfc6275_11_4_2_A_Home_Prefix_About_To_End_Is_Asked_For_Again()
    {
        RouterBench bench = Asked();
        bench.Receive(0, Advertisement(bench, Prefix, 7300, 7300));
        Assert.AreEqual(0, bench.Notices);
        Assert.AreEqual(101000L, bench.Router.NextDeadline);
        bench.PollAt(101000);
        Assert.AreEqual(2, bench.SentCount());
        bench.Receive(0, Advertisement(bench, Prefix, 7200, 7200));
        Assert.AreEqual(7200, bench.LastNoticeValue);
        bench.Receive(0, Advertisement(bench, Prefix, 7200, 7200));
        Assert.AreEqual(1, bench.Notices);
    }

    [TestMethod]
    public void Rfc6275_11_4_3_Only_The_Home_Agent_Is_Believed()
    {
        RouterBench bench = Asked();
        bench.Receive(0, Icmpv6Messages.Advertisement(
            "2001:db8:1::2",
            RouterBench.First,
            RouterBench.HomeAddress,
            Icmpv6Messages.Identifier(bench, 0),
            string.Empty,
            0,
            0));
        Assert.AreEqual(1L, bench.Refused(Refusal.WrongPeer));
        Assert.AreEqual(0, bench.Notices);
        Assert.AreEqual(4000L, bench.Router.NextDeadline);
    }

    [TestMethod]
    public void Rfc6275_11_4_3_An_Advertisement_Must_Have_A_Routing_Header_With_The_Home_Address()
    {
        RouterBench bench = Asked();
        int identifier = Icmpv6Messages.Identifier(bench, 0);
        bench.Receive(0, Icmpv6Messages.Advertisement(
            RouterBench.HomeAgentAddress, RouterBench.First, "2001:db8:1::101", identifier, string.Empty, 0, 0));
        byte[] plain = Icmpv6Messages.Reply(RouterBench.First, identifier, 0, string.Empty, string.Empty);
        plain[Ipv6Header.Length] = 147;
        Icmpv6Messages.Seal(plain);
        bench.Receive(0, plain);
        Assert.AreEqual(2L, bench.Refused(Refusal.WrongPeer));
        Assert.AreEqual(0, bench.Notices);
    }

    [TestMethod]
    public void Rfc6275_11_4_3_An_Identifier_Counts_Once_And_Others_Not_At_All()
    {
        RouterBench bench = Asked();
        byte[] good = Advertisement(bench, Prefix, Infinite, Infinite);
        byte[] bad = Advertisement(bench, string.Empty, 0, 0);
        bad[69] ^= 1;
        Icmpv6Messages.Seal(bad);
        bench.Receive(0, bad);
        Assert.AreEqual(1L, bench.Refused(Refusal.NotAwaited));
        bench.Receive(0, good);
        bench.Receive(0, good);
        Assert.AreEqual(2L, bench.Refused(Refusal.NotAwaited));
        Assert.AreEqual(0, bench.Notices);
    }

    [TestMethod]
    public void Rfc6275_11_4_3_An_Unsolicited_Advertisement_Makes_The_Router_Solicit_Once_A_Minute()
    {
        RouterBench bench = RouterBench.Registered();
        Icmpv6Messages.Seed(bench);
        bench.ClearSent();
        byte[] forged = Icmpv6Messages.Advertisement(
            RouterBench.HomeAgentAddress, RouterBench.First, RouterBench.HomeAddress, 1, string.Empty, 0, 0);
        bench.Receive(0, forged);
        Assert.AreEqual(1L, bench.Refused(Refusal.NotAwaited));
        Assert.AreEqual(146, (int)bench.Uplinks[0].Last()[64]);
        Assert.AreEqual(1, bench.SentCount());
        Assert.AreEqual(0, bench.Notices);
        bench.Receive(0, Advertisement(bench, Prefix, Infinite, Infinite));
        for (int i = 0; i < 50; i++)
        {
            bench.PollAt(bench.Now + 1000);
            bench.Receive(0, forged);
        }

        Assert.AreEqual(1, bench.SentCount());
        bench.PollAt(61000);
        Assert.AreEqual(2, bench.SentCount());
    }

    [TestMethod]
    public void Rfc6275_6_8_An_Advertisement_Cut_At_Every_Length_Changes_Nothing()
    {
        RouterBench bench = Asked();
        byte[] whole = Advertisement(bench, Prefix, 60, 60);
        for (int length = 0; length < whole.Length; length++)
        {
            byte[] cut = RouterBench.Cut(whole, length);
            if (length > Ipv6Header.Length && length != 72)
            {
                Icmpv6Messages.Seal(cut);
            }

            bench.Receive(0, cut);
            Assert.AreEqual(0, bench.Notices);
            Assert.AreEqual(1, bench.SentCount());
        }

        bench.Receive(0, whole);
        Assert.AreEqual(60, bench.LastNoticeValue);
    }

    [TestMethod]
    public void Rfc6275_6_8_Options_That_Are_Not_Known_Are_Skipped()
    {
        RouterBench bench = Asked();
        byte[] known = Advertisement(bench, Prefix, 60, 60);
        byte[] packet = new byte[known.Length + 8];
        System.Array.Copy(known, 0, packet, 0, 72);
        packet[72] = 0xFD;
        packet[73] = 1;
        System.Array.Copy(known, 72, packet, 80, 32);
        Icmpv6Messages.Seal(packet);
        bench.Receive(0, packet);
        Assert.AreEqual(60, bench.LastNoticeValue);
    }

    [TestMethod]
    public void At_Home_And_Without_A_Seed_Nothing_Is_Solicited()
    {
        RouterBench bench = new RouterBench();
        bench.BothUp();
        bench.ClearSent();
        bench.Answer(0, BindingStatus.PrefixDiscoveryNeeded, 60, 0, 0);
        bench.PollAt(5000);
        Assert.AreEqual(0, bench.SentCount());
        Icmpv6Messages.Seed(bench);
        bench.PollAt(bench.Router.NextDeadline);
        Assert.AreEqual(1, bench.SentCount());
        Assert.AreEqual(146, (int)bench.Uplinks[0].Last()[64]);
        bench.Up(0, "2001:db8:1::77");
        bench.ClearSent();
        bench.PollAt(bench.Now + 20000);
        for (int i = 0; i < bench.Uplinks[0].Count; i++)
        {
            Assert.AreEqual(ProtocolNumbers.Mobility, (int)bench.Uplinks[0].Last()[6]);
        }
    }

    [TestMethod]
    public void Prefix_Discovery_Allocates_Nothing()
    {
        RouterBench bench = Asked();
        byte[] forged = Advertisement(bench, Prefix, 60, 60);
        bench.KeepNothing();
        Heap.AssertAllocatesNothing(new AdvertisementLoop(bench, forged));
    }

    /// <summary>A router whose registration was answered with status 1; the updates are forgotten.</summary>
    private static RouterBench Asked()
    {
        RouterBench bench = new RouterBench();
        Icmpv6Messages.Seed(bench);
        bench.BothUp();
        bench.ClearSent();
        bench.Answer(0, BindingStatus.PrefixDiscoveryNeeded, 60, 0, 0);
        return bench;
    }

    private static byte[] Advertisement(RouterBench bench, string prefix, uint valid, uint preferred)
    {
        return Icmpv6Messages.Advertisement(
            RouterBench.HomeAgentAddress,
            RouterBench.First,
            RouterBench.HomeAddress,
            Icmpv6Messages.Identifier(bench, 0),
            prefix,
            valid,
            preferred);
    }

    private sealed class AdvertisementLoop : IRepeatable
    {
        private readonly RouterBench _bench;
        private readonly byte[] _forged;

        internal AdvertisementLoop(RouterBench bench, byte[] forged)
        {
            _bench = bench;
            _forged = forged;
        }

        public void Run()
        {
            _bench.Receive(0, _forged);
            _bench.PollAt(_bench.Now + 61);
        }
    }
}
