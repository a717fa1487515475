using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Ethernet;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Ethernet;

/// <summary>What a station that means harm, or a scan from outside, can't bring about.</summary>
[TestClass]
public sealed class PortFloodTests
{
    private static readonly string[] s_live =
    {
        "2001:db8:100:1::11", "2001:db8:100:1::12", "2001:db8:100:1::13", "2001:db8:100:1::14",
    };

    [TestMethod]
    public void A_Flood_Of_Made_Up_Neighbours_Pushes_Out_None_That_Answered()
    {
        PortBench bench = WithLive();
        for (int i = 0; i < 1000; i++)
        {
            bench.Give(MadeUp(i));
            bench.Run(10);
        }

        Assert.AreEqual(LinkLimits.Neighbors, bench.NeighborCount);
        AssertLive(bench);

        // Who is really there and asks while the flood goes on is answered and known.
        bench.Run(1000);
        bench.Device.Clear();
        bench.Give(Frames.Solicitation(Frames.Host, Frames.LinkLocalGroup, Frames.Global, Frames.HostStation));
        Assert.AreEqual(1, bench.SentOf(NeighborAdvertisement.Type));
        Assert.IsTrue(bench.Send(Frames.Outside, Frames.Host));
        Assert.IsTrue(Frames.HasOctets(bench.Device.Last(), 0, Frames.HostStation));
    }

    [TestMethod]
    public void A_Flood_Of_Solicitations_Is_Answered_At_A_Bounded_Rate()
    {
        PortBench bench = PortBench.Up();
        for (int i = 0; i < 1000; i++)
        {
            bench.Give(MadeUp(i));
        }

        Assert.AreEqual(50, bench.SentOf(NeighborAdvertisement.Type));
        Assert.AreEqual(950L, bench.Refused(LinkRefusal.TooOften));
        bench.Device.Clear();
        bench.Run(100);
        for (int i = 0; i < 100; i++)
        {
            bench.Give(MadeUp(i));
        }

        Assert.AreEqual(10, bench.SentOf(NeighborAdvertisement.Type));
    }

    [TestMethod]
    public void A_Flood_Of_Echo_Requests_Is_Answered_At_A_Bounded_Rate_And_Makes_No_Neighbours()
    {
        PortBench bench = PortBench.Up();
        for (int i = 0; i < 1000; i++)
        {
            byte[] frame = Frames.Echo(Frames.Host, Frames.Global, Frames.BadStation);
            BigEndian.WriteUInt16(frame, Frames.Packet + Ipv6Header.SourceOffset + 14, i + 16);
            bench.Give(frame);
        }

        Assert.AreEqual(50, bench.Device.Count);
        Assert.AreEqual(950L, bench.Refused(LinkRefusal.TooOften));
        Assert.AreEqual(0, bench.NeighborCount);
    }

    [TestMethod]
    public void A_Scan_Of_The_Prefix_Costs_A_Bounded_Rate_Of_Questions_And_No_Live_Neighbour()
    {
        PortBench bench = WithLive();
        byte[] packet = Frames.PacketOf(Frames.Datagram(Frames.Outside, Frames.Host));
        for (int i = 0; i < 3000; i++)
        {
            BigEndian.WriteUInt16(packet, Ipv6Header.DestinationOffset + 14, 0x1000 + i);
            bench.SendPacket(packet);
            bench.Run(1);
        }

        // In three seconds: four places, each for a quarter of a second, and their repetitions.
        Assert.IsTrue(bench.SentOf(NeighborSolicitation.Type) <= 8 + 60 + 40);
        Assert.AreEqual(s_live.Length + LinkLimits.Resolutions, bench.NeighborCount);
        Assert.IsTrue(bench.Refused(LinkRefusal.NeighborTableFull) > 2000);
        AssertLive(bench);

        // The errors about them are bounded too.
        Assert.IsTrue(bench.Received <= 10 + 30);
        bench.Run(4000);
        Assert.AreEqual(s_live.Length, bench.NeighborCount);
    }

    [TestMethod]
    public void A_Host_That_Was_Scanned_For_Is_Still_Found_Amid_The_Scan()
    {
        PortBench bench = PortBench.Up();
        byte[] packet = Frames.PacketOf(Frames.Datagram(Frames.Outside, Frames.Host));
        for (int i = 0; i < LinkLimits.Resolutions; i++)
        {
            BigEndian.WriteUInt16(packet, Ipv6Header.DestinationOffset + 14, 0x1000 + i);
            Assert.IsTrue(bench.SendPacket(packet));
        }

        Assert.IsFalse(bench.Send(Frames.Outside, Frames.Host));
        Assert.AreEqual(1L, bench.Refused(LinkRefusal.NeighborTableFull));
        bench.Run(250);
        Assert.IsTrue(bench.Send(Frames.Outside, Frames.Host));
        Assert.AreEqual(1L, bench.Refused(LinkRefusal.NeighborSilent));
        Assert.AreEqual(
            (int)NeighborState.Incomplete, (int)bench.StateOf(Frames.Host));
    }

    [TestMethod]
    public void One_Station_That_Answers_For_Many_Addresses_Does_Not_Fill_The_Table()
    {
        PortBench bench = PortBench.Up();
        byte[] packet = Frames.PacketOf(Frames.Datagram(Frames.Outside, Frames.Host));
        for (int i = 0; i < 2 * LinkLimits.Neighbors; i++)
        {
            BigEndian.WriteUInt16(packet, Ipv6Header.DestinationOffset + 14, 0x1000 + i);
            bench.SendPacket(packet);
            byte[] answer = Frames.Advertisement(
                Frames.Host, Frames.LinkLocal, Frames.Host, "60", Frames.BadStation);
            BigEndian.WriteUInt16(answer, Frames.Message + 8 + 14, 0x1000 + i);
            bench.Give(Frames.Seal(answer));
            bench.Run(50);
        }

        Assert.AreEqual(LinkLimits.Neighbors, bench.NeighborCount);
        Assert.IsTrue(bench.Send(Frames.Outside, Frames.Host));
        bench.Give(Frames.Advertisement(Frames.Host, Frames.LinkLocal, Frames.Host, "60", Frames.HostStation));
        Assert.AreEqual(
            (int)NeighborState.Reachable, (int)bench.StateOf(Frames.Host));
    }

    [TestMethod]
    public void A_Table_Full_Of_Neighbours_That_Answer_Refuses_Another_Until_They_Were_Idle_For_Long()
    {
        PortBench bench = PortBench.Up();
        byte[] packet = Frames.PacketOf(Frames.Datagram(Frames.Outside, Frames.Host));
        for (int i = 0; i < LinkLimits.Neighbors; i++)
        {
            BigEndian.WriteUInt16(packet, Ipv6Header.DestinationOffset + 14, 0x1000 + i);
            bench.SendPacket(packet);
            byte[] answer = Frames.Advertisement(
                Frames.Host, Frames.LinkLocal, Frames.Host, "60", Frames.HostStation);
            BigEndian.WriteUInt16(answer, Frames.Message + 8 + 14, 0x1000 + i);
            answer[Frames.Message + 31] = (byte)i;
            bench.Give(Frames.Seal(answer));
            bench.Run(50);
        }

        Assert.IsFalse(bench.Send(Frames.Outside, Frames.Host));
        bench.Give(Frames.Solicitation(Frames.Host, Frames.LinkLocalGroup, Frames.Global, Frames.HostStation));
        Assert.AreEqual(2L, bench.Refused(LinkRefusal.NeighborTableFull));
        bench.Run(650_000);
        Assert.IsTrue(bench.Send(Frames.Outside, Frames.Host));
        Assert.AreEqual(LinkLimits.Neighbors, bench.NeighborCount);
    }

    private static byte[] MadeUp(int number)
    {
        byte[] frame = Frames.Solicitation(
            "2001:db8:100:1::6666", Frames.LinkLocalGroup, Frames.Global, Frames.BadStation);
        BigEndian.WriteUInt16(frame, Frames.Packet + Ipv6Header.SourceOffset + 12, number);
        return Frames.Seal(frame);
    }

    private static PortBench WithLive()
    {
        PortBench bench = PortBench.Up();
        for (int i = 0; i < s_live.Length; i++)
        {
            bench.Send(Frames.Outside, s_live[i]);
            bench.Give(Frames.Advertisement(s_live[i], Frames.LinkLocal, s_live[i], "60", Frames.HostStation));
        }

        AssertLive(bench);
        bench.Device.Clear();
        return bench;
    }

    private static void AssertLive(PortBench bench)
    {
        for (int i = 0; i < s_live.Length; i++)
        {
            Assert.AreEqual(
                (int)NeighborState.Reachable, (int)bench.StateOf(s_live[i]));
        }
    }
}
