using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using McoaRouter.Boards.Linux;
using McoaRouter.Boards.Linux.Network;
using McoaRouter.Links;
using McoaRouter.Tools.Lab;
using McoaRouter.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>UDP over IPv4 beneath the router's and the home agent's whole packets (RFC 5555 §4.1).</summary>
[TestClass]
public sealed class LinuxBoardUdpTests
{
    private const int Headers = 28;
    private const string Near = "198.51.100.2";
    private const string Far = "198.51.100.1";

    // Expedited forwarding, with and without a congestion mark, between packets without a class.
    private static readonly int[] s_trafficClasses = [0, 0xB8, 0xBA, 0];

    [TestMethod]
    public void Ipv4Addresses_AreSeenAsTheyChange()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new("wifi");
        using LinkMonitor monitor = place.Run(() => new LinkMonitor());
        byte[] none = new byte[Ipv6Address.Length];

        place.Ip("address", "add", "169.254.3.4/16", "dev", "wifi", "scope", "global");
        Assert.IsNull(Best(monitor, none));
        place.Ip("address", "add", "fd00::2/64", "dev", "wifi", "nodad");
        Assert.AreEqual("fd00::2", Best(monitor, none));

        // A unique local address leads no further than the site: IPv4 comes before it, where it may.
        place.Ip("address", "add", Near + "/25", "dev", "wifi");
        Assert.AreEqual(Near, Best(monitor, none));
        Assert.AreEqual(Near, Best(monitor, Mapped("198.51.100.9")));
        Assert.AreEqual(Near, Best(monitor, Address("fd00::2")));
        monitor.Read();
        Assert.AreEqual("fd00::2", Text(monitor.Find("wifi")!.CareOfAddress(none, ipv6: true, ipv4: false)));

        // An address in use stays beside another of its family, and gives way to a globally routed IPv6 one.
        place.Ip("address", "add", "198.51.100.3/25", "dev", "wifi");
        Assert.AreEqual(Near, Best(monitor, none));
        Assert.AreEqual("198.51.100.3", Best(monitor, Mapped("198.51.100.3")));
        place.Ip("address", "add", "2001:db8:a::2/64", "dev", "wifi", "nodad");
        Assert.AreEqual("2001:db8:a::2", Best(monitor, Mapped("198.51.100.3")));
        Assert.AreEqual(Near, Text(monitor.Find("wifi")!.CareOfAddress(none, ipv6: false, ipv4: true)));

        place.Ip("address", "delete", "2001:db8:a::2/64", "dev", "wifi");
        Assert.AreEqual(Near, Best(monitor, none));
        place.Ip("address", "flush", "dev", "wifi");
        Assert.IsNull(Best(monitor, none));

        // What was there before the monitor is read as well.
        place.Ip("address", "add", Near + "/25", "dev", "wifi");
        using LinkMonitor later = place.Run(() => new LinkMonitor());
        Assert.AreEqual(Near, Best(later, none));
    }

    [TestMethod]
    public void Rfc5555_4_1_WholePackets_AreCarriedByPort4191_WithoutChecksum()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new();
        using TemporaryNamespace far = Join(place, "wifi", Near, Far);
        using UdpSocket near = place.Run(() => new UdpSocket(Address(Near), 0, "wifi"));
        using UdpSocket peer = far.Run(() => new UdpSocket(Address(Far), 0, null));
        string folder = Directory.CreateTempSubdirectory("udp-captures-").FullName;
        try
        {
            PacketBuffer packet = new();
            using (new LinkCapture(far.Name, "wifi-far", Path.Combine(folder, "wifi.pcap")))
            {
                foreach (int trafficClass in s_trafficClasses)
                {
                    Packet(packet, Near, Far, 4191, 100).Octets[packet.Start + 1] = (byte)trafficClass;
                    Assert.IsTrue(near.Send(packet));
                    WaitFor(peer, packet);
                    AssertPacket(packet, Near, Far, 100);
                }

                // Enough of them that the capture's first octets are in the file.
                for (int i = 0; i < 4; i++)
                {
                    Assert.IsTrue(peer.Send(Packet(packet, Far, Near, 4191, Limits.PacketOctets - Headers)));
                    WaitFor(near, packet);
                    AssertPacket(packet, Far, Near, Limits.PacketOctets - Headers);
                }

                Assert.IsFalse(near.TryReceive(packet));
                LinuxTrial.WaitFor(
                    () => new FileInfo(Path.Combine(folder, "wifi.pcap")).Length > 0,
                    () => "The capture is not complete.");
            }

            string[][] sent = new Dissection(folder).Select(
                "wifi", $"ip.src == {Near}", "udp.srcport", "udp.dstport", "udp.checksum", "udp.length", "ip.dsfield");
            Assert.HasCount(s_trafficClasses.Length, sent);
            for (int i = 0; i < sent.Length; i++)
            {
                CollectionAssert.AreEqual(
                    new[] { "4191", "4191", "0x0000", "108", $"0x{s_trafficClasses[i]:x2}" }, sent[i]);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    public void APacketThatThePathIsTooNarrowFor_ArrivesWhole()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new();
        using TemporaryNamespace far = Join(place, "wifi", Near, Far);
        place.Ip("link", "set", "wifi", "mtu", "1000");
        using UdpSocket near = place.Run(() => new UdpSocket(Address(Near), 0, "wifi"));
        using UdpSocket peer = far.Run(() => new UdpSocket(Address(Far), 0, null));
        PacketBuffer packet = new();
        Assert.IsTrue(near.Send(Packet(packet, Near, Far, 4191, 1400)));
        WaitFor(peer, packet);
        AssertPacket(packet, Near, Far, 1400);
    }

    [TestMethod]
    public void TheSendersPort_IsInTheHeaderThatIsReceived_AndAnAnswerGoesThere()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new();
        using TemporaryNamespace far = Join(place, "wifi", Near, Far);
        using UdpSocket socket = place.Run(() => new UdpSocket(Address(Near), 0, "wifi"));
        using Socket stranger = far.Run(() =>
        {
            Socket made = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 5000 };
            made.Bind(new IPEndPoint(IPAddress.Parse(Far), 20333));
            made.SendTo([0x60, 1, 2], new IPEndPoint(IPAddress.Parse(Near), 4191));
            return made;
        });
        PacketBuffer packet = new();
        WaitFor(socket, packet);
        Assert.AreEqual(Headers + 3, packet.Length);
        Assert.AreEqual(20333, BigEndian.ReadUInt16(packet.Octets, packet.Start + 20));

        Assert.IsTrue(socket.Send(Packet(packet, Near, Far, 20333, 9)));
        byte[] answer = new byte[20];
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        Assert.AreEqual(9, stranger.ReceiveFrom(answer, ref from));
        Assert.AreEqual(new IPEndPoint(IPAddress.Parse(Near), 4191), from);
    }

    [TestMethod]
    public void TwoUplinks_MayHaveTheSameAddress_AndKeepTheirPacketsApart()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new();
        using TemporaryNamespace wifi = Join(place, "wifi", Near, Far);
        using TemporaryNamespace lte = Join(place, "lte", Near, Far);
        using UdpSocket first = place.Run(() => new UdpSocket(Address(Near), 0, "wifi"));
        using UdpSocket second = place.Run(() => new UdpSocket(Address(Near), 0, "lte"));
        using UdpSocket peer = lte.Run(() => new UdpSocket(Address(Far), 0, null));
        PacketBuffer packet = new();

        Assert.IsTrue(second.Send(Packet(packet, Near, Far, 4191, 50)));
        WaitFor(peer, packet);
        Assert.IsTrue(peer.Send(Packet(packet, Far, Near, 4191, 60)));
        WaitFor(second, packet);
        AssertPacket(packet, Far, Near, 60);
        Assert.IsFalse(first.TryReceive(packet));
    }

    [TestMethod]
    public void ThePortOfAnotherProgram_IsASentence()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new();
        using TemporaryNamespace far = Join(place, "wifi", Near, Far);
        using UdpSocket first = place.Run(() => new UdpSocket(Address(Near), 0, "wifi"));

        BoardException fault = Assert.ThrowsExactly<BoardException>(
            () => place.Run(() => new UdpSocket(Address(Near), 0, "wifi")));
        Assert.AreEqual("UDP port 4191 of 198.51.100.2 can't be opened: Address already in use.", fault.Message);
    }

    [TestMethod]
    public void AnAddressThatIsNotThereYet_IsWaitedFor()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new();
        using UdpSocket socket = place.Run(() => new UdpSocket(Address(Near), 0, null));
        PacketBuffer packet = new();
        Assert.IsFalse(socket.Send(Packet(packet, Near, Far, 4191, 100)));

        using TemporaryNamespace far = Join(place, "wifi", Near, Far);
        using UdpSocket peer = far.Run(() => new UdpSocket(Address(Far), 0, null));
        Assert.IsTrue(socket.Send(Packet(packet, Near, Far, 4191, 100)));
        WaitFor(peer, packet);
        AssertPacket(packet, Near, Far, 100);
    }

    [TestMethod]
    public void WhatDoesNotFit_IsDroppedAndCounted_AndNoHeadersAreNoPacket()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new();
        using TemporaryNamespace far = Join(place, "wifi", Near, Far);
        using UdpSocket socket = place.Run(() => new UdpSocket(Address(Near), 0, "wifi"));
        far.Run(() =>
        {
            using Socket sender = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            return sender.SendTo(
                new byte[Limits.PacketOctets - Headers + 1], new IPEndPoint(IPAddress.Parse(Near), 4191));
        });
        PacketBuffer packet = new();
        LinuxTrial.WaitFor(
            () => !socket.TryReceive(packet) && socket.Oversized > 0, () => "The large packet was not counted.");
        Assert.AreEqual(1, socket.Oversized);

        for (int length = 0; length < Headers; length++)
        {
            Packet(packet, Near, Far, 4191, 0);
            Assert.IsTrue(packet.SetLength(length));
            Assert.IsFalse(socket.Send(packet));
        }
    }

    [TestMethod]
    public void QueuedPackets_LeaveTogether_InTheirOrder_WithTheirTrafficClasses()
    {
        const int count = 150;
        LinuxTrial.Require();
        using TemporaryNamespace place = new();
        using TemporaryNamespace far = Join(place, "wifi", Near, Far);
        using UdpSocket near = place.Run(() => new UdpSocket(Address(Near), 0, "wifi"));
        using UdpSocket peer = far.Run(() => new UdpSocket(Address(Far), 0, null));
        PacketBuffer packet = new();
        for (int i = 0; i < count; i++)
        {
            Packet(packet, Near, Far, 4191, 40 + i).Octets[packet.Start + 1] = (byte)(i / 50 * 4);
            Assert.IsTrue(near.Queue(packet));
        }

        near.Flush();
        for (int i = 0; i < count; i++)
        {
            LinuxTrial.WaitFor(() => peer.TryReceive(packet), () => $"Packet {i} did not come.");
            AssertPacket(packet, Near, Far, 40 + i);
        }

        Assert.AreEqual(0, near.Dropped);
        Assert.IsFalse(peer.HasMore);
    }

    [TestMethod]
    [DataRow(1500)]
    [DataRow(1280)]
    public void PacketsOfOneSize_LeaveInOnePiece_AndArriveOneByOne_AlsoWhereThePathFragments(int mtu)
    {
        const int count = 100;
        LinuxTrial.Require();
        using TemporaryNamespace place = new();
        using TemporaryNamespace far = Join(place, "wifi", Near, Far);
        using UdpSocket near = place.Run(() => new UdpSocket(Address(Near), 0, "wifi"));
        place.Ip("link", "set", "wifi", "mtu", $"{mtu}");
        using Socket peer = far.Run(() => new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp));
        peer.ReceiveTimeout = 5000;
        peer.ReceiveBufferSize = 1 << 20;
        peer.Bind(new IPEndPoint(IPAddress.Parse(Far), 4191));
        PacketBuffer packet = new();
        for (int i = 0; i < count; i++)
        {
            Packet(packet, Near, Far, 4191, i == count - 1 ? 700 : 1400).Octets[packet.Start + Headers] = (byte)i;
            Assert.IsTrue(near.Queue(packet));
        }

        near.Flush();
        Assert.AreEqual(0, near.Dropped);
        byte[] taken = new byte[2000];
        for (int i = 0; i < count; i++)
        {
            Assert.AreEqual(i == count - 1 ? 700 : 1400, peer.Receive(taken));
            Assert.AreEqual((byte)i, taken[0]);
            Assert.AreEqual((byte)7, taken[7]);
        }
    }

    [TestMethod]
    public void PacketsOfOneSize_CrossTheKernelInOnePiece_AndAreTakenOneByOne()
    {
        const int count = 100;
        LinuxTrial.Require();
        using TemporaryNamespace place = new();
        using TemporaryNamespace far = Join(place, "wifi", Near, Far);
        using UdpSocket near = place.Run(() => new UdpSocket(Address(Near), 0, "wifi"));
        using UdpSocket peer = far.Run(() => new UdpSocket(Address(Far), 0, null));
        PacketBuffer packet = new();
        for (int i = 0; i < count; i++)
        {
            Assert.IsTrue(near.Queue(Packet(packet, Near, Far, 4191, i == count - 1 ? 700 : 1400)));
        }

        near.Flush();
        for (int i = 0; i < count; i++)
        {
            LinuxTrial.WaitFor(() => peer.TryReceive(packet), () => $"Packet {i} did not come.");
            AssertPacket(packet, Near, Far, i == count - 1 ? 700 : 1400);
        }

        Assert.IsFalse(peer.TryReceive(packet));
    }

    [TestMethod]
    public void QueuedPackets_ThatTheKernelRefuses_AreCounted()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new();
        using TemporaryNamespace far = Join(place, "wifi", Near, Far);
        using UdpSocket near = place.Run(() => new UdpSocket(Address(Near), 0, "wifi"));
        PacketBuffer packet = new();
        place.Ip("link", "set", "wifi", "down");

        Assert.IsTrue(near.Queue(Packet(packet, Near, Far, 4191, 40)));
        Assert.IsTrue(near.Queue(Packet(packet, Near, Far, 4191, 40)));
        near.Flush();
        Assert.AreEqual(2, near.Dropped);
        Assert.IsFalse(near.Send(Packet(packet, Near, Far, 4191, 40)));
    }

    [TestMethod]
    public void ThePacketPath_AllocatesNothing()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new();
        using TemporaryNamespace far = Join(place, "wifi", Near, Far);
        using UdpSocket sender = far.Run(() => new UdpSocket(Address(Far), 0, null));
        Poller poller = new();
        PacketBuffer packet = new();
        int received = 0;
        UplinkLink? uplink = null;
        PacketBuffer taken = new();
        void Drain()
        {
            while (uplink!.TryReceive(taken))
            {
                received++;
            }
        }

        uplink = place.Run(() => new UplinkLink("wifi", McoaRouter.Settings.Transport.Auto, poller, Drain));
        place.Run(() =>
        {
            uplink.Attach(NetworkConfigurator.IndexOf("wifi"));
            return uplink.Raise(Mapped(Near), null, 1500);
        });
        using (uplink)
        {
            long allocated = 0;
            Packet(packet, Far, Near, 4191, 1000);
            for (int round = 0; round < 200; round++)
            {
                // The first rounds compile.
                allocated = round == 100 ? GC.GetAllocatedBytesForCurrentThread() : allocated;
                Assert.IsTrue(sender.Send(packet));
                poller.Wait(MonotonicClock.Now + 1000);
                Turn(packet);
                Assert.IsTrue(uplink.Send(packet));
                uplink.Flush();
                Turn(packet);
            }

            Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - allocated);
            Assert.AreEqual(200, received);
            Assert.AreEqual(0, uplink.Dropped);
        }
    }

    /// <summary>A namespace at the far end of a link, with an address at each end.</summary>
    private static TemporaryNamespace Join(TemporaryNamespace place, string link, string near, string far)
    {
        TemporaryNamespace made = new();
        place.Ip("link", "add", link, "type", "veth", "peer", "name", link + "-far", "netns", made.Name);
        made.Ip("address", "add", far + "/25", "dev", link + "-far");
        made.Ip("link", "set", link + "-far", "up");
        place.Ip("address", "add", near + "/25", "dev", link);
        place.Ip("link", "set", link, "up");
        return made;
    }

    /// <summary>An IPv4 packet with UDP within, laid out by hand: only what the socket reads of it.</summary>
    private static PacketBuffer Packet(PacketBuffer packet, string source, string destination, int port, int length)
    {
        packet.Reset();
        Array.Clear(packet.Octets, packet.Start, Headers);
        packet.Octets[packet.Start] = 0x45;
        IPAddress.Parse(source).GetAddressBytes().CopyTo(packet.Octets, packet.Start + 12);
        IPAddress.Parse(destination).GetAddressBytes().CopyTo(packet.Octets, packet.Start + 16);
        BigEndian.WriteUInt16(packet.Octets, packet.Start + 22, port);
        for (int i = 0; i < length; i++)
        {
            packet.Octets[packet.Start + Headers + i] = (byte)i;
        }

        packet.SetLength(Headers + length);
        return packet;
    }

    /// <summary>Makes a packet to the near end one to the far end, or the other way round.</summary>
    private static void Turn(PacketBuffer packet)
    {
        for (int i = 0; i < 4; i++)
        {
            (packet.Octets[packet.Start + 12 + i], packet.Octets[packet.Start + 16 + i]) =
                (packet.Octets[packet.Start + 16 + i], packet.Octets[packet.Start + 12 + i]);
        }
    }

    /// <summary>The whole packet, octet for octet, as a sender without options would have made it.</summary>
    private static void AssertPacket(PacketBuffer packet, string source, string destination, int length)
    {
        byte[] octets = packet.Octets[packet.Start..(packet.Start + packet.Length)];
        Assert.HasCount(Headers + length, octets);
        Assert.AreEqual(Limits.HeadroomOctets, packet.Start);
        Assert.AreEqual(0x45, octets[0]);
        Assert.AreEqual(octets.Length, BigEndian.ReadUInt16(octets, 2));
        Assert.AreEqual(0, BigEndian.ReadUInt16(octets, 6) & 0x3FFF, "It is no fragment.");
        Assert.AreEqual(17, octets[9]);
        Assert.AreEqual(source, new IPAddress(octets.AsSpan(12, 4)).ToString());
        Assert.AreEqual(destination, new IPAddress(octets.AsSpan(16, 4)).ToString());
        Assert.AreEqual(4191, BigEndian.ReadUInt16(octets, 20));
        Assert.AreEqual(4191, BigEndian.ReadUInt16(octets, 22));
        Assert.AreEqual(8 + length, BigEndian.ReadUInt16(octets, 24));
        Assert.AreEqual(0, BigEndian.ReadUInt16(octets, 26));
        for (int i = 0; i < length; i++)
        {
            Assert.AreEqual((byte)i, octets[Headers + i]);
        }
    }

    private static void WaitFor(UdpSocket socket, PacketBuffer packet)
    {
        LinuxTrial.WaitFor(() => socket.TryReceive(packet), () => "Nothing came.");
    }

    private static string? Best(LinkMonitor monitor, byte[] present)
    {
        monitor.Read();
        return Text(monitor.Find("wifi")!.CareOfAddress(present, ipv6: true, ipv4: true));
    }

    private static string? Text(byte[]? address)
    {
        return address == null ? null : AddressText.Of(address, 0);
    }

    private static byte[] Mapped(string text)
    {
        return IPAddress.Parse(text).MapToIPv6().GetAddressBytes();
    }

    private static byte[] Address(string text)
    {
        return IPAddress.Parse(text).GetAddressBytes();
    }
}
