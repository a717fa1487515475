using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Udp;

/// <summary>Packets in UDP as the router sends and takes them, and what it refuses.</summary>
[TestClass]
public sealed class UdpTunnelTests
{
    [TestMethod]
    public void Rfc5555_4_1_A_Packet_Leaves_Behind_Ipv4_And_Udp_Headers()
    {
        UdpBench bench = Registered();
        bench.Router.ClearSent();
        byte[] inner = RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 100);
        bench.Router.Receive(MobileRouter.Port, inner);
        byte[] packet = bench.Router.Uplinks[0].Last();
        Assert.AreEqual(128, packet.Length);
        byte[] headers = Hex.Read(
            "4528 0080 0002 0000 4011 0000 0a000002 c0000201 105f 105f 006c 0000");
        Nat.Seal(headers);
        for (int i = 0; i < headers.Length; i++)
        {
            Assert.AreEqual(headers[i], packet[i]);
        }

        inner[Ipv6Header.HopLimitOffset]--;
        for (int i = 0; i < inner.Length; i++)
        {
            Assert.AreEqual(inner[i], packet[28 + i]);
        }

        bench.Router.Receive(MobileRouter.Port, inner);
        Assert.AreEqual(3, BigEndian.ReadUInt16(bench.Router.Uplinks[0].Last(), 4));
    }

    [TestMethod]
    public void Rfc5555_4_1_1_The_Mtu_Is_That_Of_The_Link_Less_28()
    {
        UdpBench bench = Registered();
        bench.Router.ClearSent();
        bench.Router.Receive(
            MobileRouter.Port, RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 1472));
        Assert.AreEqual(1500, bench.Router.Uplinks[0].Last().Length);
        bench.Router.Receive(
            MobileRouter.Port, RouterBench.Datagram(RouterBench.Host, RouterBench.Correspondent, 1473));
        Assert.AreEqual(1L, bench.Router.Refused(Refusal.TooBig));
        Assert.AreEqual(1472, (int)BigEndian.ReadUInt32(bench.Router.Port.Last(), 44));
        bench.FromInside(RouterBench.Datagram(RouterBench.Correspondent, RouterBench.Host, 1473));
        Assert.AreEqual(1L, bench.Agent.Refusals.Of(Refusal.TooBig));
        Assert.AreEqual(1472, (int)BigEndian.ReadUInt32(bench.Home.Last(), 44));
    }

    [TestMethod]
    [DataRow(1308, 0)]
    [DataRow(1307, 1)]
    public void Rfc5555_4_1_1_A_Link_Must_Carry_1280_Octets_In_Udp(int mtu, int refused)
    {
        UdpBench bench = new UdpBench();
        bench.Router.Uplinks[0].MaximumTransmissionUnit = mtu;
        bench.Up(0, UdpBench.Inside);
        Assert.AreEqual(refused, (int)bench.Router.Refused(Refusal.MtuTooSmall));
        Assert.AreEqual(refused == 0 ? "+." : "..", bench.Router.States());
    }

    [TestMethod]
    [DataRow("0.0.0.0")]
    [DataRow("127.0.0.1")]
    [DataRow("169.254.7.7")]
    [DataRow("224.0.0.1")]
    [DataRow("255.255.255.255")]
    public void Rfc5555_3_1_2_A_CareOf_Address_Is_A_Unicast_One(string address)
    {
        UdpBench bench = new UdpBench();
        bench.Up(0, address);
        Assert.AreEqual(1L, bench.Router.Refused(Refusal.CareOfAddress));
        Assert.AreEqual("..", bench.Router.States());
    }

    [TestMethod]
    public void Rfc5555_4_4_1_The_Transport_Of_The_Settings_Decides_The_Family()
    {
        UdpBench bench = new UdpBench(UdpBench.Address + ",\"uplinks\":["
            + "{\"name\":\"a\",\"bid\":1,\"priority\":2,\"link\":\"simulated\",\"transport\":\"ipv6\"},"
            + "{\"name\":\"b\",\"bid\":2,\"priority\":1,\"link\":\"simulated\",\"transport\":\"udp\"}]");
        bench.Up(0, UdpBench.Inside);
        bench.Router.Up(1, RouterBench.Second);
        Assert.AreEqual(2L, bench.Router.Refused(Refusal.CareOfAddress));
        bench.Router.Up(0, RouterBench.First);
        bench.Up(1, UdpBench.Inside);
        bench.Wait(2000);
        Assert.AreEqual("++", bench.Router.States());
    }

    [TestMethod]
    public void Rfc5555_4_1_A_Packet_Cut_At_Every_Length_Is_Refused()
    {
        UdpBench bench = Registered();
        byte[] packet = Down(bench, 60);
        for (int length = 0; length < packet.Length; length++)
        {
            byte[] cut = new byte[length];
            System.Array.Copy(packet, 0, cut, 0, length);
            long before = bench.Router.Router.Refusals.Total();
            bench.Router.Receive(0, cut);
            Assert.AreEqual(before + 1, bench.Router.Router.Refusals.Total());

            // With outer lengths that fit: what is inside is cut.
            if (length >= 28)
            {
                BigEndian.WriteUInt16(cut, 2, length);
                BigEndian.WriteUInt16(cut, 24, length - 20);
                Nat.Seal(cut);
                bench.Router.Receive(0, cut);
                Assert.AreEqual(before + 2, bench.Router.Router.Refusals.Total());
            }
        }

        Assert.AreEqual(0, bench.Router.Port.Count);
        bench.Router.Receive(0, packet);
        Assert.AreEqual(1, bench.Router.Port.Count);
    }

    [TestMethod]
    [DataRow(0, 0x46, (int)Refusal.Ipv4Options)]
    [DataRow(0, 0x65, (int)Refusal.NotIpv4)]
    [DataRow(6, 0x20, (int)Refusal.Fragment)]
    [DataRow(7, 0x01, (int)Refusal.Fragment)]
    [DataRow(9, 6, (int)Refusal.UnknownProtocol)]
    [DataRow(15, 9, (int)Refusal.TunnelFromStranger)]
    [DataRow(19, 9, (int)Refusal.TunnelToWrongAddress)]
    [DataRow(21, 0x60, (int)Refusal.WrongPort)]
    [DataRow(23, 0x60, (int)Refusal.WrongPort)]
    [DataRow(28, 0x45, (int)Refusal.NotIpv6)]
    public void Rfc5555_4_1_What_Is_No_Packet_Of_The_Home_Agents_Is_Refused(int at, int value, int refusal)
    {
        UdpBench bench = Registered();
        byte[] packet = Down(bench, 60);
        packet[at] = (byte)value;
        Nat.Seal(packet);
        bench.Router.Receive(0, packet);
        Assert.AreEqual(1L, bench.Router.Router.Refusals.Total());
        Assert.AreEqual(1L, bench.Router.Refused((Refusal)refusal));
        Assert.AreEqual(0, bench.Router.Port.Count);
    }

    [TestMethod]
    public void Rfc1122_3_2_1_2_A_Damaged_Ipv4_Header_Is_Refused()
    {
        UdpBench bench = Registered();
        byte[] packet = Down(bench, 60);
        packet[8]--;
        bench.Router.Receive(0, packet);
        Assert.AreEqual(1L, bench.Router.Refused(Refusal.Checksum));
    }

    [TestMethod]
    public void Rfc5555_4_1_Each_Uplink_Takes_Its_Own_Family_Alone()
    {
        UdpBench bench = Registered();
        bench.Router.Up(1, RouterBench.Second);
        bench.Run();
        byte[] inner = RouterBench.Datagram(RouterBench.Correspondent, RouterBench.Host, 60);
        bench.Router.Receive(1, Down(bench, 60));
        Assert.AreEqual(1L, bench.Router.Refused(Refusal.NotIpv6));
        bench.Router.Receive(0, RouterBench.Tunnelled(RouterBench.HomeAgentAddress, RouterBench.Second, inner));
        Assert.AreEqual(1L, bench.Router.Refused(Refusal.NotIpv4));
        byte[] toMapped = RouterBench.Tunnelled(RouterBench.HomeAgentAddress, RouterBench.Second, inner);
        Ipv6Address.Copy(UdpBench.Mapped(UdpBench.Inside), 0, toMapped, Ipv6Header.DestinationOffset);
        bench.Router.Receive(0, toMapped);
        Assert.AreEqual(2L, bench.Router.Refused(Refusal.NotIpv4));
        Assert.AreEqual(0, bench.Router.Port.Count);
    }

    [TestMethod]
    public void Rfc3963_5_5_What_Comes_In_Udp_Is_Judged_As_In_Ipv6()
    {
        UdpBench bench = Registered();
        bench.Router.Receive(0, Wrapped(RouterBench.Datagram(RouterBench.Correspondent, "2001:db8:77::1", 60)));
        Assert.AreEqual(1L, bench.Router.Refused(Refusal.DestinationOutsidePrefix));
        bench.Router.Receive(0, Wrapped(RouterBench.Datagram(RouterBench.Host, RouterBench.Host, 60)));
        Assert.AreEqual(1L, bench.Router.Refused(Refusal.SourceInsidePrefix));
        byte[] last = RouterBench.Datagram(RouterBench.Correspondent, RouterBench.Host, 60);
        last[Ipv6Header.HopLimitOffset] = 1;
        bench.Router.Receive(0, Wrapped(last));
        Assert.AreEqual(1L, bench.Router.Refused(Refusal.HopLimit));
        bench.Router.Receive(0, Wrapped(RouterBench.Datagram(RouterBench.Correspondent, RouterBench.HomeAddress, 60)));
        Assert.AreEqual(1, bench.Router.Port.Count);
    }

    [TestMethod]
    public void Rfc5555_4_2_An_Acknowledgement_Comes_In_Udp_From_The_Home_Agent_Alone()
    {
        UdpBench bench = new UdpBench();
        bench.Router.Router.LinkUp(0, UdpBench.Mapped(UdpBench.Inside), 0, bench.Router.Now);
        byte[] update = bench.Router.Uplinks[0].Last();
        bench.Router.ClearSent();
        bench.Nats[0].Out(update);
        bench.ToAgent(update);
        byte[] answer = bench.Network.Last();
        bench.Network.Clear();
        Assert.IsTrue(bench.Nats[0].In(answer));
        for (int length = 28; length < answer.Length; length++)
        {
            byte[] cut = new byte[length];
            System.Array.Copy(answer, 0, cut, 0, length);
            BigEndian.WriteUInt16(cut, 2, length);
            BigEndian.WriteUInt16(cut, 24, length - 20);
            Nat.Seal(cut);
            bench.Router.Receive(0, cut);
        }

        byte[] other = Copy(answer);
        other[28 + Ipv6Header.SourceOffset + 15] = 9;
        bench.Router.Receive(0, other);
        other = Copy(answer);
        other[15] = 9;
        Nat.Seal(other);
        bench.Router.Receive(0, other);
        Assert.AreEqual("?.", bench.Router.States());
        bench.Router.Receive(0, answer);
        Assert.AreEqual("+.", bench.Router.States());
    }

    [TestMethod]
    public void Rfc5555_2_4_No_CareOf_Test_Leaves_An_Ipv4_Uplink_And_Home_Tests_Take_Its_Tunnel()
    {
        UdpBench bench = new UdpBench(UdpBench.Address + ",\"correspondents\":[\"" + RouterBench.Correspondent + "\"]");
        bench.Router.Router.Seed(new byte[64], 0, 64);
        bench.Up(0, UdpBench.Inside);
        bench.Router.Up(1, RouterBench.Second);
        bench.Router.ClearSent();
        bench.Wait(3000);
        bench.Router.ClearSent();
        bench.Router.PollAt(bench.Router.Now + 60000);
        bool home = false;
        bool careOf = false;
        for (int i = 0; i < bench.Router.Uplinks[0].Count; i++)
        {
            byte[] packet = bench.Router.Uplinks[0].At(i);
            Assert.AreEqual(4, packet[0] >> 4);
            home |= packet[28 + Ipv6Header.NextHeaderOffset] == ProtocolNumbers.Mobility
                && packet[28 + 42] == MobilityHeader.HomeTestInit;
            careOf |= packet[28 + 42] == MobilityHeader.CareOfTestInit;
        }

        Assert.IsTrue(home);
        Assert.IsFalse(careOf);
    }

    [TestMethod]
    public void Draft_5_8_A_Refresh_Request_Through_The_Udp_Tunnel_Is_Followed()
    {
        UdpBench bench = new UdpBench();
        bench.Settings.RefreshRequests = true;
        bench.Restart();
        bench.Up(0, UdpBench.Inside);
        bench.Forget();
        bench.Router.Now += 231000;
        bench.Agent.Poll(bench.Router.Now);
        Assert.AreEqual(1, bench.Network.Count);
        bench.Run();
        Assert.AreEqual(1, bench.Updates(0));
        Assert.AreEqual("+.", bench.Router.States());
        Assert.AreEqual(0L, bench.Router.Router.Refusals.Total());
    }

    [TestMethod]
    public void Rfc5555_2_2_Prefixes_Are_Asked_For_Through_The_Udp_Tunnel_From_The_Home_Address()
    {
        UdpBench bench = new UdpBench();
        bench.Settings.PrefixPreferredSeconds = 100;
        bench.Settings.PrefixValidSeconds = 4000;
        bench.Restart();
        bench.Router.Router.Seed(new byte[64], 0, 64);
        bench.Up(0, UdpBench.Inside);
        Assert.AreEqual(RouterNotice.HomePrefixEnds, bench.Router.LastNotice);
        Assert.AreEqual(100, bench.Router.LastNoticeValue);
        Assert.AreEqual(0L, bench.Router.Router.Refusals.Total());
        Assert.AreEqual(0L, bench.Agent.Refusals.Total());
    }

    [TestMethod]
    public void Rfc5555_4_4_3_What_Answers_The_Boards_Own_Ping_Of_The_Home_Agent_Goes_To_The_Board()
    {
        UdpBench bench = Registered();
        byte[] echo = RouterBench.Datagram(RouterBench.HomeAgentAddress, RouterBench.HomeAddress, 60);
        echo[Ipv6Header.NextHeaderOffset] = ProtocolNumbers.Icmpv6;
        echo[Ipv6Header.Length] = 129;
        bench.Router.Receive(0, Wrapped(echo));
        Assert.AreEqual(1, bench.Router.Port.Count);
    }

    private static UdpBench Registered()
    {
        UdpBench bench = new UdpBench();
        bench.Up(0, UdpBench.Inside);
        Assert.AreEqual("+.", bench.Router.States());
        return bench;
    }

    /// <summary>A packet of the home agent's for a passenger, as it leaves the NAT.</summary>
    private static byte[] Down(UdpBench bench, int length)
    {
        bench.FromInside(RouterBench.Datagram(RouterBench.Correspondent, RouterBench.Host, length));
        byte[] packet = bench.Network.Last();
        bench.Network.Clear();
        Assert.IsTrue(bench.Nats[0].In(packet));
        return packet;
    }

    private static byte[] Wrapped(byte[] inner)
    {
        PacketBuffer packet = new PacketBuffer();
        packet.Load(inner, 0, inner.Length);
        UdpTunnel.ToCareOfAddress(
            packet, 1, Nat.Octets(UdpBench.HomeAgentIpv4), UdpBench.Mapped(UdpBench.Inside), UdpEncapsulation.Port);
        byte[] octets = new byte[packet.Length];
        System.Array.Copy(packet.Octets, packet.Start, octets, 0, octets.Length);
        return octets;
    }

    private static byte[] Copy(byte[] packet)
    {
        byte[] copy = new byte[packet.Length];
        System.Array.Copy(packet, 0, copy, 0, copy.Length);
        return copy;
    }
}
