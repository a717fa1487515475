using McoaRouter.Security;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Mobility;

/// <summary>Authenticated updates and acknowledgements of the home registration (RFC 4285).</summary>
[TestClass]
public sealed class HomeSecurityTests
{
    private const string Security = ",\"security\":{\"spi\":256,\"key\":\"" + Configurations.Key
        + "\",\"identifier\":\"bus-17@example.net\"}";

    private const string Two = ",\"homeAgents\":[\"2001:db8:1::1\",\"2001:db8:1::2\"]";
    private const string Individual = ",\"registration\":\"individual\"";

    [TestMethod]
    public void Rfc4285_5_1_Every_Update_Ends_With_Identifier_Timestamp_And_Authenticator()
    {
        RouterBench bench = new RouterBench(Security);
        bench.BothUp();
        Assert.IsTrue(Verifies(bench.Uplinks[1].Last(), RouterBench.Second));
        Assert.IsTrue(Verifies(bench.Uplinks[0].Last(), RouterBench.First));
        Answer(bench, 0, 0).Bid(1, 0).Bid(2, 0).Receive();
        Assert.AreEqual("++", bench.States());
        bench.Now += 2000;
        bench.Down(1);
        Assert.IsTrue(Verifies(bench.Uplinks[0].Last(), RouterBench.First));
        bench.Router.Stop(bench.Now);
        Assert.AreEqual("2001:db8:a:1::17 c400 0 auth", bench.Sent(0));
        Assert.IsTrue(Verifies(bench.Uplinks[0].Last(), RouterBench.First));
    }

    [TestMethod]
    public void Rfc4285_5_1_The_Alternate_CareOf_Address_Is_What_Is_Authenticated()
    {
        RouterBench bench = new RouterBench(Security + Individual + ",\"signallingUplink\":\"lte\"");
        bench.BothUp();
        Assert.AreEqual(
            "2001:db8:b:2::29 c400 240 1:c800 alt 2001:db8:a:1::17 mnp 2001:db8:100:: auth", bench.Sent(1));
        Assert.IsTrue(Verifies(bench.Uplinks[1].Last(), RouterBench.First));
        Assert.IsFalse(Verifies(bench.Uplinks[1].Last(), RouterBench.Second));
        Answer(bench, 1, 0).Bid(1, 0).Receive();
        Assert.AreEqual("+?", bench.States());
    }

    [TestMethod]
    public void Rfc4285_5_1_From_The_Home_Link_The_Home_Address_Is_What_Is_Authenticated()
    {
        RouterBench bench = new RouterBench(Security);
        bench.Up(0, "2001:db8:1::77");
        Assert.AreEqual("2001:db8:1::100 home c400 0 auth", bench.Sent(0));
        Assert.IsTrue(Verifies(bench.Uplinks[0].Last(), RouterBench.HomeAddress));
        Answer(bench, 0, 0).WithLifetime(0).Receive();
        Assert.AreEqual(0, bench.LastHome);
    }

    [TestMethod]
    public void Rfc4285_5_1_Who_Has_Answered_Authentically_Does_Not_Fail_To_Know_Binding_Updates()
    {
        RouterBench bench = new RouterBench(Security);
        bench.BothUp();
        Answer(bench, 0, 0).Bid(1, 0).Bid(2, 0).Receive();
        bench.Now += 2000;
        bench.Down(1);
        bench.Receive(0, UnsolicitedMessageTests.Error(RouterBench.HomeAgentAddress, 2, "::"));
        Assert.AreEqual(1L, bench.Refused(Refusal.AuthenticationMissing));
        Assert.IsTrue(bench.Router.Form == McoaRouter.Settings.RegistrationForm.Bulk);
        Assert.AreEqual(0, bench.Notices);
    }

    [TestMethod]
    public void Draft_5_9_Who_Has_Not_Answered_Yet_May_Not_Know_Binding_Updates()
    {
        RouterBench bench = new RouterBench(Security);
        bench.BothUp();
        bench.Receive(0, UnsolicitedMessageTests.Error(RouterBench.HomeAgentAddress, 2, "::"));
        Assert.IsTrue(bench.Router.Form == McoaRouter.Settings.RegistrationForm.Single);
    }

    [TestMethod]
    public void Rfc4285_5_An_Answer_Without_Authentication_Changes_Nothing()
    {
        RouterBench bench = new RouterBench(Security);
        bench.BothUp();
        bench.Reply(0, BindingStatus.Accepted).Bid(1, 0).Bid(2, 0).Receive();
        Assert.AreEqual(1L, bench.Refused(Refusal.AuthenticationMissing));
        Assert.AreEqual("??", bench.States());
        bench.Reply(0, BindingStatus.SequenceOutOfWindow).WithSequence(7000).Receive();
        Assert.AreEqual(2L, bench.Refused(Refusal.AuthenticationMissing));
        Assert.AreEqual(2, bench.Router.Bindings.Sequence);
        Assert.AreEqual(-1, bench.LastStatus);
    }

    [TestMethod]
    public void Rfc4285_5_1_An_Answer_With_Another_Key_Changes_Nothing_And_Is_Told_At_Last()
    {
        RouterBench bench = new RouterBench(Security);
        bench.Up(0, RouterBench.First);
        for (int i = 0; i < 4; i++)
        {
            Reply reply = Answer(bench, 0, BindingStatus.AuthenticationFailed).WithLifetime(0);
            reply.Authenticator = Association("ffeeddccbbaa99887766554433221100");
            reply.Receive();
            Assert.AreEqual("?.", bench.States());
            Assert.AreEqual(0, bench.Notices);
            bench.PollAt(bench.Router.NextDeadline);
        }

        Assert.AreEqual(4L, bench.Refused(Refusal.AuthenticationFailed));
        Assert.AreEqual(1, bench.NoticesOf[(int)RouterNotice.AuthenticationRefused]);
        Assert.AreEqual(0, bench.NoticesOf[(int)RouterNotice.HomeAgentSilent]);
        Answer(bench, 0, 0).Bid(1, 0).Receive();
        Assert.AreEqual("+.", bench.States());
    }

    [TestMethod]
    public void Rfc4285_5_3_An_Authentic_Refusal_Of_The_Authentication_Ends_The_Asking()
    {
        RouterBench bench = new RouterBench(Security + Two);
        bench.Up(0, RouterBench.First);
        Answer(bench, 0, BindingStatus.AuthenticationFailed).WithLifetime(0).Receive();
        Assert.AreEqual(1, bench.NoticesOf[(int)RouterNotice.AuthenticationRefused]);
        Assert.AreEqual("2001:db8:1::2", SentUpdate.Destination(bench.Uplinks[0].Last()));
        Answer(bench, 0, BindingStatus.AuthenticationFailed).WithLifetime(0).Receive();
        Assert.AreEqual(MobileRouter.NoDeadline, bench.Router.NextDeadline);
        Assert.AreEqual("!.", bench.States());
    }

    [TestMethod]
    public void Rfc4285_5_1_Status_146_With_Bids_Is_The_Drafts_Even_When_Authentic()
    {
        RouterBench bench = new RouterBench(Security);
        bench.Up(0, RouterBench.First);
        Answer(bench, 0, BindingStatus.BulkNotSupported).WithLifetime(0).Bid(1, 0).Receive();
        Assert.AreEqual("2001:db8:a:1::17 c400 240 1:c800 mnp 2001:db8:100:: auth", bench.Sent(0));
        Assert.AreEqual(0, bench.NoticesOf[(int)RouterNotice.AuthenticationRefused]);
    }

    [TestMethod]
    public void Rfc4285_6_A_Mismatch_Sets_The_Clock_And_Is_Followed_At_Once()
    {
        RouterBench bench = new RouterBench(Security);
        bench.Up(0, RouterBench.First);
        long sent = Timestamp(bench.Uplinks[0].Last());
        long theirs = (ReplayTimestamp.FromUnixMilliseconds(1800000000000) & ~ReplayTimestamp.FractionMask)
            | (sent & ReplayTimestamp.FractionMask);
        Reply reply = Answer(bench, 0, BindingStatus.TimestampMismatch).WithLifetime(0);
        reply.Timestamp = theirs;
        reply.Receive();
        Assert.AreEqual(1, bench.NoticesOf[(int)RouterNotice.ClockCorrected]);
        Assert.AreEqual(2, bench.Uplinks[0].Count);
        Assert.AreEqual(1, bench.LastAttempt);
        long second = ReplayTimestamp.ToUnixMilliseconds(Timestamp(bench.Uplinks[0].Last()));
        Assert.IsTrue(second >= 1800000000000 && second < 1800000002000);
        Answer(bench, 0, 0).Bid(1, 0).Receive();
        Assert.AreEqual("+.", bench.States());
    }

    [TestMethod]
    public void Rfc4285_6_A_Mismatch_With_Other_Low_Bits_Changes_Nothing()
    {
        RouterBench bench = new RouterBench(Security);
        bench.Up(0, RouterBench.First);
        Reply reply = Answer(bench, 0, BindingStatus.TimestampMismatch).WithLifetime(0);
        reply.Timestamp ^= 1;
        reply.Receive();
        Assert.AreEqual(1L, bench.Refused(Refusal.ReplayedTimestamp));
        Assert.AreEqual(0, bench.Notices);
        Assert.AreEqual(1, bench.Uplinks[0].Count);
    }

    [TestMethod]
    public void Rfc4285_6_A_Mismatch_Is_Followed_Three_Times_And_Then_By_The_Timer()
    {
        RouterBench bench = new RouterBench(Security);
        bench.Up(0, RouterBench.First);
        for (int i = 0; i < 6; i++)
        {
            bench.Now += 400;
            Answer(bench, 0, BindingStatus.TimestampMismatch).WithLifetime(0).Receive();
        }

        Assert.AreEqual(4, bench.Uplinks[0].Count);
    }

    [TestMethod]
    public void Rfc4285_6_An_Answer_With_Another_Timestamp_Changes_Nothing()
    {
        RouterBench bench = new RouterBench(Security);
        bench.Up(0, RouterBench.First);
        Reply reply = Answer(bench, 0, 0).Bid(1, 0);
        reply.Timestamp++;
        reply.Receive();
        Assert.AreEqual(1L, bench.Refused(Refusal.ReplayedTimestamp));
        Assert.AreEqual("?.", bench.States());
    }

    [TestMethod]
    public void Rfc4285_6_The_Boards_Clock_Is_What_Timestamps_Show()
    {
        RouterBench bench = new RouterBench(Security);
        bench.Router.SetClock(1800000000000, bench.Now);
        bench.Now += 5000;
        bench.Up(0, RouterBench.First);
        long sent = ReplayTimestamp.ToUnixMilliseconds(Timestamp(bench.Uplinks[0].Last()));
        Assert.AreEqual(1800000005000L, sent);
        bench.PollAt(bench.Router.NextDeadline);
        Assert.IsTrue(ReplayTimestamp.ToUnixMilliseconds(Timestamp(bench.Uplinks[0].Last())) >= sent + 1500);
    }

    [TestMethod]
    public void Rfc6275_11_7_3_Status_135_Must_Authenticate_And_Match_The_Update()
    {
        RouterBench bench = new RouterBench(Security);
        bench.Up(0, RouterBench.First);
        Reply old = Answer(bench, 0, BindingStatus.SequenceOutOfWindow).WithLifetime(0).WithSequence(900);
        old.Timestamp--;
        old.Receive();
        Assert.AreEqual(1L, bench.Refused(Refusal.SequenceMismatch));
        Assert.AreEqual(1, bench.Router.Bindings.Sequence);
        Answer(bench, 0, BindingStatus.SequenceOutOfWindow).WithLifetime(0).WithSequence(900).Receive();
        Assert.AreEqual(901, bench.Router.Bindings.Sequence);
    }

    [TestMethod]
    public void Rfc4285_5_1_An_Authenticated_Answer_Cut_Or_Changed_Anywhere_Changes_Nothing()
    {
        RouterBench bench = new RouterBench(Security);
        bench.Up(0, RouterBench.First);
        byte[] answer = Answer(bench, 0, 0).Bid(1, 0).Write();
        for (int length = 0; length < answer.Length; length++)
        {
            bench.Receive(0, RouterBench.Cut(answer, length));
        }

        for (int at = Ipv6Header.Length + RoutingHeaderType2.Length; at + 1 < answer.Length; at += 2)
        {
            int word = BigEndian.ReadUInt16(answer, at);
            if (at != Ipv6Header.Length + RoutingHeaderType2.Length + MobilityHeader.ChecksumOffset)
            {
                Vectors.ReplaceWord(answer, at, word ^ 0x0101);
                bench.Receive(0, answer);
                Vectors.ReplaceWord(answer, at, word);
            }
        }

        Assert.AreEqual("?.", bench.States());
        bench.Receive(0, answer);
        Assert.AreEqual("+.", bench.States());
    }

    /// <summary>An authentic answer to the last update by an uplink.</summary>
    private static Reply Answer(RouterBench bench, int uplink, int status)
    {
        Reply reply = bench.Reply(uplink, status);
        reply.Authenticator = Association(Configurations.Key);
        reply.Timestamp = Timestamp(bench.Uplinks[uplink].Last());
        return reply;
    }

    private static MessageAuthenticator Association(string key)
    {
        return new MessageAuthenticator(256, Hex.Read(key), Hex.Read("6275732d3137 40 6578616d706c652e6e6574"));
    }

    private static bool Verifies(byte[] packet, string careOfAddress)
    {
        MobilityOptions options = Read(packet);
        return Association(Configurations.Key).Verify(
            packet,
            SentUpdate.HeaderOf(packet),
            options,
            Hex.Address(careOfAddress),
            0,
            Hex.Address(RouterBench.HomeAddress),
            0) == Refusal.None;
    }

    private static long Timestamp(byte[] packet)
    {
        return ReplayProtectionOption.Timestamp(packet, Read(packet).ReplayProtectionAt);
    }

    private static MobilityOptions Read(byte[] packet)
    {
        int header = SentUpdate.HeaderOf(packet);
        MobilityOptions options = new MobilityOptions(Vectors.Draft);
        Assert.IsTrue(options.TryRead(packet, header, header + BindingUpdate.FixedLength, packet.Length));
        return options;
    }
}
