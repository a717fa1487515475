using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Ethernet;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Ethernet;

/// <summary>The states of a neighbour (RFC 4861 §7.3.2), each way into each.</summary>
[TestClass]
public sealed class NeighborCacheTests
{
    [TestMethod]
    public void Rfc4861_7_2_2_A_Packet_To_An_Unknown_Neighbour_Waits_While_It_Is_Asked_For()
    {
        PortBench bench = PortBench.Up();
        Assert.IsTrue(bench.Send(Frames.Outside, Frames.Host));
        AssertState(bench, NeighborState.Incomplete);
        byte[] question = bench.Device.Last();
        BigEndian.WriteUInt16(question, Frames.Message + 2, 0);
        CollectionAssert.AreEqual(
            Hex.Read("33 33 FF 00 00 05" + Frames.Station + "86DD 60000000 0020 3A FF"
                + Frames.Digits(Frames.LinkLocal) + Frames.Digits("ff02::1:ff00:5")
                + "87 00 0000 00000000" + Frames.Digits(Frames.Host) + "01 01" + Frames.Station),
            question);

        // Of several packets the last waits.
        Assert.IsTrue(bench.Send("2001:db8:cc::81", Frames.Host));
        Assert.AreEqual(1, bench.Device.Count);
        bench.Give(Answer("60", Frames.HostStation));
        AssertState(bench, NeighborState.Reachable);
        Assert.AreEqual(2, bench.Device.Count);
        Assert.IsTrue(Frames.HasOctets(bench.Device.Last(), 0, Frames.HostStation + Frames.Station));
        Assert.IsTrue(Frames.Has(
            bench.Device.Last(), Frames.Packet + Ipv6Header.SourceOffset, "2001:db8:cc::81"));
    }

    [TestMethod]
    public void Rfc4861_7_2_2_After_Three_Questions_The_Sender_Is_Told_That_The_Address_Is_Unreachable()
    {
        PortBench bench = PortBench.Up();
        bench.Send(Frames.Outside, Frames.Host);
        bench.Run(2500);
        Assert.AreEqual(3, bench.SentOf(NeighborSolicitation.Type));
        Assert.AreEqual(0, bench.Received);
        bench.Run(500);
        AssertState(bench, NeighborState.Free);
        Assert.AreEqual(3, bench.SentOf(NeighborSolicitation.Type));
        Assert.AreEqual(1L, bench.Refused(LinkRefusal.NeighborSilent));

        byte[] error = bench.LastReceived();
        Assert.IsTrue(Icmpv6Messages.IsSealed(error));
        Assert.IsTrue(Frames.Has(error, Ipv6Header.SourceOffset, Frames.Global));
        Assert.IsTrue(Frames.Has(error, Ipv6Header.DestinationOffset, Frames.Outside));
        Assert.AreEqual(1, (int)error[40]);
        Assert.AreEqual(3, (int)error[41]);
        Assert.IsTrue(Frames.Has(error, 48 + Ipv6Header.DestinationOffset, Frames.Host));
    }

    [TestMethod]
    public void Rfc4861_7_2_5_An_Advertisement_For_An_Unknown_Neighbour_Is_Ignored()
    {
        PortBench bench = PortBench.Up();
        bench.Give(Answer("60", Frames.HostStation));
        bench.Give(Frames.Advertisement(Frames.Host, Frames.AllNodes, Frames.Host, "20", Frames.HostStation));
        Assert.AreEqual(2L, bench.Refused(LinkRefusal.NotAsked));
        Assert.AreEqual(0, bench.NeighborCount);
    }

    [TestMethod]
    public void Rfc4861_7_2_5_An_Answer_Without_Link_Layer_Address_Completes_Nothing()
    {
        PortBench bench = PortBench.Up();
        bench.Send(Frames.Outside, Frames.Host);
        bench.Give(Answer("60", Frames.NoOption));
        Assert.AreEqual(1L, bench.Refused(LinkRefusal.Malformed));
        AssertState(bench, NeighborState.Incomplete);
        bench.Give(Answer("60", "03 00 00 00 00 05"));
        Assert.AreEqual(1L, bench.Refused(LinkRefusal.NotForUs));
        AssertState(bench, NeighborState.Incomplete);
    }

    [TestMethod]
    public void Rfc4861_7_2_5_What_Is_Not_Solicited_Completes_An_Entry_As_Stale()
    {
        PortBench bench = PortBench.Up();
        bench.Send(Frames.Outside, Frames.Host);
        bench.Give(Frames.Advertisement(Frames.Host, Frames.AllNodes, Frames.Host, "20", Frames.HostStation));

        // The packet that waited was sent, which begins the delay.
        Assert.AreEqual(2, bench.Device.Count);
        AssertState(bench, NeighborState.Delay);
    }

    [TestMethod]
    public void Rfc4861_7_2_5_Without_Override_Another_Address_Makes_A_Reachable_Entry_Stale_Only()
    {
        PortBench bench = PortBench.WithHost();
        bench.Give(Answer("40", Frames.BadStation));
        AssertState(bench, NeighborState.Stale);
        Assert.AreEqual(1L, bench.Refused(LinkRefusal.NotAsked));
        bench.Give(Answer("40", Frames.BadStation));
        AssertState(bench, NeighborState.Stale);
        AssertSendsTo(bench, Frames.HostStation);
    }

    [TestMethod]
    public void Rfc4861_7_2_5_With_Override_Another_Address_Is_Taken()
    {
        const string Other = "02 00 00 00 00 07";
        PortBench bench = PortBench.WithHost();
        bench.Give(Answer("60", Other));
        AssertState(bench, NeighborState.Reachable);
        AssertSendsTo(bench, Other);
        bench.Give(Answer("20", Frames.HostStation));
        AssertState(bench, NeighborState.Stale);
        AssertSendsTo(bench, Frames.HostStation);
    }

    [TestMethod]
    public void Rfc4861_7_2_5_The_Same_Address_Unsolicited_Changes_Nothing()
    {
        PortBench bench = PortBench.WithHost();
        bench.Give(Answer("00", Frames.HostStation));
        AssertState(bench, NeighborState.Reachable);
        bench.Give(Answer("20", Frames.HostStation));
        AssertState(bench, NeighborState.Reachable);
        bench.Give(Answer("20", Frames.NoOption));
        AssertState(bench, NeighborState.Reachable);
        Assert.AreEqual(0L, bench.AllRefused());
    }

    [TestMethod]
    public void Rfc4861_7_3_3_An_Answer_Holds_15_To_45_Seconds_And_Then_The_Entry_Is_Stale()
    {
        PortBench bench = PortBench.WithHost();
        bench.Run(14_900);
        AssertState(bench, NeighborState.Reachable);
        bench.Run(30_200);
        AssertState(bench, NeighborState.Stale);
        bench.Device.Clear();
        bench.Run(100_000);
        AssertState(bench, NeighborState.Stale);
        Assert.AreEqual(0, bench.SentOf(NeighborSolicitation.Type));
    }

    [TestMethod]
    public void Rfc4861_7_3_3_A_Stale_Neighbour_That_Is_Used_Is_Asked_After_Five_Seconds()
    {
        PortBench bench = Stale();
        AssertSendsTo(bench, Frames.HostStation);
        AssertState(bench, NeighborState.Delay);
        bench.Run(4900);
        Assert.AreEqual(0, bench.SentOf(NeighborSolicitation.Type));
        bench.Run(100);
        AssertState(bench, NeighborState.Probe);
        byte[] probe = bench.Device.Last();
        BigEndian.WriteUInt16(probe, Frames.Message + 2, 0);
        CollectionAssert.AreEqual(
            Hex.Read(Frames.HostStation + Frames.Station + "86DD 60000000 0020 3A FF"
                + Frames.Digits(Frames.LinkLocal) + Frames.Digits(Frames.Host)
                + "87 00 0000 00000000" + Frames.Digits(Frames.Host) + "01 01" + Frames.Station),
            probe);

        // Packets go on meanwhile.
        AssertSendsTo(bench, Frames.HostStation);
        bench.Give(Answer("40", Frames.NoOption));
        AssertState(bench, NeighborState.Reachable);
    }

    [TestMethod]
    public void Rfc4861_7_3_3_A_Neighbour_That_Answers_No_Probe_Is_Forgotten()
    {
        PortBench bench = Stale();
        bench.Send(Frames.Outside, Frames.Host);
        bench.Run(7900);
        AssertState(bench, NeighborState.Probe);
        Assert.AreEqual(3, bench.SentOf(NeighborSolicitation.Type));
        bench.Run(100);
        AssertState(bench, NeighborState.Free);
        Assert.AreEqual(0, bench.NeighborCount);
        Assert.AreEqual(1L, bench.Refused(LinkRefusal.NeighborSilent));
        Assert.AreEqual(0, bench.Received);
    }

    [TestMethod]
    public void Rfc4861_7_2_3_Who_Asks_Says_Where_He_Is()
    {
        PortBench bench = PortBench.Up();
        bench.Give(Frames.Solicitation(Frames.Host, Frames.LinkLocalGroup, Frames.Global, Frames.HostStation));
        AssertState(bench, NeighborState.Stale);
        bench.Give(Frames.Solicitation(Frames.Host, Frames.Global, Frames.Global, Frames.HostStation));
        AssertState(bench, NeighborState.Stale);
        AssertSendsTo(bench, Frames.HostStation);
        AssertState(bench, NeighborState.Delay);
        bench.Give(Frames.Solicitation(Frames.Host, Frames.Global, Frames.Global, "02 00 00 00 00 07"));
        AssertState(bench, NeighborState.Stale);
        AssertSendsTo(bench, "02 00 00 00 00 07");

        // Without the option nothing is known of him, and he is answered all the same.
        bench.Device.Clear();
        bench.Give(Frames.Solicitation("2001:db8:100:1::6", Frames.Global, Frames.Global, Frames.NoOption));
        Assert.AreEqual(1, bench.NeighborCount);
        Assert.IsTrue(Frames.HasOctets(bench.Device.Last(), 0, Frames.HostStation));
    }

    [TestMethod]
    public void Rfc4861_7_2_3_Who_Asks_While_He_Is_Asked_For_Gets_What_Waits()
    {
        PortBench bench = PortBench.Up();
        bench.Send(Frames.Outside, Frames.Host);
        bench.Device.Clear();
        bench.Give(Frames.Solicitation(Frames.Host, Frames.LinkLocalGroup, Frames.Global, Frames.HostStation));
        AssertState(bench, NeighborState.Delay);
        Assert.AreEqual(2, bench.Device.Count);
        Assert.AreEqual(1, bench.SentOf(NeighborAdvertisement.Type));
    }

    [TestMethod]
    public void Rfc4861_7_2_4_A_Solicitation_Is_Answered_To_Its_Sender_With_R_S_And_O()
    {
        PortBench bench = PortBench.Up();
        bench.Give(Frames.Solicitation(Frames.Host, Frames.LinkLocalGroup, Frames.Global, Frames.HostStation));
        byte[] answer = bench.Device.Last();
        Assert.IsTrue(Icmpv6Messages.IsSealed(Frames.PacketOf(answer)));
        BigEndian.WriteUInt16(answer, Frames.Message + 2, 0);
        CollectionAssert.AreEqual(
            Hex.Read(Frames.HostStation + Frames.Station + "86DD 60000000 0020 3A FF"
                + Frames.Digits(Frames.Global) + Frames.Digits(Frames.Host)
                + "88 00 0000 E0000000" + Frames.Digits(Frames.Global) + "02 01" + Frames.Station),
            answer);
    }

    [TestMethod]
    public void Rfc4861_7_2_4_A_Probe_For_Our_Address_Is_Answered_To_All_Nodes()
    {
        PortBench bench = PortBench.Up();
        bench.Give(Frames.Solicitation("::", Frames.LinkLocalGroup, Frames.Global, Frames.NoOption));
        byte[] answer = bench.Device.Last();
        Assert.IsTrue(Frames.HasOctets(answer, 0, "33 33 00 00 00 01"));
        Assert.IsTrue(Frames.Has(answer, Frames.Packet + Ipv6Header.DestinationOffset, Frames.AllNodes));
        Assert.IsTrue(Frames.HasOctets(answer, Frames.Message + 4, "A0"));
        Assert.AreEqual(0L, bench.AllRefused());
    }

    [TestMethod]
    public void Rfc4861_7_1_1_Solicitations_That_Are_Not_For_Us_Or_Not_Sound_Are_Refused()
    {
        PortBench bench = PortBench.Up();
        byte[] sound = Frames.Solicitation(Frames.Host, Frames.LinkLocalGroup, Frames.Global, Frames.HostStation);
        AssertRefused(
            bench,
            Frames.Solicitation(Frames.Host, Frames.LinkLocalGroup, "2001:db8:100:1::9", Frames.HostStation),
            LinkRefusal.NotForUs);
        AssertRefused(
            bench,
            Frames.Solicitation("2001:db8:200::5", Frames.LinkLocalGroup, Frames.Global, Frames.HostStation),
            LinkRefusal.NotOnLink);
        byte[] frame = Frames.Resize(sound, sound.Length);
        frame[Frames.Packet + Ipv6Header.HopLimitOffset] = 254;
        AssertRefused(bench, frame, LinkRefusal.HopLimit);
        frame = Frames.Resize(sound, sound.Length);
        frame[Frames.Message + 3] ^= 1;
        AssertRefused(bench, frame, LinkRefusal.Checksum);
        for (int length = Frames.Message + 1; length < sound.Length; length++)
        {
            if (length != Frames.Message + 24)
            {
                AssertRefused(bench, Frames.Seal(Frames.Resize(sound, length)), LinkRefusal.Truncated);
            }
        }

        Assert.AreEqual(0, bench.Device.Count);
        Assert.AreEqual(0, bench.NeighborCount);
    }

    [TestMethod]
    public void Rfc4861_7_1_2_Advertisements_That_Are_Not_Sound_Are_Refused()
    {
        PortBench bench = PortBench.Up();
        bench.Send(Frames.Outside, Frames.Host);
        byte[] sound = Answer("60", Frames.HostStation);
        byte[] frame = Frames.Resize(sound, sound.Length);
        frame[Frames.Packet + Ipv6Header.HopLimitOffset] = 64;
        AssertRefused(bench, frame, LinkRefusal.HopLimit);
        frame = Frames.Resize(sound, sound.Length);
        frame[Frames.Message + 2] ^= 1;
        AssertRefused(bench, frame, LinkRefusal.Checksum);
        frame = Frames.Resize(sound, sound.Length);
        frame[Frames.Message + 1] = 1;
        AssertRefused(bench, Frames.Seal(frame), LinkRefusal.Malformed);
        frame = Frames.Resize(sound, sound.Length);
        frame[Frames.Message + 8] = 0xFF;
        AssertRefused(bench, Frames.Seal(frame), LinkRefusal.Malformed);
        frame = Frames.Resize(sound, sound.Length);
        frame[Frames.Message + 25] = 0;
        AssertRefused(bench, Frames.Seal(frame), LinkRefusal.Malformed);
        frame = Frames.Resize(sound, sound.Length);
        frame[Frames.Message + 26] |= 1;
        AssertRefused(bench, Frames.Seal(frame), LinkRefusal.Malformed);
        AssertRefused(
            bench,
            Frames.Advertisement(Frames.Host, Frames.AllNodes, Frames.Host, "60", Frames.HostStation),
            LinkRefusal.Malformed);
        for (int length = Frames.Message + 1; length < sound.Length; length++)
        {
            if (length != Frames.Message + 24)
            {
                AssertRefused(bench, Frames.Seal(Frames.Resize(sound, length)), LinkRefusal.Truncated);
            }
        }

        AssertState(bench, NeighborState.Incomplete);
    }

    private static PortBench Stale()
    {
        PortBench bench = PortBench.WithHost();
        bench.Run(45_100);
        AssertState(bench, NeighborState.Stale);
        bench.Device.Clear();
        return bench;
    }

    private static byte[] Answer(string flags, string station)
    {
        return Frames.Advertisement(Frames.Host, Frames.LinkLocal, Frames.Host, flags, station);
    }

    private static void AssertState(PortBench bench, NeighborState state)
    {
        Assert.AreEqual((int)state, (int)bench.StateOf(Frames.Host));
    }

    private static void AssertSendsTo(PortBench bench, string station)
    {
        Assert.IsTrue(bench.Send(Frames.Outside, Frames.Host));
        Assert.IsTrue(Frames.HasOctets(bench.Device.Last(), 0, station));
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
