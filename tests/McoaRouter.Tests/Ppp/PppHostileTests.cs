using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Ppp;
using McoaRouter.Settings;

namespace McoaRouter.Tests.Ppp;

/// <summary>What a broken or hostile peer sends is refused, counted and bounded.</summary>
[TestClass]
public sealed class PppHostileTests
{
    [TestMethod]
    public void A_Storm_Of_Requests_Is_Answered_Within_Bounds()
    {
        PppBench bench = new PppBench(Transport.Udp);
        bench.Start();
        bench.Skip();
        byte[] request = Hex.Read("0101 000a 0506 01020304");
        for (int i = 0; i < 1000; i++)
        {
            bench.Queue(PppProtocol.Lcp, request, request.Length);
        }

        bench.Poll();
        int answers = 0;
        while (bench.Next())
        {
            answers++;
        }

        Assert.IsTrue(answers <= LinkLimits.PppControlBurst);
        Assert.AreEqual(1000L - LinkLimits.PppControlBurst, bench.Refusals.Of(LinkRefusal.TooOften));
        Assert.AreEqual(PppState.Establishing, bench.Link.State);
    }

    [TestMethod]
    public void A_Storm_Of_Unknown_Protocols_Does_Not_Stop_The_Packets()
    {
        PppBench bench = new PppBench(Transport.Udp);
        bench.BringUpIpv4();
        byte[] junk = Hex.Read("0101 0004");
        byte[] packet = Hex.Read("45000014 00000000 40110000 c6336442 c0000201");
        for (int i = 0; i < 500; i++)
        {
            bench.Queue(0x80FD, junk, junk.Length);
            bench.Queue(PppProtocol.Ipv4, packet, packet.Length);
        }

        bench.Poll();
        Assert.AreEqual(500, bench.Router.Packets);
        Assert.AreEqual(PppState.Up, bench.Link.State);
        Assert.IsTrue(bench.Refusals.Of(LinkRefusal.TooOften) > 400);
    }

    /// <summary>Every control packet of a session, cut at every length, in every phase.</summary>
    [TestMethod]
    public void Control_Packets_Cut_At_Every_Length_Break_Nothing()
    {
        string[] packets =
        {
            "0101 0018 0104 05dc 0206 000a0000 0506 01020304 0702 0802",
            "0201 0010 0206 00000000 0506 01020304",
            "0301 000a 0506 01020304",
            "0801 0008 8057 0101",
            "0901 0008 01020304",
            "0142 0010 08 0011223344556677 706565",
            "0201 0005 00",
            "0101000e 010a 0200000000000001",
        };
        int[] protocols =
        {
            PppProtocol.Lcp, PppProtocol.Pap, PppProtocol.Chap, PppProtocol.Ipv6cp, PppProtocol.Ipcp, 0xC025,
        };
        for (int phase = 0; phase < 3; phase++)
        {
            PppBench bench = new PppBench(Transport.Auto, "leila", "open!");
            bench.Start();
            if (phase > 0)
            {
                bench.OpenLcp(phase == 1 ? "0305 c223 05" : string.Empty);
            }

            for (int i = 0; i < packets.Length; i++)
            {
                byte[] packet = Hex.Read(packets[i]);
                for (int protocol = 0; protocol < protocols.Length; protocol++)
                {
                    for (int length = 0; length < packet.Length; length++)
                    {
                        bench.Send(protocols[protocol], packet, length);
                        bench.Skip();
                        bench.Wait(60);
                    }
                }
            }

            Assert.IsTrue(bench.Refusals.Of(LinkRefusal.Truncated) > 0);
        }
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    public void Random_Octets_In_Every_Phase_Break_Nothing(int seed)
    {
        TestRandom random = new TestRandom(seed);
        PppBench bench = new PppBench(Transport.Auto, "leila", "open!");
        bench.Router.OnlyCounts = true;
        byte[] noise = new byte[300];
        for (int round = 0; round < 400; round++)
        {
            if (bench.Link.State == PppState.Idle || bench.Link.State == PppState.Ended)
            {
                bench.Start();
                bench.Skip();
            }

            int length = 1 + random.Next(noise.Length);
            for (int i = 0; i < length; i++)
            {
                noise[i] = (byte)(random.Next(9) == 0 ? Hdlc.Flag : random.Next(256));
            }

            bench.Line.Give(noise, 0, length);
            bench.Poll();
            bench.Skip();
            bench.Wait(random.Next(300));
        }

        Assert.IsTrue(bench.Refusals.Of(LinkRefusal.Checksum) > 0);
    }

    /// <summary>Valid frames with random contents reach every reader behind the check sequence.</summary>
    [TestMethod]
    [DataRow(11)]
    [DataRow(12)]
    [DataRow(13)]
    [DataRow(14)]
    public void Random_Packets_In_Valid_Frames_Break_Nothing(int seed)
    {
        int[] protocols =
        {
            PppProtocol.Lcp, PppProtocol.Pap, PppProtocol.Chap, PppProtocol.Ipv6cp, PppProtocol.Ipcp, PppProtocol.Ipv6,
            PppProtocol.Ipv4, 0x80FD,
        };
        TestRandom random = new TestRandom(seed);
        PppBench bench = new PppBench(Transport.Auto, "leila", "open!");
        bench.Router.OnlyCounts = true;
        byte[] packet = new byte[80];
        for (int round = 0; round < 1500; round++)
        {
            if (bench.Link.State == PppState.Idle || bench.Link.State == PppState.Ended)
            {
                bench.Start();
                bench.OpenLcp(random.Next(2) == 0 ? "0305 c223 05" : "0104 05dc");
            }

            int length = random.Next(packet.Length);
            for (int i = 0; i < length; i++)
            {
                packet[i] = (byte)random.Next(256);
            }

            int protocol = protocols[random.Next(protocols.Length)];
            bool isPacket = protocol == PppProtocol.Ipv6 || protocol == PppProtocol.Ipv4;
            if (length >= 4 && !isPacket && random.Next(8) != 0)
            {
                ControlPacket.Finish(packet, 0, 1 + random.Next(12), random.Next(4), length);
            }

            bench.Send(protocol, packet, length);
            bench.Skip();
            bench.Wait(random.Next(200));
        }
    }
}
