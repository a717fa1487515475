using McoaRouter.Wire;

namespace McoaRouter.Tests.HomeAgents;

/// <summary>Authentication, replay protection and identifiers of Binding Updates (RFC 4285).</summary>
[TestClass]
public sealed class HomeAgentAuthenticationTests
{
    private const string Key = "00112233445566778899aabbccddeeff";
    private const string OtherKey = "00112233445566778899aabbccddeefe";
    private const string Identifier = "6275732d3137406578616d706c652e6e6574";
    private const string OtherIdentifier = "6275732d3138406578616d706c652e6e6574";
    private const uint Spi = 256;

    [TestMethod]
    public void Rfc4285_5_1_An_Authentic_Update_Is_Carried_Out()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Secure();
        BeginTwo(bench, 1);
        ByHand(bench, Key, Spi, Identifier, HomeAgentBench.Timestamp(5000));
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(5000));
        Assert.AreEqual("1:200@2001:db8:a::10;2:100@2001:db8:b::20;", bench.Show());
        Assert.AreEqual(0, (int)bench.Agent.Refusals.Total());
    }

    [TestMethod]
    public void Rfc4285_5_1_1_The_Answer_Is_Authentic_And_Brings_The_Timestamp_Back()
    {
        HomeAgentBench bench = Secured();
        Assert.AreEqual(Refusal.None, bench.VerifyAnswer(bench.Wifi));
        Assert.IsTrue(bench.AnswerTimestamp() == HomeAgentBench.Timestamp(0));
        Assert.AreEqual(2, bench.Answer.Options.BindingIdentifierCount);
        bench.Begin(bench.Wifi, bench.HomeAddress, 1, HomeAgentBench.Router, 60);
        Assert.AreEqual(BindingStatus.SequenceOutOfWindow, bench.ExchangeSecurely(bench.Wifi, 10));
        Assert.AreEqual(Refusal.None, bench.VerifyAnswer(bench.Wifi));
        Assert.IsTrue(bench.AnswerTimestamp() == HomeAgentBench.Timestamp(10));
    }

    [TestMethod]
    public void Rfc4285_5_1_The_Answers_Authenticator_Covers_Where_It_Goes()
    {
        HomeAgentBench bench = Secured();
        Assert.AreEqual(Refusal.AuthenticationFailed, bench.VerifyAnswer(bench.Cellular));
    }

    [TestMethod]
    public void Rfc4285_5_Without_Authentication_An_Update_Is_Silence()
    {
        HomeAgentBench bench = Secured();
        BeginTwo(bench, 2);
        Silent(bench, bench.Exchange(10), Refusal.AuthenticationMissing);
    }

    [TestMethod]
    public void Rfc4285_4_Without_Its_Identifier_Or_With_Another_An_Update_Is_Silence()
    {
        HomeAgentBench bench = Secured();
        BeginTwo(bench, 2);
        ByHand(bench, Key, Spi, null, HomeAgentBench.Timestamp(10));
        Silent(bench, bench.Exchange(10), Refusal.IdentifierMismatch);
        bench = Secured();
        BeginTwo(bench, 2);
        ByHand(bench, Key, Spi, OtherIdentifier, HomeAgentBench.Timestamp(10));
        Silent(bench, bench.Exchange(10), Refusal.IdentifierMismatch);
    }

    [TestMethod]
    [DataRow(OtherKey, 256)]
    [DataRow(Key, 257)]
    public void Rfc4285_5_1_1_A_Wrong_Authenticator_Or_Spi_Is_Answered_146(string key, int spi)
    {
        HomeAgentBench bench = Secured();
        string before = bench.Snapshot();
        BeginTwo(bench, 2);
        ByHand(bench, key, (uint)spi, Identifier, HomeAgentBench.Timestamp(10));
        Assert.AreEqual(BindingStatus.AuthenticationFailed, bench.Exchange(10));
        Assert.AreEqual(0, bench.Answer.Options.BindingIdentifierCount);
        Assert.AreEqual(2, bench.Answer.Sequence);
        Assert.AreEqual(0, bench.Answer.LifetimeUnits);
        Assert.AreEqual(Refusal.None, bench.VerifyAnswer(bench.Wifi));
        Assert.AreEqual(1, bench.Refused(Refusal.AuthenticationFailed));
        Untouched(bench, before);
    }

    [TestMethod]
    public void Rfc4285_5_1_Any_Octet_Changed_Is_Noticed()
    {
        HomeAgentBench bench = Secured();
        string before = bench.Snapshot();
        BeginTwo(bench, 2);
        bench.Authenticate(bench.Security, HomeAgentBench.Timestamp(10), bench.Wifi);
        bench.End();
        byte[] whole = new byte[bench.Packet.Length];
        System.Array.Copy(bench.Packet.Octets, bench.Packet.Start, whole, 0, whole.Length);
        int header = Ipv6Header.Length + HomeAddressOption.HeaderLength;
        for (int at = header + MobilityHeader.DataOffset; at < whole.Length; at++)
        {
            bench.Packet.Load(whole, 0, whole.Length);
            bench.Packet.Octets[bench.Packet.Start + at] ^= 0x10;
            Sign(bench, header, whole.Length - header);
            int answer = bench.Deliver(10);
            Assert.IsTrue(
                answer == HomeAgentBench.NoAnswer
                    || (answer == BindingStatus.AuthenticationFailed
                        && bench.Answer.Options.BindingIdentifierCount == 0));
        }

        Untouched(bench, before);
    }

    [TestMethod]
    public void Rfc4285_5_1_The_Option_Must_Be_The_Last()
    {
        HomeAgentBench bench = Secured();
        string before = bench.Snapshot();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 60);
        bench.Authenticate(bench.Security, HomeAgentBench.Timestamp(10), bench.Wifi);
        bench.Raw(new byte[] { 1, 6, 0, 0, 0, 0, 0, 0 });
        Assert.AreEqual(BindingStatus.AuthenticationFailed, bench.Exchange(10));
        Untouched(bench, before);
    }

    [TestMethod]
    public void Rfc4285_6_Without_A_Timestamp_An_Update_Is_Answered_145()
    {
        HomeAgentBench bench = Secured();
        string before = bench.Snapshot();
        BeginTwo(bench, 2);
        ByHand(bench, Key, Spi, Identifier, 0);
        Assert.AreEqual(BindingStatus.TimestampRequired, bench.Exchange(1000));
        Assert.AreEqual(0, bench.Answer.Options.BindingIdentifierCount);
        Assert.AreEqual(Refusal.None, bench.VerifyAnswer(bench.Wifi));
        Assert.IsTrue(bench.AnswerTimestamp() == HomeAgentBench.Timestamp(1000));
        Untouched(bench, before);
    }

    [TestMethod]
    [DataRow(-7001)]
    [DataRow(7001)]
    [DataRow(-1000000)]
    public void Rfc4285_6_A_Timestamp_That_Is_Not_Close_Is_Answered_144_With_Our_Seconds(int offset)
    {
        HomeAgentBench bench = Secured();
        string before = bench.Snapshot();
        long sent = HomeAgentBench.Timestamp(20000 + offset);
        long ours = HomeAgentBench.Timestamp(20000);
        BeginTwo(bench, 2);
        bench.Authenticate(bench.Security, sent, bench.Wifi);
        Assert.AreEqual(BindingStatus.TimestampMismatch, bench.Exchange(20000));
        Assert.AreEqual(0, bench.Answer.Options.BindingIdentifierCount);
        Assert.AreEqual(Refusal.None, bench.VerifyAnswer(bench.Wifi));
        Assert.IsTrue(bench.AnswerTimestamp() >> 32 == ours >> 32);
        Assert.IsTrue((bench.AnswerTimestamp() & 0xFFFFFFFF) == (sent & 0xFFFFFFFF));
        Assert.AreEqual(1, bench.Refused(Refusal.ReplayedTimestamp));
        Untouched(bench, before);
    }

    [TestMethod]
    [DataRow(-6999)]
    [DataRow(6999)]
    public void Rfc4285_6_Seven_Seconds_Are_Close_Enough(int offset)
    {
        HomeAgentBench bench = Secured();
        BeginTwo(bench, 2);
        bench.Authenticate(bench.Security, HomeAgentBench.Timestamp(20000 + offset), bench.Wifi);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(20000));
    }

    [TestMethod]
    public void Rfc4285_6_A_Replayed_Update_Is_Answered_144_And_Changes_Nothing()
    {
        HomeAgentBench bench = Secured();
        BeginTwo(bench, 2);
        bench.Authenticate(bench.Security, HomeAgentBench.Timestamp(10), bench.Wifi);
        bench.End();
        byte[] recorded = new byte[bench.Packet.Length];
        System.Array.Copy(bench.Packet.Octets, bench.Packet.Start, recorded, 0, recorded.Length);
        Assert.AreEqual(BindingStatus.Accepted, bench.Deliver(10));
        bench.Begin(bench.Wifi, bench.HomeAddress, 3, HomeAgentBench.Router, 0);
        Assert.AreEqual(BindingStatus.Accepted, bench.ExchangeSecurely(bench.Wifi, 20));
        Assert.AreEqual(0, bench.Bindings.Count);

        // RFC 6275 §10.3.2's ten seconds are over, the sequence number would do; the timestamp does not.
        bench.Packet.Load(recorded, 0, recorded.Length);
        Assert.AreEqual(BindingStatus.TimestampMismatch, bench.Deliver(6000));
        bench.Packet.Load(recorded, 0, recorded.Length);
        Assert.AreEqual(BindingStatus.TimestampMismatch, bench.Deliver(20000));
        Assert.AreEqual(0, bench.Bindings.Count);
        Assert.AreEqual(3, bench.Bindings.LastSequence);
    }

    [TestMethod]
    public void Rfc4285_6_A_Clock_That_Was_Corrected_Is_Taken()
    {
        HomeAgentBench bench = Secured();
        bench.Agent.SetClock(HomeAgentBench.UnixMilliseconds + 1000000, 0);
        BeginTwo(bench, 2);
        Assert.AreEqual(BindingStatus.TimestampMismatch, bench.ExchangeSecurely(bench.Wifi, 10));
        BeginTwo(bench, 2);
        bench.Authenticate(bench.Security, HomeAgentBench.Timestamp(1000010), bench.Wifi);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(10));
    }

    [TestMethod]
    public void Rfc4285_5_1_The_Alternate_Care_Of_Address_Is_The_One_That_Is_Covered()
    {
        HomeAgentBench bench = Secured();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 60);
        bench.Identifier(3, 1);
        bench.AlternateCareOfAddress(bench.Satellite);
        Assert.AreEqual(BindingStatus.AuthenticationFailed, bench.ExchangeSecurely(bench.Wifi, 10));
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 60);
        bench.Identifier(3, 1);
        bench.AlternateCareOfAddress(bench.Satellite);
        Assert.AreEqual(BindingStatus.Accepted, bench.ExchangeSecurely(bench.Satellite, 20));
        Assert.AreEqual(Refusal.None, bench.VerifyAnswer(bench.Wifi));
        Assert.AreEqual(3, bench.Bindings.Count);
    }

    [TestMethod]
    public void Rfc4285_5_1_From_Home_The_Home_Address_Is_Covered_Twice()
    {
        HomeAgentBench bench = Secured();
        bench.BeginAtHome(bench.HomeAddress, 2, HomeAgentBench.Router, 0);
        Assert.AreEqual(BindingStatus.Accepted, bench.ExchangeSecurely(bench.HomeAddress, 10));
        Assert.AreEqual(Refusal.None, bench.VerifyAnswer(bench.HomeAddress));
        Assert.AreEqual(0, bench.Bindings.Count);
    }

    [TestMethod]
    public void Rfc4285_5_1_1_Without_An_Association_An_Authenticated_Update_Is_Silence()
    {
        HomeAgentBench bench = Secured();
        bench.Begin(bench.Satellite, bench.OtherHomeAddress, 1, HomeAgentBench.Router, 60);
        Assert.AreEqual(HomeAgentBench.NoAnswer, bench.ExchangeSecurely(bench.Satellite, 10));
        bench.Begin(bench.Satellite, HomeAgentBench.Address("2001:db8:1::999"), 1, HomeAgentBench.Router, 60);
        Assert.AreEqual(HomeAgentBench.NoAnswer, bench.ExchangeSecurely(bench.Satellite, 10));
        Assert.AreEqual(2, bench.Refused(Refusal.AuthenticationFailed));
        Assert.AreEqual(0, bench.Agent.Bindings.Router(1).Count);
        Assert.AreEqual(BindingStatus.Accepted, bench.RegisterOther(1, 10));
    }

    [TestMethod]
    public void Rfc4285_5_1_An_Update_For_Another_Home_Address_Does_Not_Authenticate()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Secure();
        bench.Settings.Routers[1].Security = bench.Settings.Routers[0].Security;
        bench.Restart();
        bench.Begin(bench.Satellite, bench.OtherHomeAddress, 1, HomeAgentBench.Router, 60);
        Assert.AreEqual(BindingStatus.AuthenticationFailed, bench.ExchangeSecurely(bench.Satellite, 10));
        Assert.AreEqual(0, bench.Agent.Bindings.Router(1).Count);
    }

    [TestMethod]
    public void Draft_4_3_3_The_Drafts_144_To_146_Carry_Binding_Identifiers()
    {
        HomeAgentBench bench = Secured();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 60);
        bench.Identifier(0, 1);
        Assert.AreEqual(BindingStatus.BulkFailed, bench.ExchangeSecurely(bench.Wifi, 10));
        Assert.AreEqual(1, bench.Answer.Options.BindingIdentifierCount);
        Assert.AreEqual(Refusal.None, bench.VerifyAnswer(bench.Wifi));
        bench.Begin(bench.Wifi, bench.HomeAddress, 3, HomeAgentBench.Router, 60);
        Assert.AreEqual(BindingStatus.Accepted, bench.ExchangeSecurely(bench.Wifi, 20));
        BeginTwo(bench, 4);
        Assert.AreEqual(BindingStatus.Conflict, bench.ExchangeSecurely(bench.Wifi, 30));
        Assert.AreEqual(2, bench.Answer.Options.BindingIdentifierCount);
        Assert.AreEqual(Refusal.None, bench.VerifyAnswer(bench.Wifi));
        bench.Settings.Bulk = false;
        BeginTwo(bench, 5);
        Assert.AreEqual(BindingStatus.BulkNotSupported, bench.ExchangeSecurely(bench.Wifi, 40));
        Assert.AreEqual(2, bench.Answer.Options.BindingIdentifierCount);
        Assert.AreEqual(Refusal.None, bench.VerifyAnswer(bench.Wifi));
    }

    [TestMethod]
    public void Rfc4285_5_1_Rfc5648_Is_Authenticated_Alike()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Secure();
        bench.Speak(WireProfile.Rfc5648());
        BeginTwo(bench, 1);
        Assert.AreEqual(BindingStatus.Accepted, bench.ExchangeSecurely(bench.Wifi, 10));
        Assert.AreEqual(Refusal.None, bench.VerifyAnswer(bench.Wifi));
        Assert.AreEqual("1:199@2001:db8:a::10;2:100@2001:db8:b::20;", bench.Show());
        BeginTwo(bench, 2);
        Assert.AreEqual(HomeAgentBench.NoAnswer, bench.Exchange(20));
    }

    /// <summary>A home agent with BIDs 1 and 2 of a router with a security association, at 0 ms.</summary>
    private static HomeAgentBench Secured()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Secure();
        BeginTwo(bench, 1);
        bench.ExchangeSecurely(bench.Wifi, 0);
        return bench;
    }

    private static void BeginTwo(HomeAgentBench bench, int sequence)
    {
        bench.Begin(bench.Wifi, bench.HomeAddress, sequence, HomeAgentBench.Router, 60);
        bench.Identifier(1, 200, false, bench.Wifi);
        bench.Identifier(2, 100, false, bench.Cellular);
    }

    private static void ByHand(HomeAgentBench bench, string key, uint spi, string identifier, long timestamp)
    {
        bench.AuthenticateByHand(
            Hex.Read(key), spi, identifier == null ? null : Hex.Read(identifier), timestamp, bench.Wifi);
    }

    private static void Sign(HomeAgentBench bench, int header, int length)
    {
        byte[] octets = bench.Packet.Octets;
        int start = bench.Packet.Start;
        BigEndian.WriteUInt16(octets, start + header + MobilityHeader.ChecksumOffset, 0);
        int checksum = InternetChecksum.Compute(
            octets, start + 48, octets, start + 24, ProtocolNumbers.Mobility, octets, start + header, length);
        BigEndian.WriteUInt16(octets, start + header + MobilityHeader.ChecksumOffset, checksum);
    }

    private static void Silent(HomeAgentBench bench, int answer, Refusal reason)
    {
        Assert.AreEqual(HomeAgentBench.NoAnswer, answer);
        Assert.AreEqual(1, bench.Refused(reason));
        Assert.AreEqual("1:200@2001:db8:a::10;2:100@2001:db8:b::20;", bench.Show());
        Assert.AreEqual(1, bench.Bindings.LastSequence);
    }

    private static void Untouched(HomeAgentBench bench, string before)
    {
        Assert.AreEqual(before, bench.Snapshot());
        Assert.AreEqual(1, bench.Bindings.LastSequence);
    }
}
