using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Ethernet;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Ethernet;

/// <summary>What passes the port, what is answered, and what goes no further.</summary>
[TestClass]
public sealed class VehiclePortTests
{
    [TestMethod]
    public void A_Packet_For_Outside_Goes_To_The_Router_As_It_Came()
    {
        PortBench bench = PortBench.Up();
        byte[] frame = Frames.Datagram(Frames.Host, Frames.Outside);
        bench.Give(frame);
        CollectionAssert.AreEqual(Frames.PacketOf(frame), bench.LastReceived());
        Assert.AreEqual(1, bench.Received);
        Assert.AreEqual(0L, bench.AllRefused());
    }

    [TestMethod]
    public void Rfc3963_9_A_Packet_From_Inside_With_The_Home_Address_Or_One_Of_The_Port_Is_Refused()
    {
        PortBench bench = PortBench.Up();
        bench.Give(Frames.Datagram(Frames.Home, Frames.Outside));
        bench.Give(Frames.Datagram(Frames.Global, Frames.Outside));
        bench.Give(Frames.Datagram(Frames.LinkLocal, Frames.Outside));
        Assert.AreEqual(3L, bench.Refused(LinkRefusal.SourceForged));
        Assert.AreEqual(0, bench.Received);
    }

    [TestMethod]
    public void Rfc4443_4_2_An_Echo_Request_To_The_Port_Is_Answered_From_The_Address_It_Went_To()
    {
        PortBench bench = PortBench.Up();
        AssertEcho(bench, Frames.Host, Frames.Global);
        AssertEcho(bench, Frames.HostLinkLocal, Frames.LinkLocal);
        AssertEcho(bench, Frames.Host, Frames.Home);
        Assert.AreEqual(0, bench.Received);
        Assert.AreEqual(0, bench.NeighborCount);
    }

    [TestMethod]
    public void Rfc4443_4_2_A_Request_With_A_Wrong_Checksum_Has_No_Right_Answer()
    {
        PortBench bench = PortBench.Up();
        byte[] frame = Frames.Echo(Frames.Host, Frames.Global, Frames.HostStation);
        frame[Frames.Message + 9] ^= 1;
        bench.Give(frame);
        Assert.IsFalse(Icmpv6Messages.IsSealed(Frames.PacketOf(bench.Device.Last())));
    }

    [TestMethod]
    public void Echo_Requests_That_Are_Cut_Forged_Or_From_Elsewhere_Are_Refused()
    {
        PortBench bench = PortBench.Up();
        byte[] sound = Frames.Echo(Frames.Host, Frames.Global, Frames.HostStation);
        for (int length = Frames.Message + 1; length < Frames.Message + 8; length++)
        {
            bench.Give(Frames.Seal(Frames.Resize(sound, length)));
        }

        Assert.AreEqual(7L, bench.Refused(LinkRefusal.Truncated));
        bench.Give(Frames.Echo(Frames.Global, Frames.Global, Frames.HostStation));
        Assert.AreEqual(1L, bench.Refused(LinkRefusal.SourceForged));
        bench.Give(Frames.Echo("::", Frames.Global, Frames.HostStation));
        bench.Give(Frames.Echo(Frames.Outside, Frames.Global, Frames.HostStation));
        Assert.AreEqual(2L, bench.Refused(LinkRefusal.NotOnLink));
        bench.Give(Frames.Echo(Frames.Host, Frames.AllNodes, Frames.HostStation));
        Assert.AreEqual(1L, bench.Refused(LinkRefusal.NotForUs));
        bench.Give(Frames.Datagram(Frames.Host, Frames.Global));
        Assert.AreEqual(1L, bench.Refused(LinkRefusal.UnknownProtocol));
        Assert.AreEqual(0, bench.Device.Count);
        Assert.AreEqual(0, bench.Received);
    }

    [TestMethod]
    public void An_Echo_Request_Through_The_Tunnel_Is_Answered_Through_It()
    {
        PortBench bench = PortBench.Up();
        byte[] request = Frames.PacketOf(Frames.Echo(Frames.Outside, Frames.Home, Frames.HostStation));
        Assert.IsTrue(bench.SendPacket(request));
        byte[] reply = bench.LastReceived();
        Assert.IsTrue(Icmpv6Messages.IsSealed(reply));
        Assert.AreEqual(129, (int)reply[40]);
        Assert.IsTrue(Frames.Has(reply, Ipv6Header.SourceOffset, Frames.Home));
        Assert.IsTrue(Frames.Has(reply, Ipv6Header.DestinationOffset, Frames.Outside));
        Assert.AreEqual(0, bench.Device.Count);

        // Nothing else is served at these addresses.
        Assert.IsTrue(bench.Send(Frames.Outside, Frames.Global));
        Assert.AreEqual(1L, bench.Refused(LinkRefusal.UnknownProtocol));
        Assert.AreEqual(1, bench.Received);
    }

    [TestMethod]
    public void One_Answer_Waits_For_The_Next_Turn_And_No_More()
    {
        PortBench bench = PortBench.Up();
        byte[] request = Frames.PacketOf(Frames.Echo(Frames.Outside, Frames.Home, Frames.HostStation));
        PacketBuffer packet = new PacketBuffer();
        for (int i = 0; i < 5; i++)
        {
            packet.Load(request, 0, request.Length);
            Assert.IsTrue(bench.Port.Send(packet));
        }

        Assert.AreEqual(4L, bench.Refused(LinkRefusal.TooOften));
        Assert.IsTrue(bench.Port.NextDeadline <= bench.Now);
        bench.Port.Poll(bench.Now);
        Assert.AreEqual(1, bench.Received);
    }

    [TestMethod]
    public void Rfc4443_3_1_A_Packet_To_A_Prefix_That_Is_Not_On_The_Link_Has_No_Route()
    {
        PortBench bench = PortBench.Up();
        Assert.IsFalse(bench.Send(Frames.Outside, "2001:db8:100:2::5"));
        Assert.AreEqual(1L, bench.Refused(LinkRefusal.NotOnLink));
        byte[] error = bench.LastReceived();
        Assert.IsTrue(Icmpv6Messages.IsSealed(error));
        Assert.AreEqual(1, (int)error[40]);
        Assert.AreEqual(0, (int)error[41]);
        Assert.IsTrue(Frames.Has(error, Ipv6Header.SourceOffset, Frames.Global));
    }

    [TestMethod]
    public void Rfc4443_2_4_Errors_About_What_Is_Not_There_Are_Bounded_And_Never_About_Errors()
    {
        PortBench bench = PortBench.Up();
        for (int i = 0; i < 100; i++)
        {
            bench.Send(Frames.Outside, "2001:db8:100:2::5");
        }

        Assert.AreEqual(10, bench.Received);
        bench.Run(10_000);
        byte[] error = Frames.PacketOf(Frames.Echo(Frames.Outside, "2001:db8:100:2::5", Frames.HostStation));
        error[40] = 3;
        Icmpv6Messages.Seal(error);
        bench.SendPacket(error);
        Assert.AreEqual(10, bench.Received);
    }

    [TestMethod]
    public void The_Router_May_Answer_A_Packet_Within_The_Turn()
    {
        PortBench bench = PortBench.WithHost();
        PacketBuffer answer = new PacketBuffer();
        byte[] packet = Frames.PacketOf(Frames.Datagram(Frames.Outside, Frames.Host));
        answer.Load(packet, 0, packet.Length);
        bench.Answer = answer;
        bench.Give(Frames.Datagram(Frames.Host, Frames.Outside));
        CollectionAssert.AreEqual(packet, Frames.PacketOf(bench.Device.Last()));
    }

    [TestMethod]
    public void A_Turn_Takes_So_Many_Frames_And_Says_That_There_May_Be_More()
    {
        PortBench bench = PortBench.Up();
        byte[] frame = Frames.Datagram(Frames.Host, Frames.Outside);
        for (int i = 0; i <= LinkLimits.PacketsPerPoll; i++)
        {
            bench.Device.Give(frame);
        }

        Assert.IsTrue(bench.Port.Poll(bench.Now));
        Assert.AreEqual(LinkLimits.PacketsPerPoll, bench.Received);
        Assert.IsFalse(bench.Port.Poll(bench.Now));
        Assert.AreEqual(LinkLimits.PacketsPerPoll + 1, bench.Received);
    }

    [TestMethod]
    public void Random_Frames_Change_Nothing_But_Counters()
    {
        const int Seed = 20_261;
        PortBench bench = PortBench.WithHost();
        int random = Seed;
        byte[][] sound =
        {
            Frames.Solicitation(Frames.Host, Frames.LinkLocalGroup, Frames.Global, Frames.HostStation),
            Frames.Advertisement(Frames.Host, Frames.LinkLocal, Frames.Host, "60", Frames.HostStation),
            Frames.RouterSolicitation(Frames.Host, Frames.HostStation),
            Frames.UplinkAdvertisement("0708", "05DC"),
            Frames.Echo(Frames.Host, Frames.Global, Frames.HostStation),
        };
        for (int i = 0; i < 2000; i++)
        {
            byte[] frame = Frames.Resize(sound[i % sound.Length], sound[i % sound.Length].Length);
            for (int changes = 0; changes < 3; changes++)
            {
                random = (random * 1103515245) + 12345;
                frame[(random >> 8 & 0xFFFF) % frame.Length] = (byte)(random >> 16);
            }

            bench.Give(frame);
        }

        Assert.AreEqual((int)VehiclePortState.Up, (int)bench.Port.State);
        Assert.IsTrue(bench.AllRefused() > 1000);
        Assert.AreEqual(
            (int)NeighborState.Reachable, (int)bench.StateOf(Frames.Host));
    }

    private static void AssertEcho(PortBench bench, string from, string to)
    {
        byte[] request = Frames.Echo(from, to, Frames.HostStation);
        bench.Give(request);
        byte[] reply = bench.Device.Last();
        Assert.IsTrue(Frames.HasOctets(reply, 0, Frames.HostStation + Frames.Station + "86DD"));
        Assert.IsTrue(Frames.Has(reply, Frames.Packet + Ipv6Header.SourceOffset, to));
        Assert.IsTrue(Frames.Has(reply, Frames.Packet + Ipv6Header.DestinationOffset, from));
        Assert.IsTrue(Frames.HasOctets(reply, Frames.Message, "81 00"));
        Assert.IsTrue(Frames.HasOctets(reply, Frames.Message + 4, "1234 0001 01020304"));
        Assert.AreEqual(64, (int)reply[Frames.Packet + Ipv6Header.HopLimitOffset]);
        Assert.IsTrue(Icmpv6Messages.IsSealed(Frames.PacketOf(reply)));
    }
}
