using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Ethernet;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Ethernet;

/// <summary>How the port comes by its addresses, loses its device and its carrier, and comes back.</summary>
[TestClass]
public sealed class PortAddressTests
{
    [TestMethod]
    public void Rfc4862_5_4_2_Others_Are_Asked_For_Both_Addresses_Before_Use()
    {
        PortBench bench = new PortBench();
        bench.Start();
        Assert.AreEqual((int)VehiclePortState.Tentative, (int)bench.Port.State);
        bench.Run(1000);
        Assert.AreEqual(2, bench.Device.Count);
        AssertAsks(bench.Device.At(0), Frames.LinkLocal);
        AssertAsks(bench.Device.At(1), Frames.Global);

        // Until a second has passed in silence nothing is sent, and nothing forwarded.
        Assert.IsFalse(bench.Send(Frames.Outside, Frames.Host));
        bench.Give(Frames.Datagram(Frames.Host, Frames.Outside));
        bench.Give(Frames.Solicitation(Frames.HostLinkLocal, Frames.LinkLocalGroup, Frames.LinkLocal, Frames.HostStation));
        bench.Give(Frames.Echo(Frames.HostLinkLocal, Frames.LinkLocal, Frames.HostStation));
        bench.Give(Frames.RouterSolicitation(Frames.HostLinkLocal, Frames.HostStation));
        Assert.AreEqual(5L, bench.Refused(LinkRefusal.LinkDown));
        Assert.AreEqual(2, bench.Device.Count);
        Assert.AreEqual(0, bench.Received);

        bench.Run(1000);
        Assert.AreEqual((int)VehiclePortState.Up, (int)bench.Port.State);
        Assert.AreEqual(3, bench.Device.Count);
        Assert.AreEqual(RouterAdvertisement.Type, (int)bench.Device.Last()[Frames.Message]);
    }

    [TestMethod]
    public void Rfc4862_5_4_3_Another_That_Asks_For_The_Address_Has_It_Too()
    {
        PortBench bench = Asking();
        bench.Give(Frames.Solicitation("::", Frames.LinkLocalGroup, Frames.LinkLocal, Frames.NoOption));
        AssertTaken(bench, 0);
    }

    [TestMethod]
    public void Rfc4862_5_4_4_Another_That_Advertises_The_Address_Has_It()
    {
        PortBench bench = Asking();
        bench.Give(Frames.Advertisement(Frames.Global, Frames.AllNodes, Frames.Global, "20", Frames.BadStation));
        AssertTaken(bench, 1);
    }

    [TestMethod]
    public void Rfc4862_5_4_3_Our_Own_Question_That_Comes_Back_Is_No_Answer()
    {
        PortBench bench = Asking();
        byte[] own = bench.Device.At(0);
        bench.Give(own);
        Assert.AreEqual(1L, bench.Refused(LinkRefusal.NotForUs));
        bench.Run(1000);
        Assert.AreEqual((int)VehiclePortState.Up, (int)bench.Port.State);
    }

    [TestMethod]
    public void Rfc4862_5_4_5_An_Address_That_Is_Taken_Is_Not_Used_And_Asked_For_Again_Later()
    {
        PortBench bench = Asking();
        bench.Give(Frames.Advertisement(Frames.Global, Frames.AllNodes, Frames.Global, "20", Frames.BadStation));
        bench.Device.Clear();
        Assert.IsFalse(bench.Send(Frames.Outside, Frames.Host));
        bench.Run(9000);
        Assert.AreEqual(0, bench.Device.Count);
        for (int i = 0; i < 25 && bench.Device.Count == 0; i++)
        {
            bench.Run(100);
        }

        Assert.AreEqual(2, bench.Device.Count);

        // The pause doubles while it stays taken, up to five minutes.
        bench.Give(Frames.Advertisement(Frames.Global, Frames.AllNodes, Frames.Global, "20", Frames.BadStation));
        bench.Run(19_000);
        Assert.AreEqual(2, bench.Device.Count);
        bench.Run(4000);
        Assert.AreEqual((int)VehiclePortState.Up, (int)bench.Port.State);
        Assert.AreEqual(2, bench.NoticesOf[(int)LinkNotice.AddressTaken]);
    }

    [TestMethod]
    public void Rfc4861_7_2_5_An_Address_Of_Ours_Is_Defended_Not_Too_Often()
    {
        PortBench bench = PortBench.Up();
        for (int i = 0; i < 10; i++)
        {
            bench.Give(Frames.Advertisement(Frames.Global, Frames.AllNodes, Frames.Global, "20", Frames.BadStation));
        }

        Assert.AreEqual((int)VehiclePortState.Up, (int)bench.Port.State);
        Assert.AreEqual(10L, bench.Refused(LinkRefusal.AddressClaimed));
        Assert.AreEqual(3, bench.Device.Count);
        byte[] defence = bench.Device.Last();
        Assert.IsTrue(Frames.HasOctets(defence, 0, "33 33 00 00 00 01" + Frames.Station));
        Assert.IsTrue(Frames.HasOctets(defence, Frames.Message, "88 00"));
        Assert.IsTrue(Frames.HasOctets(defence, Frames.Message + 4, "A0 00 00 00" + Frames.Digits(Frames.Global)));
        Assert.AreEqual(1, bench.NoticesOf[(int)LinkNotice.AddressClaimed]);

        bench.Run(61_000);
        bench.Give(Frames.Solicitation(Frames.LinkLocal, Frames.LinkLocalGroup, Frames.Global, Frames.BadStation));
        Assert.AreEqual(2, bench.NoticesOf[(int)LinkNotice.AddressClaimed]);
        Assert.AreEqual(0, bench.NeighborCount);
    }

    [TestMethod]
    public void Without_A_Carrier_The_Port_Is_Down_And_Takes_Its_Addresses_Anew_With_It()
    {
        PortBench bench = PortBench.WithHost();
        bench.Device.HasCarrier = false;
        bench.Run(500);
        Assert.AreEqual((int)VehiclePortState.Down, (int)bench.Port.State);
        Assert.AreEqual(0, bench.NeighborCount);
        Assert.AreEqual(1, bench.NoticesOf[(int)LinkNotice.CarrierLost]);
        Assert.IsFalse(bench.Send(Frames.Outside, Frames.Host));
        bench.Run(700_000);
        Assert.AreEqual(0, bench.Device.Count);

        bench.Device.HasCarrier = true;
        bench.Run(500);
        Assert.AreEqual((int)VehiclePortState.Tentative, (int)bench.Port.State);
        bench.Run(3000);
        Assert.AreEqual((int)VehiclePortState.Up, (int)bench.Port.State);
        Assert.AreEqual(2, bench.NoticesOf[(int)LinkNotice.CarrierFound]);
    }

    [TestMethod]
    public void A_Device_That_Does_Not_Answer_Is_Opened_Again_With_Growing_Pauses()
    {
        PortBench bench = new PortBench();
        bench.Device.Answers = false;
        bench.Start();
        bench.Run(63_000);
        Assert.AreEqual(7, bench.Device.Opened);
        Assert.AreEqual(1, bench.NoticesOf[(int)LinkNotice.DeviceSilent]);
        bench.Run(600_000);
        Assert.AreEqual(17, bench.Device.Opened);

        bench.Device.Answers = true;
        bench.Run(64_000);
        Assert.AreEqual((int)VehiclePortState.Up, (int)bench.Port.State);
    }

    [TestMethod]
    public void A_Device_That_Is_Lost_Is_Opened_Again_And_The_Port_Comes_Back()
    {
        PortBench bench = PortBench.WithHost();
        bench.Device.Lost = true;
        bench.Port.Poll(bench.Now);
        Assert.AreEqual((int)VehiclePortState.Down, (int)bench.Port.State);
        Assert.AreEqual(1, bench.NoticesOf[(int)LinkNotice.DeviceReset]);
        bench.Run(5000);
        Assert.AreEqual((int)VehiclePortState.Up, (int)bench.Port.State);
        Assert.AreEqual(2, bench.Device.Opened);
    }

    [TestMethod]
    public void A_Device_That_Refuses_Frames_Is_Counted()
    {
        PortBench bench = PortBench.WithHost();
        bench.Device.Refuses = true;
        Assert.IsFalse(bench.Send(Frames.Outside, Frames.Host));
        Assert.AreEqual(1L, bench.Refused(LinkRefusal.DeviceRefused));
    }

    [TestMethod]
    public void A_Port_That_Was_Stopped_Can_Be_Started_Again()
    {
        PortBench bench = new PortBench();
        Assert.IsTrue(bench.Port.Stopped);
        Assert.IsFalse(bench.Port.Poll(bench.Now));
        bench.Start();
        bench.Port.Stop(bench.Now);
        Assert.IsTrue(bench.Port.Stopped);
        bench.Start();
        bench.Run(4000);
        Assert.AreEqual((int)VehiclePortState.Up, (int)bench.Port.State);
        Assert.AreEqual(0, bench.Port.SignalDbm);
        Assert.AreEqual(0, bench.LinkChanges);
    }

    private static PortBench Asking()
    {
        PortBench bench = new PortBench();
        bench.Start();
        bench.Run(1000);
        Assert.AreEqual(2, bench.Device.Count);
        return bench;
    }

    private static void AssertAsks(byte[] frame, string address)
    {
        Assert.AreEqual(78, frame.Length);
        Assert.IsTrue(Frames.HasOctets(frame, 0, "33 33 FF 00 00 01" + Frames.Station + "86DD"));
        Assert.AreEqual(255, (int)frame[Frames.Packet + Ipv6Header.HopLimitOffset]);
        Assert.IsTrue(Frames.Has(frame, Frames.Packet + Ipv6Header.SourceOffset, "::"));
        Assert.IsTrue(Frames.Has(frame, Frames.Packet + Ipv6Header.DestinationOffset, Frames.LinkLocalGroup));
        Assert.AreEqual(NeighborSolicitation.Type, (int)frame[Frames.Message]);
        Assert.IsTrue(Frames.Has(frame, Frames.Message + 8, address));
        Assert.IsTrue(Icmpv6Messages.IsSealed(Frames.PacketOf(frame)));
    }

    private static void AssertTaken(PortBench bench, int which)
    {
        Assert.AreEqual((int)VehiclePortState.Taken, (int)bench.Port.State);
        Assert.AreEqual(1, bench.NoticesOf[(int)LinkNotice.AddressTaken]);
        Assert.AreEqual(which, bench.LastNoticeValue);
        Assert.AreEqual(1L, bench.Refused(LinkRefusal.AddressClaimed));
        Assert.AreEqual(0, bench.NoticesOf[(int)LinkNotice.AddressClaimed]);
    }
}
