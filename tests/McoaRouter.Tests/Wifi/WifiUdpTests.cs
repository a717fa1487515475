using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Wifi;
using McoaRouter.Links;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Wifi;

[TestClass]
public sealed class WifiUdpTests
{
    // To 198.51.100.7, port 4191 from 4191.
    private const string Headers =
        "45 00 00 00 00 00 00 00 40 11 00 00 C0 00 02 11 C6 33 64 07 10 5F 10 5F 00 00 00 00 A1 A2 A3";

    private const string OtherAgent =
        "45 00 00 00 00 00 00 00 40 11 00 00 C0 00 02 11 C6 33 64 08 10 5F 10 5F 00 00 00 00 A1 A2 A3";

    [TestMethod]
    public void The_Care_Of_Address_Is_The_Ipv4_Address_As_Mapped_One()
    {
        WifiBench bench = WifiBench.UpOverUdp();
        Assert.AreEqual(1, bench.Ups);
        CollectionAssert.AreEqual(Hex.Read("00000000 00000000 0000FFFF C0000211"), bench.CareOfAddress);
        Assert.IsTrue(Ipv4MappedAddress.Is(bench.CareOfAddress, 0));
        Assert.IsTrue(bench.Datagrams.IsOpen);
        Assert.AreEqual(4191, bench.Datagrams.Port);
        Assert.AreEqual(0, bench.Sockets.Opens);
    }

    [TestMethod]
    public void A_Packet_Goes_To_The_Stack_Without_Its_Headers()
    {
        WifiBench bench = WifiBench.UpOverUdp();
        Assert.IsTrue(bench.Send(Headers, 31));
        Assert.AreEqual(3, bench.Datagrams.LastLength);
        Assert.AreEqual(0xA1, (int)bench.Datagrams.Last[0]);
        Assert.AreEqual(0xA3, (int)bench.Datagrams.Last[2]);
        CollectionAssert.AreEqual(Hex.Read("C6336407"), bench.Datagrams.Peer);
        Assert.AreEqual(4191, bench.Datagrams.PeerPort);
    }

    [TestMethod]
    public void The_Peer_Is_Stated_Only_When_It_Changes()
    {
        WifiBench bench = WifiBench.UpOverUdp();
        Assert.IsTrue(bench.Send(Headers, 31));
        Assert.IsTrue(bench.Send(Headers, 40));
        Assert.AreEqual(1, bench.Datagrams.Connects);
        Assert.IsTrue(bench.Send(OtherAgent, 31));
        Assert.AreEqual(2, bench.Datagrams.Connects);
        CollectionAssert.AreEqual(Hex.Read("C6336408"), bench.Datagrams.Peer);
        bench.Datagrams.RefusesToConnect = true;
        Assert.IsFalse(bench.Send(Headers, 31));
        Assert.AreEqual(1L, bench.Refused(LinkRefusal.DeviceRefused));
        bench.Datagrams.RefusesToConnect = false;
        Assert.IsTrue(bench.Send(OtherAgent, 31));
        Assert.AreEqual(3, bench.Datagrams.Connects);
    }

    [TestMethod]
    public void A_Received_Datagram_Gets_The_Headers_It_Came_With()
    {
        WifiBench bench = WifiBench.UpOverUdp();
        bench.Send(Headers, 31);
        bench.Datagrams.Leave(60);
        bench.Run(1);
        Assert.AreEqual(1, bench.Received);
        Assert.AreEqual(88, bench.LastLength);
        byte[] head = new byte[30];
        System.Array.Copy(bench.Last, 0, head, 0, 30);
        CollectionAssert.AreEqual(
            Hex.Read("45 00 00 58 00 00 00 00 40 11 8E 49 C6 33 64 07 C0 00 02 11 10 5F 10 5F 00 44 00 00 5A 5A"), head);
    }

    [TestMethod]
    public void A_Changed_Ipv4_Address_Is_A_New_Care_Of_Address()
    {
        WifiBench bench = WifiBench.UpOverUdp();
        bench.Send(Headers, 31);
        bench.Station.GiveAddress(99);
        bench.Run(1001);
        Assert.AreEqual(2, bench.Ups);
        Assert.AreEqual(0, bench.Downs);
        Assert.AreEqual(99, (int)bench.CareOfAddress[15]);
        bench.Send(Headers, 31);
        Assert.AreEqual(2, bench.Datagrams.Connects);
    }

    [TestMethod]
    public void A_Lost_Ipv4_Address_Takes_The_Link_Down_Until_There_Is_One_Again()
    {
        WifiBench bench = WifiBench.UpOverUdp();
        bench.Station.TakeAddress();
        bench.Run(1001);
        Assert.AreEqual(1, bench.Downs);
        Assert.IsFalse(bench.Send(Headers, 31));
        Assert.AreEqual(1L, bench.Refused(LinkRefusal.LinkDown));
        bench.Station.GiveAddress(18);
        bench.Run(1001);
        Assert.AreEqual(2, bench.Ups);
        Assert.AreEqual(0, bench.Station.Disconnects);
    }

    [TestMethod]
    public void What_Is_No_Ipv4_Or_Too_Long_Or_Not_Taken_Is_Refused_By_Name()
    {
        WifiBench bench = WifiBench.UpOverUdp();
        Assert.IsFalse(bench.Send("60 00 00 00 00 00 3B 40", 60));
        Assert.AreEqual(1L, bench.Refused(LinkRefusal.UnknownProtocol));
        Assert.IsFalse(bench.Send(Headers, 28));
        Assert.AreEqual(2L, bench.Refused(LinkRefusal.UnknownProtocol));
        bench.Datagrams.RefusesToSend = true;
        Assert.IsFalse(bench.Send(Headers, 31));
        Assert.AreEqual(1L, bench.Refused(LinkRefusal.DeviceRefused));
    }

    [TestMethod]
    public void A_Lost_Socket_Is_Opened_Anew()
    {
        WifiBench bench = WifiBench.UpOverUdp();
        bench.Datagrams.IsLost = true;
        bench.Run(1001);
        Assert.AreEqual(1, bench.Downs);
        Assert.AreEqual(2, bench.Ups);
        Assert.AreEqual((int)WifiUplinkState.Udp, (int)bench.Uplink.State);
        Assert.AreEqual(1L, bench.Refused(LinkRefusal.DeviceRefused));
    }

    [TestMethod]
    public void A_Stack_Without_Sockets_Is_Asked_Once_A_Second_And_Left_In_The_End()
    {
        WifiBench bench = WifiBench.Started(Transport.Udp);
        bench.Datagrams.RefusesToOpen = true;
        bench.Station.GiveAddress(17);
        bench.Run(10000);
        Assert.AreEqual(0, bench.Ups);
        long refused = bench.Refused(LinkRefusal.DeviceRefused);
        Assert.IsTrue(refused >= 5 && refused <= 11);
        bench.Run(30000);
        Assert.IsTrue(bench.Station.Disconnects > 0);
    }

    [TestMethod]
    public void No_More_Packets_Are_Taken_In_One_Turn_Than_The_Limit()
    {
        WifiBench bench = WifiBench.UpOverUdp();
        bench.Datagrams.Leave(50);
        bench.Datagrams.Waiting = LinkLimits.PacketsPerPoll + 2;
        Assert.IsTrue(bench.Uplink.Poll(bench.Now));
        Assert.AreEqual(LinkLimits.PacketsPerPoll, bench.Received);
        Assert.IsFalse(bench.Uplink.Poll(bench.Now));
        Assert.AreEqual(LinkLimits.PacketsPerPoll + 2, bench.Received);
    }

    [TestMethod]
    public void Packets_And_Timers_Allocate_Nothing()
    {
        Heap.AssertAllocatesNothing(new Traffic());
    }

    private sealed class Traffic : IRepeatable
    {
        private readonly WifiBench _bench = WifiBench.UpOverUdp();
        private readonly PacketBuffer _packet = new PacketBuffer();
        private readonly byte[] _octets = new byte[100];
        private long _now;

        internal Traffic()
        {
            System.Array.Copy(Hex.Read(Headers), 0, _octets, 0, 31);
            _bench.Datagrams.Leave(60);
            _now = _bench.Now;
        }

        public void Run()
        {
            _packet.Load(_octets, 0, 100);
            _bench.Uplink.Send(_packet);
            _bench.Datagrams.Waiting = 1;
            _now += 400;
            _bench.Uplink.Poll(_now);
        }
    }
}
