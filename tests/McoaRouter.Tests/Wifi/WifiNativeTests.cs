using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Wifi;
using McoaRouter.Links;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Wifi;

[TestClass]
public sealed class WifiNativeTests
{
    // From 2001:db8:a:1::17 to 2001:db8:1::1, 8 octets of a protocol.
    private const string Head = "60 00 00 00 00 08";
    private const string Addresses = " 40 20010DB8 000A0001 00000000 00000017 20010DB8 00010000 00000000 00000001";
    private const string Payload = " B1 B2 B3 B4 B5 B6 B7 B8";

    [TestMethod]
    public void Rfc4443_4_2_The_Destination_Of_An_Echo_Reply_Is_The_Care_Of_Address()
    {
        WifiBench bench = WifiBench.UpNative(Transport.Auto);
        Assert.AreEqual(1, bench.Ups);
        CollectionAssert.AreEqual(Hex.Address(WifiBench.Own), bench.CareOfAddress);
        CollectionAssert.AreEqual(Hex.Address(WifiBench.Own), bench.Sockets.Bound);
        Assert.AreEqual(ProtocolNumbers.Icmpv6, bench.Sockets.Protocol);
        Assert.AreEqual(16, bench.Sockets.LastLength);
        Assert.AreEqual(128, (int)bench.Sockets.Last[0]);
        Assert.AreEqual(0, bench.Sockets.Last[2] | bench.Sockets.Last[3]);
    }

    [TestMethod]
    public void Home_Agents_Are_Asked_In_Turn()
    {
        WifiBench bench = WifiBench.Started(Transport.Ipv6);
        bench.Run(1);
        byte[] first = Hex.Address(WifiBench.OtherHome);
        CollectionAssert.AreEqual(first, bench.Sockets.Destination);
        bench.Run(1000);
        CollectionAssert.AreEqual(Hex.Address(WifiBench.Home), bench.Sockets.Destination);
        Assert.AreEqual(2, bench.Sockets.Probes);
    }

    [TestMethod]
    public void A_Reply_That_Is_Not_The_Answer_Gives_No_Address()
    {
        // Source, destination made multicast, type, identifier, sequence number, nonce.
        int[] places = new int[] { 23, 24, 40, 44, 47, 48, 55 };
        for (int i = 0; i < places.Length; i++)
        {
            WifiBench bench = WifiBench.Started(Transport.Ipv6);
            bench.Uplink.Poll(bench.Now);
            bench.Sockets.Address = Hex.Address(places[i] == 24 ? "ff02::1" : WifiBench.Own);
            bench.Sockets.Answer();
            if (places[i] != 24)
            {
                bench.Sockets.Spoil(places[i]);
            }

            bench.Uplink.Poll(bench.Now);
            Assert.AreEqual(0, bench.Ups, places[i].ToString());
        }
    }

    [TestMethod]
    public void A_Packet_Cut_At_Any_Length_Gives_No_Address_And_No_Exception()
    {
        for (int length = 1; length < Ipv6Header.Length + 16; length++)
        {
            WifiBench bench = WifiBench.Started(Transport.Ipv6);
            bench.Uplink.Poll(bench.Now);
            bench.Sockets.Address = Hex.Address(WifiBench.Own);
            bench.Sockets.Answer();
            bench.Sockets.Cut(length);
            bench.Uplink.Poll(bench.Now);
            Assert.AreEqual(0, bench.Ups, length.ToString());
            Assert.AreEqual(1L, bench.Refused(LinkRefusal.Truncated), length.ToString());
        }
    }

    [TestMethod]
    public void Where_No_Home_Agent_Answers_Udp_Serves_After_Three_Questions()
    {
        WifiBench bench = WifiBench.Started(Transport.Auto);
        bench.Station.GiveAddress(17);
        bench.Run(2900);
        Assert.AreEqual(3, bench.Sockets.Probes);
        Assert.AreEqual(0, bench.Ups);
        bench.Run(200);
        Assert.AreEqual((int)WifiUplinkState.Udp, (int)bench.Uplink.State);
    }

    [TestMethod]
    public void A_Stack_Without_Ipv6_Serves_By_Udp_At_Once()
    {
        WifiBench bench = new WifiBench(Transport.Auto);
        bench.Station.Outcome = WifiStationState.Connected;
        bench.Station.GiveAddress(17);
        bench.Sockets.HasIpv6 = false;
        bench.Start();
        bench.Uplink.Poll(bench.Now);
        Assert.AreEqual((int)WifiUplinkState.Udp, (int)bench.Uplink.State);
        Assert.AreEqual(0, bench.Notices);
    }

    [TestMethod]
    public void Where_Only_Ipv6_Is_Wanted_A_Stack_Without_It_Is_Told()
    {
        WifiBench bench = new WifiBench(Transport.Ipv6);
        bench.Station.Outcome = WifiStationState.Connected;
        bench.Station.GiveAddress(17);
        bench.Sockets.HasIpv6 = false;
        bench.Start();
        bench.Run(5000);
        Assert.AreEqual(0, bench.Ups);
        Assert.AreEqual(1, bench.Notices);
        Assert.AreEqual((int)LinkNotice.WifiNoIpv6, (int)bench.LastNotice);
    }

    [TestMethod]
    public void Udp_Gives_Way_To_Ipv6_When_It_Comes()
    {
        WifiBench bench = WifiBench.Started(Transport.Auto);
        bench.Station.GiveAddress(17);
        bench.Run(5000);
        Assert.AreEqual((int)WifiUplinkState.Udp, (int)bench.Uplink.State);
        bench.Sockets.Address = Hex.Address(WifiBench.Own);
        bench.Run(31000);
        Assert.AreEqual((int)WifiUplinkState.Native, (int)bench.Uplink.State);
        Assert.AreEqual(2, bench.Ups);
        Assert.AreEqual(0, bench.Downs);
        Assert.IsFalse(bench.Datagrams.IsOpen);
    }

    [TestMethod]
    public void Ipv6_Gives_Way_To_Udp_When_No_Home_Agent_Answers_Any_More()
    {
        WifiBench bench = WifiBench.UpNative(Transport.Auto);
        bench.Station.GiveAddress(17);
        bench.Sockets.Address = null;
        bench.Run(60000);
        Assert.AreEqual((int)WifiUplinkState.Udp, (int)bench.Uplink.State);
        Assert.AreEqual(1, bench.Downs);
        Assert.AreEqual(2, bench.Ups);
    }

    [TestMethod]
    public void Where_Only_Ipv6_Is_Wanted_Silence_Leaves_The_Link_Up()
    {
        WifiBench bench = WifiBench.UpNative(Transport.Ipv6);
        bench.Sockets.Address = null;
        bench.Run(300000);
        Assert.AreEqual((int)WifiUplinkState.Native, (int)bench.Uplink.State);
        Assert.AreEqual(0, bench.Downs);
    }

    [TestMethod]
    public void A_Changed_Ipv6_Address_Is_A_New_Care_Of_Address()
    {
        WifiBench bench = WifiBench.UpNative(Transport.Auto);
        bench.Sockets.Address = Hex.Address(WifiBench.OtherOwn);
        bench.Run(31000);
        Assert.AreEqual(2, bench.Ups);
        Assert.AreEqual(0, bench.Downs);
        CollectionAssert.AreEqual(Hex.Address(WifiBench.OtherOwn), bench.CareOfAddress);
        CollectionAssert.AreEqual(Hex.Address(WifiBench.OtherOwn), bench.Sockets.Bound);
        Assert.AreEqual(2, bench.Sockets.Opens);
    }

    [TestMethod]
    public void A_Packet_Goes_To_The_Socket_Of_Its_Protocol_Without_Its_Header()
    {
        WifiBench bench = WifiBench.UpNative(Transport.Auto);
        Assert.IsTrue(bench.Send(Head + " 3C" + Addresses + Payload, 48));
        Assert.AreEqual(ProtocolNumbers.DestinationOptions, bench.Sockets.Protocol);
        Assert.AreEqual(8, bench.Sockets.LastLength);
        Assert.AreEqual(0xB3, (int)bench.Sockets.Last[2]);
        CollectionAssert.AreEqual(Hex.Address(WifiBench.Home), bench.Sockets.Destination);
    }

    [TestMethod]
    public void The_Checksum_Of_An_Icmpv6_Message_Is_Left_To_The_Stack()
    {
        WifiBench bench = WifiBench.UpNative(Transport.Auto);
        Assert.IsTrue(bench.Send(Head + " 3A" + Addresses + " 90 00 B3 B4 B5 B6 B7 B8", 48));
        Assert.AreEqual(ProtocolNumbers.Icmpv6, bench.Sockets.Protocol);
        Assert.AreEqual(0, bench.Sockets.Last[2] | bench.Sockets.Last[3]);
        Assert.AreEqual(0xB5, (int)bench.Sockets.Last[4]);
    }

    [TestMethod]
    public void What_Is_No_Ipv6_Or_Not_Taken_Is_Refused_By_Name()
    {
        WifiBench bench = WifiBench.UpNative(Transport.Auto);
        Assert.IsFalse(bench.Send("45 00 00 30 00 00 00 00 40 11", 48));
        Assert.AreEqual(1L, bench.Refused(LinkRefusal.UnknownProtocol));
        bench.Sockets.RefusesToSend = true;
        Assert.IsFalse(bench.Send(Head + " 3C" + Addresses + Payload, 48));
        Assert.AreEqual(1L, bench.Refused(LinkRefusal.DeviceRefused));
    }

    [TestMethod]
    public void A_Received_Packet_Reaches_The_Router_Whole()
    {
        WifiBench bench = WifiBench.UpNative(Transport.Auto);
        bench.Sockets.Leave(
            ProtocolNumbers.Routing, Hex.Address(WifiBench.Home), Hex.Address(WifiBench.Own), Hex.Read(Payload), 8);
        bench.Run(1);
        Assert.AreEqual(1, bench.Received);
        Assert.AreEqual(48, bench.LastLength);
        Assert.AreEqual(ProtocolNumbers.Routing, (int)bench.Last[6]);
        Assert.AreEqual(0xB8, (int)bench.Last[47]);
    }

    [TestMethod]
    public void What_The_Stack_Answers_Itself_Does_Not_Reach_The_Router()
    {
        WifiBench bench = WifiBench.UpNative(Transport.Auto);
        int[] types = new int[] { 128, 129, 130, 134, 135, 136, 137, 1, 2, 3, 4, 145, 147 };
        for (int i = 0; i < types.Length; i++)
        {
            byte[] message = new byte[24];
            message[0] = (byte)types[i];
            bench.Sockets.Leave(
                ProtocolNumbers.Icmpv6, Hex.Address(WifiBench.Home), Hex.Address(WifiBench.Own), message, 24);
            bench.Uplink.Poll(bench.Now);
            Assert.AreEqual(i < 7 ? 0 : i - 6, bench.Received, types[i].ToString());
        }
    }

    [TestMethod]
    public void Lost_Sockets_Are_Opened_Anew()
    {
        WifiBench bench = WifiBench.UpNative(Transport.Auto);
        bench.Sockets.IsLost = true;
        bench.Run(1001);
        Assert.AreEqual(1, bench.Downs);
        Assert.AreEqual(2, bench.Ups);
        Assert.AreEqual((int)WifiUplinkState.Native, (int)bench.Uplink.State);
    }

    [TestMethod]
    public void An_Address_That_Sockets_Refuse_Is_Not_Used()
    {
        WifiBench bench = WifiBench.Started(Transport.Ipv6);
        bench.Sockets.RefusesToBind = true;
        bench.Sockets.Address = Hex.Address(WifiBench.Own);
        bench.Run(1);
        Assert.AreEqual(0, bench.Ups);
        Assert.IsTrue(bench.Refused(LinkRefusal.DeviceRefused) > 0);
    }

    [TestMethod]
    public void Packets_And_Timers_Allocate_Nothing()
    {
        Heap.AssertAllocatesNothing(new Traffic());
    }

    private sealed class Traffic : IRepeatable
    {
        private readonly WifiBench _bench = WifiBench.UpNative(Transport.Auto);
        private readonly PacketBuffer _packet = new PacketBuffer();
        private readonly byte[] _octets = Hex.Read(Head + " 3C" + Addresses + Payload);
        private long _now;

        internal Traffic()
        {
            _now = _bench.Now;
        }

        public void Run()
        {
            _packet.Load(_octets, 0, _octets.Length);
            _bench.Uplink.Send(_packet);
            _bench.Sockets.Waiting = 1;
            _now += 400;
            _bench.Uplink.Poll(_now);
        }
    }
}
