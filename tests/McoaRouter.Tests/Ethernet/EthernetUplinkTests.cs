using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Ethernet;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Ethernet;

/// <summary>An uplink over Ethernet: a host of its link, and nothing more than its default router.</summary>
[TestClass]
public sealed class EthernetUplinkTests
{
    [TestMethod]
    public void It_Tries_Its_Addresses_Asks_For_Routers_And_Is_Up_With_A_Care_Of_Address()
    {
        UplinkBench bench = new UplinkBench();
        bench.Start();
        Assert.AreEqual((int)EthernetUplinkState.Configuring, (int)bench.Uplink.State);
        bench.Run(3000);
        Assert.AreEqual(1, bench.SentOf(NeighborSolicitation.Type));
        Assert.AreEqual(1, bench.SentOf(RouterSolicitation.Type));
        byte[] question = bench.Device.Last();
        Assert.IsTrue(Frames.HasOctets(question, 0, "33 33 00 00 00 02" + Frames.Station + "86DD"));
        Assert.IsTrue(Frames.Has(question, Frames.Packet + Ipv6Header.SourceOffset, Frames.LinkLocal));
        Assert.IsFalse(bench.Send());

        bench.Give(Frames.UplinkAdvertisement("0708", "0578"));
        Assert.AreEqual(0, bench.Ups);
        bench.Run(2500);
        Assert.AreEqual((int)EthernetUplinkState.Up, (int)bench.Uplink.State);
        Assert.IsTrue(bench.Ups > 0);
        Assert.AreEqual(0, bench.Downs);
        CollectionAssert.AreEqual(Hex.Address(Frames.CareOfAddress), bench.CareOfAddress);
        Assert.AreEqual(1400, bench.Uplink.MaximumTransmissionUnit);
        Assert.AreEqual(1L, bench.Uplink.Refusals.Of(LinkRefusal.LinkDown));
    }

    [TestMethod]
    public void Every_Packet_Goes_To_The_Default_Router()
    {
        UplinkBench bench = UplinkBench.Up();
        Assert.IsTrue(bench.Send());
        Assert.AreEqual(1, bench.Device.Count);
        Assert.IsTrue(Frames.HasOctets(bench.Device.Last(), 0, Frames.HostStation + Frames.Station));
        Assert.IsTrue(Frames.Has(
            bench.Device.Last(), Frames.Packet + Ipv6Header.DestinationOffset, Frames.Outside));
    }

    [TestMethod]
    public void What_Comes_To_The_Care_Of_Address_Is_The_Routers_And_Nothing_Else()
    {
        UplinkBench bench = UplinkBench.Up();
        bench.Give(Frames.Datagram(Frames.Outside, Frames.CareOfAddress));
        Assert.AreEqual(1, bench.Received);
        bench.Give(Frames.Datagram(Frames.Outside, "2001:db8:a:1::77"));
        bench.Give(Frames.Echo(Frames.RouterLinkLocal, Frames.AllNodes, Frames.HostStation));
        byte[] redirect = Frames.Solicitation(
            Frames.RouterLinkLocal, Frames.CareOfAddress, Frames.Outside, Frames.BadStation);
        redirect[Frames.Message] = 137;
        bench.Give(Frames.Seal(redirect));
        bench.Give(Frames.RouterSolicitation(Frames.HostLinkLocal, Frames.NoOption));
        Assert.AreEqual(1, bench.Received);
        Assert.AreEqual(4L, bench.Uplink.Refusals.Of(LinkRefusal.NotForUs));
        Assert.AreEqual(0, bench.Device.Count);
    }

    [TestMethod]
    public void Rfc4861_7_2_4_A_Host_Answers_For_Its_Addresses_Without_R()
    {
        UplinkBench bench = UplinkBench.Up();
        bench.Give(Frames.Solicitation(
            Frames.RouterLinkLocal, Frames.LinkLocalGroup, Frames.CareOfAddress, Frames.HostStation));
        byte[] answer = bench.Device.Last();
        Assert.IsTrue(Frames.HasOctets(answer, 0, Frames.HostStation));
        Assert.IsTrue(Frames.HasOctets(
            answer, Frames.Message + 4, "60000000" + Frames.Digits(Frames.CareOfAddress) + "02 01" + Frames.Station));
        Assert.IsTrue(Icmpv6Messages.IsSealed(Frames.PacketOf(answer)));

        bench.Device.Clear();
        bench.Give(Frames.Solicitation(
            "2001:db8:a:1::7", Frames.LinkLocalGroup, Frames.LinkLocal, Frames.HostStation));
        Assert.AreEqual(1, bench.SentOf(NeighborAdvertisement.Type));
        bench.Give(Frames.Solicitation(
            Frames.Outside, Frames.LinkLocalGroup, Frames.LinkLocal, Frames.HostStation));
        Assert.AreEqual(1L, bench.Uplink.Refusals.Of(LinkRefusal.NotOnLink));
    }

    [TestMethod]
    public void Rfc4861_7_3_3_A_Default_Router_That_Does_Not_Answer_Is_Lost_And_Others_Are_Asked_For()
    {
        UplinkBench bench = UplinkBench.Up();
        bench.Run(46_000);
        bench.Device.Clear();
        for (int i = 0; i < 13; i++)
        {
            bench.Send();
            bench.Run(1000);
        }

        Assert.AreEqual(1, bench.Downs);
        Assert.AreEqual((int)EthernetUplinkState.Configuring, (int)bench.Uplink.State);
        bench.Run(3000);
        Assert.IsTrue(bench.SentOf(RouterSolicitation.Type) > 0);

        bench.Give(Frames.UplinkAdvertisement("0708", "05DC"));
        bench.Run(2500);
        Assert.AreEqual((int)EthernetUplinkState.Up, (int)bench.Uplink.State);
    }

    [TestMethod]
    public void Rfc4861_6_3_4_A_Router_That_Takes_Leave_Is_Used_No_More()
    {
        UplinkBench bench = UplinkBench.Up();
        bench.Give(Frames.UplinkAdvertisement("0000", "05DC"));
        Assert.AreEqual(1, bench.Downs);
        Assert.IsFalse(bench.Send());
    }

    [TestMethod]
    public void A_Loss_Of_Carrier_Is_A_Loss_Of_The_Address()
    {
        UplinkBench bench = UplinkBench.Up();
        bench.Device.HasCarrier = false;
        bench.Run(500);
        Assert.AreEqual((int)EthernetUplinkState.Down, (int)bench.Uplink.State);
        Assert.AreEqual(1, bench.Downs);
        bench.Device.HasCarrier = true;
        bench.Run(3000);
        Assert.AreEqual((int)EthernetUplinkState.Configuring, (int)bench.Uplink.State);
        bench.Give(Frames.UplinkAdvertisement("0708", "05DC"));
        bench.Run(2500);
        Assert.AreEqual((int)EthernetUplinkState.Up, (int)bench.Uplink.State);

        bench.Uplink.Stop(bench.Now);
        Assert.IsTrue(bench.Uplink.Stopped);
        Assert.AreEqual(2, bench.Downs);
        Assert.AreEqual(MobileRouter.NoDeadline, bench.Uplink.NextDeadline);
    }

    [TestMethod]
    public void Rfc4862_5_4_5_A_Link_Local_Address_That_Is_Taken_Keeps_The_Uplink_Down_For_A_While()
    {
        UplinkBench bench = new UplinkBench();
        bench.Start();
        bench.Run(1000);
        bench.Give(Frames.Advertisement(
            Frames.LinkLocal, Frames.AllNodes, Frames.LinkLocal, "20", Frames.BadStation));
        Assert.AreEqual((int)EthernetUplinkState.Taken, (int)bench.Uplink.State);
        Assert.AreEqual(1, bench.NoticesOf[(int)LinkNotice.AddressTaken]);
        bench.Give(Frames.UplinkAdvertisement("0708", "05DC"));
        bench.Run(9000);
        Assert.AreEqual(0, bench.Ups);
        Assert.AreEqual(1, bench.NoticesOf[(int)LinkNotice.AddressTaken]);
        bench.Run(4000);
        bench.Give(Frames.UplinkAdvertisement("0708", "05DC"));
        bench.Run(2500);
        Assert.AreEqual((int)EthernetUplinkState.Up, (int)bench.Uplink.State);
    }

    /// <summary>Found by tools/fuzz: it was never tried again as long as the router advertised the prefix.</summary>
    [TestMethod]
    public void A_Care_Of_Address_That_Was_Taken_Is_Tried_Again_After_A_While()
    {
        UplinkBench bench = new UplinkBench();
        bench.Start();
        bench.Run(1000);
        bench.Give(Frames.UplinkAdvertisement("0708", "05DC"));
        bench.Give(Frames.Advertisement(
            Frames.CareOfAddress, Frames.AllNodes, Frames.CareOfAddress, "20", Frames.BadStation));
        bench.Give(Frames.UplinkAdvertisement("0708", "05DC"));
        bench.Run(55000);
        Assert.AreEqual(0, bench.Ups);
        Assert.AreEqual(1L, bench.Uplink.Refusals.Of(LinkRefusal.AddressClaimed));
        bench.Run(10000);
        Assert.AreEqual(1, bench.Ups);
        Assert.AreEqual((int)EthernetUplinkState.Up, (int)bench.Uplink.State);
    }

    [TestMethod]
    public void Rfc4861_7_2_5_A_Care_Of_Address_That_Another_Claims_Is_Defended_And_Stays()
    {
        UplinkBench bench = UplinkBench.Up();
        for (int i = 0; i < 10; i++)
        {
            bench.Give(Frames.Advertisement(
                Frames.CareOfAddress, Frames.AllNodes, Frames.CareOfAddress, "20", Frames.BadStation));
        }

        Assert.AreEqual((int)EthernetUplinkState.Up, (int)bench.Uplink.State);
        Assert.AreEqual(10L, bench.Uplink.Refusals.Of(LinkRefusal.AddressClaimed));
        Assert.AreEqual(3, bench.SentOf(NeighborAdvertisement.Type));
        Assert.IsTrue(Frames.HasOctets(bench.Device.Last(), Frames.Message + 4, "20000000"));
    }

    [TestMethod]
    public void Packets_And_Discovery_Allocate_Nothing()
    {
        Heap.AssertAllocatesNothing(new UplinkLoop(Frames.Datagram(Frames.Outside, Frames.CareOfAddress)));
        Heap.AssertAllocatesNothing(new UplinkLoop(Frames.UplinkAdvertisement("0708", "05DC")));
        Heap.AssertAllocatesNothing(new UplinkLoop(Frames.Solicitation(
            Frames.RouterLinkLocal, Frames.LinkLocalGroup, Frames.CareOfAddress, Frames.HostStation)));
    }

    private sealed class UplinkLoop : IRepeatable
    {
        private readonly UplinkBench _bench = UplinkBench.Up();
        private readonly byte[] _frame;

        internal UplinkLoop(byte[] frame)
        {
            _frame = frame;
            _bench.Device.KeepsNothing = true;
        }

        public void Run()
        {
            _bench.Give(_frame);
            _bench.Send();
            _bench.Run(100);
        }
    }
}
