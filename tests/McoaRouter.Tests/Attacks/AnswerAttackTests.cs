using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Tests.Udp;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Attacks;

/// <summary>
/// Binding Acknowledgements and Binding Errors that the home agent did not send, at a router that has a key with it.
/// </summary>
[TestClass]
public sealed class AnswerAttackTests
{
    private const string Security = ",\"security\":{\"spi\":256,\"key\":\"" + Configurations.Key
        + "\",\"identifier\":\"bus-17@example.net\"}";

    private const string OtherKey = "ffeeddccbbaa99887766554433221100";

    [TestMethod]
    [DataRow("draft-01")]
    [DataRow("rfc5648")]
    public void A_Flood_Of_Forged_Answers_Costs_No_Authenticator_And_Changes_Nothing(string profile)
    {
        RouterBench bench = new RouterBench(Security + ",\"wireProfile\":\"" + profile + "\"");
        bench.BothUp();
        int sent = bench.SentCount();
        for (int status = 0; status < 256; status++)
        {
            // From somebody who knows all but the key and what is sent: addresses, identifier, SPI, the sequence number.
            Reply reply = bench.Reply(0, status).Bid(1, status).Bid(2, status).WithLifetime(0);
            reply.Authenticator = Association(OtherKey);
            reply.Timestamp = ReplayTimestamp.FromUnixMilliseconds(1767225600000L + status);
            reply.Receive();
        }

        // Status 135 has the number of another update; all others are no answer to the update that is out.
        Assert.AreEqual(1L, bench.Refused(Refusal.SequenceMismatch));
        Assert.AreEqual(255L, bench.Refused(Refusal.ReplayedTimestamp));
        Assert.AreEqual(0L, bench.Refused(Refusal.AuthenticationFailed));
        Assert.AreEqual(sent, bench.SentCount());
        Assert.AreEqual("??", bench.States());
        Assert.AreEqual(0, bench.Notices);
        Answer(bench, Configurations.Key).Bid(1, 0).Bid(2, 0).Receive();
        Assert.AreEqual("++", bench.States());
    }

    [TestMethod]
    [DataRow(135)]
    [DataRow(140)]
    [DataRow(141)]
    [DataRow(142)]
    [DataRow(143)]
    [DataRow(144)]
    [DataRow(146)]
    public void A_Refusal_By_Somebody_Who_Hears_The_Updates_But_Has_No_Key_Ends_Nothing(int status)
    {
        RouterBench bench = new RouterBench(Security + ",\"homeAgents\":[\"2001:db8:1::1\",\"2001:db8:1::2\"]");
        bench.BothUp();
        int sequence = bench.Router.Bindings.Sequence;
        for (int i = 0; i < 10; i++)
        {
            Answer(bench, OtherKey, status).Bid(1, status).Bid(2, status).WithLifetime(0).Receive();
        }

        Assert.AreEqual(10L, bench.Refused(Refusal.AuthenticationFailed));
        Assert.AreEqual(sequence, bench.Router.Bindings.Sequence);
        Assert.AreEqual("??", bench.States());
        Assert.AreEqual(0, bench.Notices);
        Assert.AreEqual(RouterBench.HomeAgentAddress, SentUpdate.Destination(bench.Uplinks[0].Last()));
        Answer(bench, Configurations.Key).Bid(1, 0).Bid(2, 0).Receive();
        Assert.AreEqual("++", bench.States());
    }

    [TestMethod]
    [DataRow("draft-01")]
    [DataRow("rfc5648")]
    public void A_Recorded_Answer_Answers_Nothing_Twice(string profile)
    {
        RouterBench bench = new RouterBench(Security + ",\"wireProfile\":\"" + profile + "\"");
        bench.BothUp();
        byte[] accepted = Answer(bench, Configurations.Key).Bid(1, 0).Bid(2, 0).Write();
        bench.Receive(0, accepted);
        Assert.AreEqual("++", bench.States());
        bench.Receive(0, accepted);
        Assert.AreEqual(1L, bench.Refused(Refusal.SequenceMismatch));
        bench.Now += 5000;
        bench.Down(1);
        string states = bench.States();
        bench.Receive(0, accepted);
        Assert.AreEqual(2L, bench.Refused(Refusal.SequenceMismatch));
        Assert.AreEqual(states, bench.States());
    }

    [TestMethod]
    public void An_Answer_To_Another_Vehicle_Or_From_Another_Address_Is_None()
    {
        RouterBench bench = new RouterBench(Security);
        bench.BothUp();
        byte[] answer = Answer(bench, Configurations.Key).Bid(1, 0).Bid(2, 0).Write();
        byte[] changed = (byte[])answer.Clone();
        changed[Ipv6Header.Length + 23] ^= 1;
        bench.Receive(0, changed);
        changed = (byte[])answer.Clone();
        changed[Ipv6Header.DestinationOffset + 15] ^= 1;
        bench.Receive(0, changed);
        bench.Receive(1, answer);
        Reply stranger = Answer(bench, Configurations.Key).Bid(1, 0).Bid(2, 0);
        stranger.From = Fleet.AttackerIpv6;
        stranger.Receive();
        Assert.AreEqual("??", bench.States());
        bench.Receive(0, answer);
        Assert.AreEqual("++", bench.States());
    }

    [TestMethod]
    public void A_Flood_Of_Forged_Answers_In_Udp_Changes_Nothing()
    {
        UdpBench bench = new UdpBench(UdpBench.Address + Security);
        bench.Router.Router.LinkUp(0, UdpBench.Mapped(UdpBench.Inside), 0, bench.Router.Now);
        byte[] inner = new byte[bench.Router.Uplinks[0].Last().Length - UdpTunnel.Overhead];
        System.Array.Copy(bench.Router.Uplinks[0].Last(), UdpTunnel.Overhead, inner, 0, inner.Length);
        byte[] home = Hex.Address(RouterBench.HomeAddress);
        byte[] agent = Hex.Address(RouterBench.HomeAgentAddress);
        MessageAuthenticator forger = Association(OtherKey);
        for (int status = 0; status < 256; status++)
        {
            byte[] packet = new byte[512];
            int start = UdpTunnel.Overhead;
            int header = start + Ipv6Header.Length;
            Ipv6Header.Write(packet, start, 0, 0, ProtocolNumbers.Mobility, agent, 0, home, 0);
            int at = BindingAcknowledgement.Begin(
                packet, header, status, BindingAcknowledgement.MobileRouterFlag, SentUpdate.Sequence(inner), 0);
            at = forger.Append(packet, header, at, 1L + status, UdpBench.Mapped(UdpBench.Inside), 0, home, 0);
            int length = MobilityHeader.Finish(packet, header, at, agent, 0, home, 0);
            bench.Router.Receive(0, Wrap(packet, header + length));
        }

        Assert.AreEqual(1L, bench.Router.Refused(Refusal.SequenceMismatch));
        Assert.AreEqual(255L, bench.Router.Refused(Refusal.ReplayedTimestamp));
        Assert.AreEqual("?.", bench.Router.States());
        Assert.AreEqual(0, bench.Router.Notices);
        bench.Run();
        Assert.AreEqual("+.", bench.Router.States());
    }

    [TestMethod]
    public void A_Flood_Of_Binding_Errors_Asks_No_More_Than_Three_Updates_A_Second()
    {
        RouterBench bench = new RouterBench(Security);
        bench.BothUp();
        Answer(bench, Configurations.Key).Bid(1, 0).Bid(2, 0).Receive();
        byte[] unknown = Error(BindingError.UnknownBinding);
        byte[] unrecognized = Error(BindingError.UnrecognizedMessage);
        bench.ClearSent();
        for (int i = 0; i < 1000; i++)
        {
            bench.PollAt(bench.Now + 10);
            bench.Receive(0, unknown);
            bench.Receive(0, unrecognized);
        }

        Assert.AreEqual(0, bench.UpdatesOverRate);
        Assert.IsTrue(bench.SentCount() <= 31);
        Assert.AreEqual("++", bench.States());
        Assert.IsTrue(bench.Router.Form == McoaRouter.Settings.RegistrationForm.Bulk);
        Assert.AreEqual(0, bench.Router.Path);
    }

    private static byte[] Wrap(byte[] packet, int end)
    {
        BigEndian.WriteUInt16(packet, UdpTunnel.Overhead + 4, end - UdpTunnel.Overhead - Ipv6Header.Length);
        PacketBuffer buffer = new PacketBuffer();
        byte[] inner = new byte[end - UdpTunnel.Overhead];
        System.Array.Copy(packet, UdpTunnel.Overhead, inner, 0, inner.Length);
        buffer.Load(inner, 0, inner.Length);
        UdpTunnel.Encapsulate(
            buffer,
            1,
            Nat.Octets(UdpBench.HomeAgentIpv4),
            0,
            UdpEncapsulation.Port,
            Nat.Octets(UdpBench.Inside),
            0,
            UdpEncapsulation.Port);
        byte[] whole = new byte[buffer.Length];
        System.Array.Copy(buffer.Octets, buffer.Start, whole, 0, whole.Length);
        return whole;
    }

    private static byte[] Error(int status)
    {
        byte[] packet = new byte[128];
        byte[] agent = Hex.Address(RouterBench.HomeAgentAddress);
        byte[] careOf = Hex.Address(RouterBench.First);
        Ipv6Header.Write(packet, 0, 0, 0, ProtocolNumbers.Mobility, agent, 0, careOf, 0);
        int at = BindingError.Begin(packet, Ipv6Header.Length, status, Hex.Address(RouterBench.HomeAddress), 0);
        int length = MobilityHeader.Finish(packet, Ipv6Header.Length, at, agent, 0, careOf, 0);
        return RouterBench.Cut(packet, Ipv6Header.Length + length);
    }

    private static Reply Answer(RouterBench bench, string key)
    {
        return Answer(bench, key, BindingStatus.Accepted);
    }

    /// <summary>An answer that returns the timestamp of the last update, as somebody does who heard it.</summary>
    private static Reply Answer(RouterBench bench, string key, int status)
    {
        byte[] update = bench.Uplinks[0].Last();
        int header = SentUpdate.HeaderOf(update);
        MobilityOptions options = new MobilityOptions(bench.Settings.Profile);
        Assert.IsTrue(options.TryRead(update, header, header + BindingUpdate.FixedLength, update.Length));
        Reply reply = bench.Reply(0, status);
        reply.Authenticator = Association(key);
        reply.Timestamp = ReplayProtectionOption.Timestamp(update, options.ReplayProtectionAt);
        return reply;
    }

    private static MessageAuthenticator Association(string key)
    {
        return new MessageAuthenticator(256, Hex.Read(key), Hex.Read("6275732d3137 40 6578616d706c652e6e6574"));
    }
}
