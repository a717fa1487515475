using McoaRouter.HomeAgents;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Tests.HomeAgents;

/// <summary>The home agent's side of RFC 5555: what it takes in UDP, from whom, and where it answers.</summary>
[TestClass]
public sealed class HomeAgentUdpTests
{
    private const string NamedByDraft = "0100 2006 0000 0a000002";
    private const string NamedByRfc5648 = "2308 0001 001d 0a000002";
    private const string NatAt40000 = "1@198.51.100.7:40000n;";

    [TestMethod]
    public void Rfc5555_4_2_The_Answer_Goes_Back_In_Udp_With_The_Nat_Detection_Option()
    {
        HomeAgentBench bench = Bench();
        Assert.AreEqual(BindingStatus.Accepted, Register(bench, 1, "198.51.100.7", 40000, 0));
        Assert.AreEqual(NatAt40000, Show(bench, 0));
        PacketBuffer answer = bench.Network.Last;
        byte[] octets = answer.Octets;
        Assert.AreEqual(Refusal.WrongPort, UdpEncapsulation.Check(octets, answer.Start, answer.Length));
        Assert.AreEqual("192.0.2.1", Ipv4AddressText.Write(octets, answer.Start + Ipv4Header.SourceOffset));
        Assert.AreEqual("198.51.100.7", Ipv4AddressText.Write(octets, answer.Start + Ipv4Header.DestinationOffset));
        Assert.AreEqual(4191, UdpEncapsulation.SourcePort(octets, answer.Start));
        Assert.AreEqual(
            40000, BigEndian.ReadUInt16(octets, answer.Start + UdpEncapsulation.DestinationPortOffset));

        byte[] inner = Inner(answer);
        Assert.AreEqual(ProtocolNumbers.Mobility, (int)inner[Ipv6Header.NextHeaderOffset]);
        Assert.AreEqual("2001:db8:1::1", Ipv6AddressText.Write(inner, Ipv6Header.SourceOffset));
        Assert.AreEqual("2001:db8:1::100", Ipv6AddressText.Write(inner, Ipv6Header.DestinationOffset));
        BindingAcknowledgement message = Read(inner, bench);
        Assert.AreEqual(1, message.Options.BindingIdentifierCount);
        int nat = message.Options.NatDetectionAt;
        Assert.IsTrue(NatDetectionOption.Forces(inner, nat));
        Assert.AreEqual(110, (int)NatDetectionOption.RefreshSeconds(inner, nat));
    }

    [TestMethod]
    public void Rfc5555_3_2_2_Without_A_Nat_The_Refresh_Time_Is_All_Ones()
    {
        HomeAgentBench bench = Bench();
        Assert.AreEqual(BindingStatus.Accepted, Register(bench, 1, "10.0.0.2", 4191, 0));
        Assert.AreEqual("1@10.0.0.2:4191;", Show(bench, 0));
        byte[] inner = Inner(bench.Network.Last);
        BindingAcknowledgement message = Read(inner, bench);
        Assert.AreEqual(-1, (int)NatDetectionOption.RefreshSeconds(inner, message.Options.NatDetectionAt));
    }

    [TestMethod]
    public void Rfc5555_4_2_The_Address_Alone_Tells_Of_A_Nat()
    {
        HomeAgentBench bench = Bench();
        Register(bench, 1, "10.0.0.2", 50123, 0);
        Assert.AreEqual("1@10.0.0.2:50123;", Show(bench, 0));
    }

    [TestMethod]
    public void Rfc5648_8_1_The_Address_In_The_Identifier_Is_That_Of_The_Ipv4_Option()
    {
        HomeAgentBench bench = Bench();
        bench.Speak(WireProfile.Rfc5648());
        Begin(bench, 1, 60);
        bench.Raw(Hex.Read(NamedByRfc5648));
        Assert.AreEqual(BindingStatus.Accepted, Exchange(bench, "198.51.100.7", 40000, 0));
        Assert.AreEqual(NatAt40000, Show(bench, 0));
        Begin(bench, 2, 60);
        bench.Raw(Hex.Read(NamedByRfc5648));
        Assert.AreEqual(BindingStatus.Accepted, Exchange(bench, "10.0.0.2", 4191, 0));
        Assert.AreEqual("1@10.0.0.2:4191;", Show(bench, 0));
    }

    [TestMethod]
    public void Rfc5555_4_4_2_A_Registration_That_Names_No_Ipv4_CareOf_Address_Is_Answered_174()
    {
        HomeAgentBench bench = Bench();
        Begin(bench, 1, 60);
        bench.Identifier(1, 200);
        Assert.AreEqual(BindingStatus.InvalidCareOfAddress, Exchange(bench, "198.51.100.7", 40000, 0));
        Begin(bench, 2, 60);
        Assert.AreEqual(BindingStatus.InvalidCareOfAddress, Exchange(bench, "198.51.100.7", 40000, 0));
        Assert.AreEqual(string.Empty, Show(bench, 0));
    }

    [TestMethod]
    public void Rfc5648_8_1_No_Bulk_Registration_Comes_From_An_Ipv4_CareOf_Address()
    {
        HomeAgentBench bench = Bench();
        bench.Speak(WireProfile.Rfc5648());
        Begin(bench, 1, 60);
        bench.Raw(Hex.Read(NamedByRfc5648));
        bench.Raw(Hex.Read("2308 0002 001d 0a000003"));
        Assert.AreEqual(BindingStatus.InvalidCareOfAddress, Exchange(bench, "198.51.100.7", 40000, 0));
        bench.Speak(WireProfile.Draft01(HomeAgentBench.OptionType));
        Begin(bench, 1, 60);
        bench.Identifier(1, 200, false, bench.Wifi);
        Assert.AreEqual(BindingStatus.InvalidCareOfAddress, Exchange(bench, "198.51.100.7", 40000, 0));
        Assert.AreEqual(string.Empty, Show(bench, 0));
    }

    [TestMethod]
    public void Rfc5648_8_1_From_Ipv6_An_Ipv4_CareOf_Address_Is_Refreshed_Only_Without_A_Nat()
    {
        HomeAgentBench bench = Bench();
        bench.Speak(WireProfile.Rfc5648());
        Assert.AreEqual(BindingStatus.InvalidCareOfAddress, Bulk(bench, 1, NamedByRfc5648));
        Begin(bench, 2, 60);
        bench.Raw(Hex.Read(NamedByRfc5648));
        Exchange(bench, "198.51.100.7", 40000, 0);
        Assert.AreEqual(BindingStatus.InvalidCareOfAddress, Bulk(bench, 3, NamedByRfc5648));
        Assert.AreEqual(BindingStatus.UnknownCareOfAddress, Bulk(bench, 4, "2304 0001 001d"));

        Begin(bench, 5, 60);
        bench.Raw(Hex.Read(NamedByRfc5648));
        Exchange(bench, "10.0.0.2", 4191, 0);
        Assert.AreEqual(BindingStatus.Accepted, Bulk(bench, 6, NamedByRfc5648));
        Assert.AreEqual("1@10.0.0.2:4191;2@2001:db8:a::10;", Show(bench, 0));
        Assert.AreEqual(BindingStatus.InvalidCareOfAddress, Bulk(bench, 7, "2308 0001 001d 0a000009"));
        Assert.AreEqual("1@10.0.0.2:4191;2@2001:db8:a::10;", Show(bench, 0));
    }

    [TestMethod]
    public void Rfc5555_4_5_An_Ipv4_Mapped_Address_Is_No_CareOf_Address_Of_Its_Own()
    {
        HomeAgentBench bench = Bench();
        byte[] mapped = HomeAgentBench.Address("::ffff:a00:2");
        bench.Begin(bench.Wifi, bench.HomeAddress, 1, HomeAgentBench.Router, 60);
        bench.Identifier(1, 200, false, mapped);
        Assert.AreEqual(BindingStatus.BulkFailed, bench.Exchange(0));
        bench.Begin(mapped, bench.HomeAddress, 2, HomeAgentBench.Router, 60);
        Assert.AreEqual(HomeAgentBench.NoAnswer, bench.Exchange(0));
        Assert.AreEqual(string.Empty, Show(bench, 0));
    }

    [TestMethod]
    public void Rfc5555_4_5_Data_From_A_Port_That_Is_No_Bindings_Is_A_Strangers()
    {
        HomeAgentBench bench = Bench();
        Register(bench, 1, "198.51.100.7", 40000, 0);
        bench.Inner(bench.Passenger, bench.Correspondent, 40);
        Deliver(bench, "198.51.100.7", 40000, 0);
        Assert.AreEqual(1, bench.Inside.Sent);
        bench.Inner(bench.Passenger, bench.Correspondent, 40);
        Deliver(bench, "198.51.100.7", 40001, 0);
        bench.Inner(bench.Passenger, bench.Correspondent, 40);
        Deliver(bench, "198.51.100.8", 40000, 0);
        Assert.AreEqual(1, bench.Inside.Sent);
        Assert.AreEqual(2, bench.Refused(Refusal.TunnelFromStranger));
        bench.Inner(bench.OtherPassenger, bench.Correspondent, 40);
        Deliver(bench, "198.51.100.7", 40000, 0);
        Assert.AreEqual(1, bench.Refused(Refusal.SourceOutsidePrefix));
        Assert.AreEqual(NatAt40000, Show(bench, 0));
    }

    [TestMethod]
    public void Rfc5555_4_5_A_Binding_In_Udp_Lends_Nothing_To_A_Tunnel_In_Ipv6()
    {
        HomeAgentBench bench = Bench();
        Register(bench, 1, "198.51.100.7", 40000, 0);
        bench.Inner(bench.Passenger, bench.Correspondent, 40);
        bench.Wrap(HomeAgentBench.Address("::ffff:c633:6407"));
        bench.Deliver(0);
        Assert.AreEqual(1, bench.Refused(Refusal.TunnelFromStranger));
        Assert.AreEqual(0, bench.Inside.Sent);
    }

    [TestMethod]
    public void Rfc5555_4_5_1_Traffic_For_The_Vehicle_Takes_The_Preferred_Binding_Whatever_Its_Family()
    {
        HomeAgentBench bench = Bench();
        bench.Begin(bench.Wifi, bench.HomeAddress, 1, HomeAgentBench.Router, 60);
        bench.Identifier(2, 100, false, bench.Wifi);
        bench.Exchange(0);
        Register(bench, 2, "198.51.100.7", 40000, 0);
        FromInside(bench, 0);
        Assert.AreEqual(4, bench.Network.Last.Octets[bench.Network.Last.Start] >> 4);
        Assert.AreEqual(28 + 80, bench.Network.Last.Length);
        Begin(bench, 3, 0);
        bench.Identifier(1, 0);
        Assert.AreEqual(BindingStatus.Accepted, Exchange(bench, "198.51.100.7", 40000, 0));
        FromInside(bench, 0);
        Assert.AreEqual(6, bench.Network.Last.Octets[bench.Network.Last.Start] >> 4);
        Assert.AreEqual("2@2001:db8:a::10;", Show(bench, 0));
    }

    [TestMethod]
    public void Rfc5555_4_2_Two_Routers_Behind_One_Nat_Are_Told_Apart_By_Their_Ports()
    {
        HomeAgentBench bench = Bench();
        Register(bench, 1, "198.51.100.7", 40000, 0);
        bench.BeginAtHome(bench.OtherHomeAddress, 1, HomeAgentBench.Router, 60);
        bench.Identifier(1, 200);
        bench.Raw(Hex.Read(NamedByDraft));
        Assert.AreEqual(BindingStatus.Accepted, Exchange(bench, "198.51.100.7", 40001, 0));
        Assert.AreEqual(NatAt40000, Show(bench, 0));
        Assert.AreEqual("1@198.51.100.7:40001n;", Show(bench, 1));
        Assert.AreEqual(40001, PortTo(bench, bench.OtherPassenger));
        Assert.AreEqual(40000, PortTo(bench, bench.Passenger));
        bench.Inner(bench.OtherPassenger, bench.Correspondent, 40);
        Deliver(bench, "198.51.100.7", 40000, 0);
        Assert.AreEqual(1, bench.Refused(Refusal.SourceOutsidePrefix));
        bench.Inner(bench.Passenger, bench.OtherPassenger, 40);
        Deliver(bench, "198.51.100.7", 40000, 0);
        Assert.AreEqual(
            40001,
            BigEndian.ReadUInt16(
                bench.Network.Last.Octets, bench.Network.Last.Start + UdpEncapsulation.DestinationPortOffset));
    }

    [TestMethod]
    public void Rfc5555_4_2_An_Update_From_Another_Nat_Address_Moves_The_Binding()
    {
        HomeAgentBench bench = Bench();
        bench.Secure();
        Assert.AreEqual(BindingStatus.Accepted, RegisterSecurely(bench, 1, "198.51.100.7", 40000, 0));
        Assert.AreEqual(BindingStatus.Accepted, RegisterSecurely(bench, 2, "198.51.100.9", 40777, 1000));
        Assert.AreEqual("1@198.51.100.9:40777n;", Show(bench, 0));
        Assert.AreEqual(
            "binding 0:1+;tunnel 0:40000+;prefix 0:0+;prefix 0:1+;defended 0:0+;answer 0:0/1;"
                + "binding 0:1+;tunnel 0:40777+;answer 0:0/2;",
            bench.Listener.ToString());
    }

    [TestMethod]
    public void Rfc5555_5_An_Update_Replayed_From_Another_Nat_Address_Moves_Nothing()
    {
        HomeAgentBench bench = Bench();
        bench.Secure();
        RegisterSecurely(bench, 1, "198.51.100.7", 40000, 0);
        byte[] replay = Octets(bench.Packet);
        int status = Replay(bench, replay, "203.0.113.66", 1234, 2000);
        Assert.AreEqual(BindingStatus.TimestampMismatch, status);
        Assert.AreEqual(NatAt40000, Show(bench, 0));

        // The address that the router named is what is authenticated.
        RegisterSecurely(bench, 2, "198.51.100.7", 40000, 4000);
        replay = Octets(bench.Packet);
        for (int at = 40; at < replay.Length; at++)
        {
            byte[] changed = (byte[])replay.Clone();
            changed[at] ^= 1;
            Replay(bench, changed, "203.0.113.66", 1234, 4001);
            Assert.AreEqual(NatAt40000, Show(bench, 0));
        }
    }

    [TestMethod]
    public void Rfc4285_5_1_In_Udp_The_Answer_Covers_The_Address_That_The_Update_Named()
    {
        HomeAgentBench bench = Bench();
        bench.Secure();
        RegisterSecurely(bench, 1, "198.51.100.7", 40000, 0);
        byte[] inner = Inner(bench.Network.Last);
        BindingAcknowledgement answer = Read(inner, bench);
        byte[] named = HomeAgentBench.Address("::ffff:a00:2");
        Assert.AreEqual(
            Refusal.None,
            bench.Security.Verify(inner, Ipv6Header.Length, answer.Options, named, 0, bench.HomeAddress, 0));
        Begin(bench, 2, 0);
        bench.Identifier(1, 0);
        bench.Authenticate(bench.Security, HomeAgentBench.Timestamp(1000), bench.HomeAddress);
        Assert.AreEqual(BindingStatus.Accepted, Exchange(bench, "203.0.113.1", 4000, 1000));
        inner = Inner(bench.Network.Last);
        answer = Read(inner, bench);
        Assert.AreEqual(
            Refusal.None,
            bench.Security.Verify(
                inner, Ipv6Header.Length, answer.Options, bench.HomeAddress, 0, bench.HomeAddress, 0));
        Assert.AreEqual(string.Empty, Show(bench, 0));
    }

    [TestMethod]
    public void Draft_6_4_A_Refresh_Request_Goes_Through_The_Udp_Tunnel()
    {
        HomeAgentBench bench = Bench();
        bench.Settings.RefreshRequests = true;
        bench.Restart();
        Register(bench, 1, "198.51.100.7", 40000, 0);
        int before = bench.Network.Sent;
        bench.Agent.Poll(bench.Agent.NextDeadline);
        Assert.AreEqual(before + 1, bench.Network.Sent);
        byte[] inner = Inner(bench.Network.Last);
        Assert.AreEqual("2001:db8:1::100", Ipv6AddressText.Write(inner, Ipv6Header.DestinationOffset));
        Assert.AreEqual(MobilityHeader.BindingRefreshRequest, (int)inner[Ipv6Header.Length + 2]);
    }

    [TestMethod]
    public void Rfc6275_9_3_1_A_Binding_Error_Goes_Back_In_Udp()
    {
        HomeAgentBench bench = Bench();
        Register(bench, 1, "198.51.100.7", 40000, 0);
        bench.Mobility(bench.HomeAddress, null, 99);
        Deliver(bench, "198.51.100.7", 40000, 0);
        byte[] inner = Inner(bench.Network.Last);
        Assert.AreEqual(MobilityHeader.BindingError, (int)inner[Ipv6Header.Length + 2]);
        Assert.AreEqual("2001:db8:1::100", Ipv6AddressText.Write(inner, Ipv6Header.DestinationOffset));
    }

    [TestMethod]
    public void Rfc4443_3_2_Packet_Too_Big_For_The_Vehicle_Takes_Its_Udp_Tunnel()
    {
        HomeAgentBench bench = Bench();
        Register(bench, 1, "198.51.100.7", 40000, 0);
        bench.Inside.MaximumTransmissionUnit = 1280;
        bench.Inner(bench.Passenger, bench.Correspondent, 1400);
        Deliver(bench, "198.51.100.7", 40000, 0);
        byte[] inner = Inner(bench.Network.Last);
        Assert.AreEqual(Icmpv6Error.PacketTooBig, (int)inner[Ipv6Header.Length]);
        Assert.AreEqual(bench.Passenger[15], inner[Ipv6Header.DestinationOffset + 15]);
    }

    [TestMethod]
    public void Rfc5555_2_2_A_Prefix_Solicitation_In_Udp_Is_Answered_In_Udp()
    {
        HomeAgentBench bench = Bench();
        Register(bench, 1, "198.51.100.7", 40000, 0);
        bench.Icmp(
            bench.HomeAddress, bench.Settings.Address, bench.HomeAddress, Icmpv6.MobilePrefixSolicitation, 77, 0);
        Deliver(bench, "198.51.100.7", 40000, 0);
        byte[] inner = Inner(bench.Network.Last);
        Assert.AreEqual(Icmpv6.MobilePrefixAdvertisement, (int)inner[Ipv6Header.Length]);
        Assert.AreEqual("2001:db8:1::100", Ipv6AddressText.Write(inner, Ipv6Header.DestinationOffset));
        int before = bench.Network.Sent;
        bench.Icmp(
            bench.HomeAddress, bench.Settings.Address, bench.HomeAddress, Icmpv6.MobilePrefixSolicitation, 78, 0);
        Deliver(bench, "198.51.100.7", 40009, 5000);
        Assert.AreEqual(before + 1, bench.Network.Sent);
        Assert.AreEqual(MobilityHeader.BindingError, (int)Inner(bench.Network.Last)[Ipv6Header.Length + 2]);
    }

    [TestMethod]
    public void Rfc5555_4_2_A_Home_Address_Option_In_Udp_Can_Only_Repeat_The_Source()
    {
        HomeAgentBench bench = Bench();
        bench.Begin(bench.HomeAddress, bench.HomeAddress, 1, HomeAgentBench.Router, 60);
        bench.Identifier(1, 200);
        bench.Raw(Hex.Read(NamedByDraft));
        Assert.AreEqual(BindingStatus.Accepted, Exchange(bench, "198.51.100.7", 40000, 0));
        bench.Begin(bench.OtherHomeAddress, bench.HomeAddress, 2, HomeAgentBench.Router, 60);
        bench.Identifier(1, 200);
        bench.Raw(Hex.Read(NamedByDraft));
        Assert.AreEqual(HomeAgentBench.NoAnswer, Exchange(bench, "203.0.113.1", 40000, 0));
        Assert.AreEqual(1, bench.Refused(Refusal.NoHomeAddress));
        Assert.AreEqual(NatAt40000, Show(bench, 0));
    }

    [TestMethod]
    public void Rfc5555_4_1_An_Update_Cut_At_Every_Length_Changes_Nothing()
    {
        HomeAgentBench bench = Bench();
        Begin(bench, 1, 60);
        bench.Identifier(1, 200);
        bench.Raw(Hex.Read(NamedByDraft));
        bench.End();
        byte[] inner = Octets(bench.Packet);
        Wrap(bench.Packet, "198.51.100.7", 40000);
        byte[] whole = Octets(bench.Packet);
        for (int length = 0; length < whole.Length; length++)
        {
            bench.Packet.Load(whole, 0, length);
            bench.Agent.ReceiveFromNetwork(bench.Packet, 0);
            if (length < inner.Length)
            {
                bench.Packet.Load(inner, 0, length);
                Wrap(bench.Packet, "198.51.100.7", 40000);
                bench.Agent.ReceiveFromNetwork(bench.Packet, 0);
            }
        }

        Assert.AreEqual(0, bench.Network.Sent);
        Assert.AreEqual(whole.Length + inner.Length, (int)bench.Agent.Refusals.Total());
        bench.Packet.Load(whole, 0, whole.Length);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 0);
        Assert.AreEqual(NatAt40000, Show(bench, 0));
    }

    [TestMethod]
    [DataRow(0, 0x46, (int)Refusal.Ipv4Options)]
    [DataRow(6, 0x20, (int)Refusal.Fragment)]
    [DataRow(7, 0x10, (int)Refusal.Fragment)]
    [DataRow(9, 6, (int)Refusal.UnknownProtocol)]
    [DataRow(12, 127, (int)Refusal.CareOfAddress)]
    [DataRow(12, 224, (int)Refusal.CareOfAddress)]
    [DataRow(19, 9, (int)Refusal.TunnelToWrongAddress)]
    [DataRow(23, 0x60, (int)Refusal.WrongPort)]
    [DataRow(28, 0x45, (int)Refusal.NotIpv6)]
    public void Rfc5555_4_1_What_Is_No_Packet_In_Udp_For_The_Home_Agent_Is_Refused(int at, int value, int refusal)
    {
        HomeAgentBench bench = Bench();
        Begin(bench, 1, 60);
        bench.Identifier(1, 200);
        bench.Raw(Hex.Read(NamedByDraft));
        bench.End();
        Wrap(bench.Packet, "198.51.100.7", 40000);
        bench.Packet.Octets[bench.Packet.Start + at] = (byte)value;
        Seal(bench.Packet);
        bench.Agent.ReceiveFromNetwork(bench.Packet, 0);
        Assert.AreEqual(1, bench.Refused((Refusal)refusal));
        Assert.AreEqual(0, bench.Network.Sent);
        Assert.AreEqual(string.Empty, Show(bench, 0));
    }

    [TestMethod]
    public void Rfc5555_4_5_Without_An_Ipv4_Address_Nothing_Is_Taken_In_Udp()
    {
        HomeAgentBench bench = new HomeAgentBench();
        Assert.AreEqual(HomeAgentBench.NoAnswer, Register(bench, 1, "198.51.100.7", 40000, 0));
        Assert.AreEqual(1, bench.Refused(Refusal.NotIpv6));
    }

    private static HomeAgentBench Bench()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Settings.Ipv4Address = Ipv4("192.0.2.1");
        bench.Restart();
        return bench;
    }

    private static byte[] Ipv4(string text)
    {
        byte[] address = new byte[4];
        Ipv4AddressText.TryRead(text, address, 0);
        return address;
    }

    private static void Begin(HomeAgentBench bench, int sequence, int lifetimeUnits)
    {
        bench.BeginAtHome(
            bench.HomeAddress, sequence, HomeAgentBench.Router | BindingUpdate.ForceUdpFlag, lifetimeUnits);
    }

    private static int Register(HomeAgentBench bench, int sequence, string address, int port, long now)
    {
        Begin(bench, sequence, 60);
        bench.Identifier(1, 200);
        bench.Raw(Hex.Read(NamedByDraft));
        return Exchange(bench, address, port, now);
    }

    private static int RegisterSecurely(HomeAgentBench bench, int sequence, string address, int port, long now)
    {
        Begin(bench, sequence, 60);
        bench.Identifier(1, 200);
        bench.Raw(Hex.Read(NamedByDraft));
        bench.Authenticate(
            bench.Security, HomeAgentBench.Timestamp(now), HomeAgentBench.Address("::ffff:a00:2"));
        return Exchange(bench, address, port, now);
    }

    private static int Bulk(HomeAgentBench bench, int sequence, string option)
    {
        bench.Begin(bench.Wifi, bench.HomeAddress, sequence, HomeAgentBench.Router, 60);
        bench.Raw(Hex.Read(option));
        bench.Identifier(2, 100, false, bench.Wifi);
        int status = bench.Exchange(0);
        return status == BindingStatus.NotComplete ? bench.AnswerStatus(0) : status;
    }

    /// <summary>Ends the update, hands it in in UDP and reads the answer; the packet is left as it came in.</summary>
    private static int Exchange(HomeAgentBench bench, string address, int port, long now)
    {
        bench.End();
        return Deliver(bench, address, port, now);
    }

    private static int Deliver(HomeAgentBench bench, string address, int port, long now)
    {
        byte[] inner = Octets(bench.Packet);
        int status = Replay(bench, inner, address, port, now);
        bench.Packet.Load(inner, 0, inner.Length);
        return status;
    }

    private static int Replay(HomeAgentBench bench, byte[] inner, string address, int port, long now)
    {
        int before = bench.Network.Sent;
        bench.Packet.Load(inner, 0, inner.Length);
        Wrap(bench.Packet, address, port);
        bench.Agent.ReceiveFromNetwork(bench.Packet, now);
        if (bench.Network.Sent == before)
        {
            return HomeAgentBench.NoAnswer;
        }

        byte[] answer = Inner(bench.Network.Last);
        return answer[Ipv6Header.NextHeaderOffset] == ProtocolNumbers.Mobility
            && answer[Ipv6Header.Length + 2] == MobilityHeader.BindingAcknowledgement
                ? Read(answer, bench).Status
                : HomeAgentBench.OtherAnswer;
    }

    private static void Wrap(PacketBuffer packet, string address, int port)
    {
        UdpTunnel.Encapsulate(packet, 1, Ipv4(address), 0, port, Ipv4("192.0.2.1"), 0, UdpEncapsulation.Port);
    }

    /// <summary>Makes the header checksum right again.</summary>
    private static void Seal(PacketBuffer packet)
    {
        int sum = 0;
        BigEndian.WriteUInt16(packet.Octets, packet.Start + 10, 0);
        for (int at = 0; at < 20; at += 2)
        {
            sum += BigEndian.ReadUInt16(packet.Octets, packet.Start + at);
        }

        sum = (sum & 0xFFFF) + (sum >> 16);
        sum = (sum & 0xFFFF) + (sum >> 16);
        BigEndian.WriteUInt16(packet.Octets, packet.Start + 10, ~sum & 0xFFFF);
    }

    private static BindingAcknowledgement Read(byte[] packet, HomeAgentBench bench)
    {
        BindingAcknowledgement message = new BindingAcknowledgement(bench.Profile);
        Assert.IsTrue(message.TryRead(packet, Ipv6Header.Length, packet.Length - Ipv6Header.Length));
        return message;
    }

    private static byte[] Octets(PacketBuffer packet)
    {
        byte[] octets = new byte[packet.Length];
        System.Array.Copy(packet.Octets, packet.Start, octets, 0, octets.Length);
        return octets;
    }

    private static byte[] Inner(PacketBuffer packet)
    {
        byte[] octets = new byte[packet.Length - UdpTunnel.Overhead];
        System.Array.Copy(packet.Octets, packet.Start + UdpTunnel.Overhead, octets, 0, octets.Length);
        return octets;
    }

    private static void FromInside(HomeAgentBench bench, long now)
    {
        bench.Inner(bench.Correspondent, bench.Passenger, 40);
        bench.Agent.ReceiveFromInside(bench.Packet, now);
    }

    private static int PortTo(HomeAgentBench bench, byte[] passenger)
    {
        bench.Inner(bench.Correspondent, passenger, 40);
        bench.Agent.ReceiveFromInside(bench.Packet, 0);
        return BigEndian.ReadUInt16(
            bench.Network.Last.Octets, bench.Network.Last.Start + UdpEncapsulation.DestinationPortOffset);
    }

    private static string Show(HomeAgentBench bench, int router)
    {
        RouterBindings bindings = bench.Agent.Bindings.Router(router);
        string text = string.Empty;
        for (int i = 0; i < bindings.Count; i++)
        {
            BindingCacheEntry entry = bindings.At(i);
            text += entry.Bid.ToString() + "@"
                + (entry.IsInUdp
                    ? Ipv4AddressText.Write(entry.CareOfAddress, 12) + ":" + entry.UdpPort.ToString()
                    : Ipv6AddressText.Write(entry.CareOfAddress, 0))
                + (entry.IsBehindNat ? "n;" : ";");
        }

        return text;
    }
}
