using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Ethernet;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Ethernet;

/// <summary>Router advertisements, and what asks for them or makes others.</summary>
[TestClass]
public sealed class PortAdvertisementTests
{
    [TestMethod]
    public void Rfc4861_6_2_3_An_Advertisement_Names_Router_Mtu_And_Prefix()
    {
        PortBench bench = PortBench.Up();
        bench.Run(16_000);
        byte[] frame = bench.Device.Last();
        BigEndian.WriteUInt16(frame, Frames.Message + 2, 0);
        CollectionAssert.AreEqual(
            Hex.Read("33 33 00 00 00 01" + Frames.Station + "86DD 60000000 0040 3A FF"
                + Frames.Digits(Frames.LinkLocal) + Frames.Digits(Frames.AllNodes)
                + "86 00 0000 40 00 0708 00000000 00000000"
                + "01 01" + Frames.Station
                + "05 01 0000 000005B4"
                + "03 04 40 C0 00015180 00003840 00000000" + Frames.Digits("2001:db8:100:1::")),
            frame);
    }

    [TestMethod]
    public void Rfc4861_6_2_3_The_Checksum_Is_Right()
    {
        PortBench bench = PortBench.Up();
        bench.Run(16_000);
        Assert.IsTrue(Icmpv6Messages.IsSealed(Frames.PacketOf(bench.Device.Last())));
    }

    [TestMethod]
    public void Rfc4861_6_2_4_Three_Come_At_First_And_Then_One_In_200_To_600_Seconds()
    {
        PortBench bench = new PortBench();
        bench.Start();
        long first = WaitForAdvertisement(bench, 3000);
        long second = WaitForAdvertisement(bench, 20_000);
        long third = WaitForAdvertisement(bench, 20_000);
        Assert.IsTrue(second - first <= 16_100 && third - second <= 16_100);
        long least = long.MaxValue;
        long greatest = 0;
        long last = third;
        for (int i = 0; i < 20; i++)
        {
            long next = WaitForAdvertisement(bench, 700_000);
            long interval = next - last;
            least = interval < least ? interval : least;
            greatest = interval > greatest ? interval : greatest;
            last = next;
        }

        Assert.IsTrue(least >= 200_000 && greatest <= 600_100);
        Assert.IsTrue(greatest - least > 50_000);
    }

    [TestMethod]
    public void Rfc4861_6_2_6_A_Solicitation_Is_Answered_To_All_Within_Half_A_Second()
    {
        PortBench bench = PortBench.Up();
        bench.Run(100_000);
        bench.Device.Clear();
        bench.Give(Frames.RouterSolicitation(Frames.HostLinkLocal, Frames.HostStation));
        bench.Run(500);
        Assert.AreEqual(1, bench.Device.Count);
        Assert.IsTrue(Frames.Has(
            bench.Device.Last(), Frames.Packet + Ipv6Header.DestinationOffset, Frames.AllNodes));
        Assert.AreEqual(
            (int)NeighborState.Stale, (int)bench.StateOf(Frames.HostLinkLocal));

        // Who has no address yet is answered too.
        bench.Run(10_000);
        bench.Give(Frames.RouterSolicitation("::", Frames.NoOption));
        bench.Run(500);
        Assert.AreEqual(2, bench.Device.Count);
        Assert.AreEqual(0L, bench.AllRefused());
    }

    [TestMethod]
    public void Rfc4861_6_2_6_A_Flood_Of_Solicitations_Costs_One_Advertisement_In_Three_Seconds()
    {
        PortBench bench = PortBench.Up();
        bench.Run(100_000);
        bench.Device.Clear();
        for (int i = 0; i < 300; i++)
        {
            bench.Give(Frames.RouterSolicitation("::", Frames.NoOption));
            bench.Run(100);
        }

        Assert.IsTrue(bench.Device.Count >= 9 && bench.Device.Count <= 11);
    }

    [TestMethod]
    public void Rfc4861_6_1_1_Invalid_Router_Solicitations_Are_Refused()
    {
        PortBench bench = PortBench.Up();
        bench.Run(100_000);
        bench.Device.Clear();
        byte[] sound = Frames.RouterSolicitation(Frames.HostLinkLocal, Frames.HostStation);
        AssertRefused(bench, Changed(sound, Frames.Packet + Ipv6Header.HopLimitOffset, 254, false), LinkRefusal.HopLimit);
        AssertRefused(bench, Changed(sound, Frames.Message + 2, 0x12, false), LinkRefusal.Checksum);
        AssertRefused(bench, Changed(sound, Frames.Message + 1, 1, true), LinkRefusal.Malformed);
        AssertRefused(bench, Changed(sound, Frames.Message + 9, 0, true), LinkRefusal.Malformed);
        AssertRefused(bench, Changed(sound, Frames.Message + 9, 2, true), LinkRefusal.Truncated);
        AssertRefused(bench, Frames.Seal(Frames.Resize(sound, Frames.Message + 7)), LinkRefusal.Truncated);
        AssertRefused(bench, Frames.RouterSolicitation("::", Frames.HostStation), LinkRefusal.Malformed);
        AssertRefused(bench, Changed(sound, Frames.Message + 10, 0x33, true), LinkRefusal.Malformed);
        AssertRefused(
            bench, Frames.RouterSolicitation("2001:db8:9::5", Frames.HostStation), LinkRefusal.NotOnLink);
        bench.Run(5000);
        Assert.AreEqual(0, bench.Device.Count);
        Assert.AreEqual(0, bench.NeighborCount);
    }

    [TestMethod]
    public void Rfc4861_6_2_5_A_Router_That_Stops_Takes_Leave_With_Lifetime_0()
    {
        PortBench bench = PortBench.Up();
        bench.Run(100_000);
        bench.Device.Clear();
        bench.Port.Stop(bench.Now);
        Assert.IsFalse(bench.Port.Stopped);
        bench.Port.Poll(bench.Now);
        Assert.AreEqual(1, bench.Device.Count);
        Assert.IsTrue(Frames.HasOctets(bench.Device.Last(), Frames.Message + 4, "40 00 0000"));
        Assert.IsTrue(bench.Port.Stopped);
        Assert.AreEqual(MobileRouter.NoDeadline, bench.Port.NextDeadline);
    }

    [TestMethod]
    public void Rfc4861_6_2_6_Leave_Is_Taken_Three_Seconds_After_The_Last_Advertisement()
    {
        PortBench bench = PortBench.Up();
        bench.Run(100_000);
        bench.Give(Frames.RouterSolicitation("::", Frames.NoOption));
        bench.Run(500);
        bench.Device.Clear();
        bench.Port.Stop(bench.Now);
        bench.Port.Stop(bench.Now);
        bench.Give(Frames.RouterSolicitation("::", Frames.NoOption));
        bench.Run(2000);
        Assert.AreEqual(0, bench.Device.Count);
        Assert.IsFalse(bench.Port.Stopped);
        bench.Run(1000);
        Assert.AreEqual(1, bench.Device.Count);
        Assert.IsTrue(bench.Port.Stopped);
    }

    [TestMethod]
    public void A_Port_Without_Carrier_Stops_At_Once()
    {
        PortBench bench = PortBench.Up();
        bench.Port.Stop(bench.Now);
        bench.Device.HasCarrier = false;
        bench.Run(500);
        Assert.IsTrue(bench.Port.Stopped);
    }

    [TestMethod]
    public void Rfc4861_6_2_4_Another_Mtu_Is_Advertised_At_Once()
    {
        PortBench bench = PortBench.Up();
        bench.Run(100_000);
        bench.Device.Clear();
        bench.Port.SetMaximumTransmissionUnit(1460, bench.Now);
        bench.Port.Poll(bench.Now);
        Assert.AreEqual(0, bench.Device.Count);
        bench.Port.SetMaximumTransmissionUnit(1400, bench.Now);
        bench.Port.Poll(bench.Now);
        Assert.AreEqual(1, bench.Device.Count);
        Assert.IsTrue(Frames.HasOctets(bench.Device.Last(), Frames.Message + 24, "05 01 0000 00000578"));
        Assert.AreEqual(1400, bench.Port.MaximumTransmissionUnit);
        bench.Port.SetMaximumTransmissionUnit(68, bench.Now);
        Assert.AreEqual(Limits.MinimumMtu, bench.Port.MaximumTransmissionUnit);
        bench.Port.SetMaximumTransmissionUnit(9000, bench.Now);
        Assert.AreEqual(Limits.PacketOctets, bench.Port.MaximumTransmissionUnit);
    }

    [TestMethod]
    public void Rfc4861_6_2_7_Another_Router_Is_Ignored_Counted_And_Told_Of()
    {
        PortBench bench = PortBench.Up();
        bench.Run(100_000);
        bench.Device.Clear();
        for (int i = 0; i < 50; i++)
        {
            bench.Give(Frames.RouterAdvertisement("fe80::66"));
        }

        Assert.AreEqual(50L, bench.Refused(LinkRefusal.ForeignRouter));
        Assert.AreEqual(1, bench.NoticesOf[(int)LinkNotice.AnotherRouter]);
        bench.Run(60_000);
        bench.Give(Frames.RouterAdvertisement("fe80::66"));
        Assert.AreEqual(2, bench.NoticesOf[(int)LinkNotice.AnotherRouter]);
        Assert.AreEqual(0, bench.Device.Count);
        Assert.AreEqual(0, bench.NeighborCount);
    }

    [TestMethod]
    public void Rfc4861_6_1_2_Invalid_Router_Advertisements_Are_Not_Even_That()
    {
        PortBench bench = PortBench.Up();
        byte[] sound = Frames.RouterAdvertisement("fe80::66");
        AssertRefused(bench, Changed(sound, Frames.Packet + Ipv6Header.HopLimitOffset, 64, false), LinkRefusal.HopLimit);
        AssertRefused(bench, Changed(sound, Frames.Message + 3, 0x55, false), LinkRefusal.Checksum);
        AssertRefused(bench, Changed(sound, Frames.Message + 1, 1, true), LinkRefusal.Malformed);
        AssertRefused(bench, Frames.RouterAdvertisement(Frames.Host), LinkRefusal.NotOnLink);
        for (int length = Frames.Message + 4; length < sound.Length; length++)
        {
            AssertRefused(bench, Frames.Seal(Frames.Resize(sound, length)), LinkRefusal.Truncated);
        }

        Assert.AreEqual(0L, bench.Refused(LinkRefusal.ForeignRouter));
    }

    [TestMethod]
    public void Rfc4861_6_2_7_An_Advertisement_In_Our_Name_Is_Contradicted()
    {
        PortBench bench = PortBench.Up();
        bench.Run(100_000);
        bench.Device.Clear();
        bench.Give(Frames.RouterAdvertisement(Frames.LinkLocal));
        Assert.AreEqual(1L, bench.Refused(LinkRefusal.AddressClaimed));
        Assert.AreEqual(1, bench.SentOf(RouterAdvertisement.Type));
        Assert.AreEqual(1, bench.NoticesOf[(int)LinkNotice.AddressClaimed]);
        for (int i = 0; i < 300; i++)
        {
            bench.Give(Frames.RouterAdvertisement(Frames.LinkLocal));
            bench.Run(10);
        }

        Assert.AreEqual(2, bench.SentOf(RouterAdvertisement.Type));
    }

    private static long WaitForAdvertisement(PortBench bench, int milliseconds)
    {
        bench.Device.Clear();
        for (int i = 0; i < milliseconds / 100 && bench.SentOf(RouterAdvertisement.Type) == 0; i++)
        {
            bench.Run(100);
        }

        Assert.AreEqual(1, bench.SentOf(RouterAdvertisement.Type));
        return bench.Now;
    }

    private static byte[] Changed(byte[] frame, int at, int value, bool seal)
    {
        byte[] changed = Frames.Resize(frame, frame.Length);
        changed[at] = (byte)value;
        return seal ? Frames.Seal(changed) : changed;
    }

    private static void AssertRefused(PortBench bench, byte[] frame, LinkRefusal reason)
    {
        long before = bench.Refused(reason);
        long all = bench.AllRefused();
        bench.Give(frame);
        Assert.AreEqual(before + 1, bench.Refused(reason));
        Assert.AreEqual(all + 1, bench.AllRefused());
    }
}
