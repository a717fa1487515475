using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using McoaRouter.Boards.Linux;
using McoaRouter.Boards.Linux.Network;
using McoaRouter.Links;
using McoaRouter.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

[TestClass]
public sealed class LinuxBoardLinkTests
{
    private static readonly byte[] s_near = Address("2001:db8:a::2");
    private static readonly byte[] s_far = Address("2001:db8:b::1");

    [TestMethod]
    public void CarrierAndAddresses_AreSeenAsTheyChange()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new("wifi");
        using LinkMonitor monitor = place.Run(() => new LinkMonitor());
        byte[] none = new byte[Ipv6Address.Length];

        Assert.IsNull(monitor.Find("nothing"));
        Assert.IsTrue(Follow(monitor).Running);
        Assert.IsNull(Follow(monitor).CareOfAddress(none, true, true));

        place.Ip("address", "add", "fd00::2/64", "dev", "wifi", "nodad");
        Assert.AreEqual("fd00::2", Text(Follow(monitor).CareOfAddress(none, true, true)));
        place.Ip("address", "add", "2001:db8:a::2/64", "dev", "wifi", "nodad");
        Assert.AreEqual("2001:db8:a::2", Text(Follow(monitor).CareOfAddress(none, true, true)));

        // An address in use stays in use, until it is deprecated.
        Assert.AreEqual("fd00::2", Text(Follow(monitor).CareOfAddress(Address("fd00::2"), true, true)));
        place.Ip("address", "change", "fd00::2/64", "dev", "wifi", "preferred_lft", "0");
        Assert.AreEqual("2001:db8:a::2", Text(Follow(monitor).CareOfAddress(Address("fd00::2"), true, true)));

        place.Ip("link", "set", "wifi", "mtu", "1400");
        Assert.AreEqual(1400, Follow(monitor).MaximumTransmissionUnit);
        place.Ip("link", "set", "wifi-far", "down");
        Assert.IsFalse(Follow(monitor).Running);
        place.Ip("link", "delete", "wifi");
        monitor.Read();
        Assert.IsNull(monitor.Find("wifi"));
    }

    [TestMethod]
    public void AnInterfaceThatLeavesABridge_IsStillThere()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new("wifi");
        try
        {
            place.Ip("link", "add", "bridge", "type", "bridge");
        }
        catch (BoardException fault)
        {
            Assert.Inconclusive("This kernel has no bridges: " + fault.Message);
        }

        place.Ip("address", "add", "2001:db8:a::2/64", "dev", "wifi", "nodad");
        using LinkMonitor monitor = place.Run(() => new LinkMonitor());
        place.Ip("link", "set", "wifi", "master", "bridge");
        place.Ip("link", "set", "wifi", "nomaster");
        Assert.AreEqual("2001:db8:a::2", Text(Follow(monitor).CareOfAddress(s_near, true, true)));
    }

    [TestMethod]
    public void ALossOfCarrier_IsReported()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new("wifi");
        using LinkMonitor monitor = place.Run(() => new LinkMonitor());
        Poller poller = new();
        poller.Add(monitor.Descriptor, monitor.Read);
        place.Ip("link", "set", "wifi-far", "down");
        long until = MonotonicClock.Now + 5000;
        while (monitor.Find("wifi")!.Running && MonotonicClock.Now < until)
        {
            poller.Wait(until);
        }

        Assert.IsFalse(monitor.Find("wifi")!.Running);
    }

    [TestMethod]
    public void AReceiver_TakesOnlyWhatIsForItsAddressAndTheRouter()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new("wifi");
        using PacketSender sender = place.Run(() => Sender(place));
        using PacketReceiver receiver = place.Run(() => Receiver(PacketFilter.ForRouter(s_near, null)));
        PacketBuffer packet = new();

        Assert.IsTrue(sender.Send(Packet(packet, s_near, ProtocolNumbers.NoNextHeader, 0)));
        Assert.IsTrue(sender.Send(Packet(packet, s_near, ProtocolNumbers.Icmpv6, 8)));
        Assert.IsTrue(sender.Send(Packet(packet, Address("2001:db8:a::3"), ProtocolNumbers.Ipv6, 40)));
        Assert.IsTrue(sender.Send(Packet(packet, s_near, ProtocolNumbers.Mobility, 16)));
        const int largest = Limits.PacketOctets - Ipv6Header.Length;
        Assert.IsTrue(sender.Send(Packet(packet, s_near, ProtocolNumbers.Ipv6, largest)));

        Assert.IsTrue(WaitFor(receiver, packet));
        Assert.AreEqual(ProtocolNumbers.Mobility, packet.Octets[packet.Start + Ipv6Header.NextHeaderOffset]);
        Assert.AreEqual(Ipv6Header.Length + 16, packet.Length);
        Assert.IsTrue(WaitFor(receiver, packet));
        Assert.AreEqual(Limits.PacketOctets, packet.Length);
        Assert.IsFalse(receiver.TryReceive(packet));
    }

    [TestMethod]
    public void AReceiver_AtHome_TakesMobilityMessagesForTheHomeAddressToo()
    {
        LinuxTrial.Require();
        byte[] home = Address("2001:db8:1::100");
        using TemporaryNamespace place = new("wifi");
        using PacketSender sender = place.Run(() => Sender(place));
        using PacketReceiver receiver = place.Run(() =>
        {
            PacketReceiver made = new();
            made.Accept(PacketFilter.ForRouter(s_near, home), NetworkConfigurator.IndexOf("wifi"));
            return made;
        });
        place.Ip("route", "replace", "2001:db8:1::/64", "via", "fe80::1", "dev", "wifi-far");
        PacketBuffer packet = new();

        Assert.IsTrue(sender.Send(Packet(packet, home, ProtocolNumbers.Ipv6, 40)));
        Assert.IsTrue(sender.Send(Packet(packet, home, ProtocolNumbers.Mobility, 24)));
        Assert.IsTrue(sender.Send(Packet(packet, s_near, ProtocolNumbers.Mobility, 16)));

        Assert.IsTrue(WaitFor(receiver, packet));
        Assert.AreEqual(Ipv6Header.Length + 24, packet.Length);
        Assert.IsTrue(WaitFor(receiver, packet));
        Assert.AreEqual(Ipv6Header.Length + 16, packet.Length);
        Assert.IsFalse(receiver.TryReceive(packet));
    }

    [TestMethod]
    [DataRow(144, false)]
    [DataRow(145, true)]
    [DataRow(147, true)]
    [DataRow(4, true)]
    [DataRow(135, false)]
    public void ARoutersReceiver_TakesOfIcmpv6_WhatDiscoveryAnswersAndErrors(int type, bool taken)
    {
        AssertTakesIcmpv6(PacketFilter.ForRouter(s_near, null), type, taken);
    }

    [TestMethod]
    [DataRow(1, true)]
    [DataRow(2, true)]
    [DataRow(3, true)]
    [DataRow(4, false)]
    [DataRow(145, false)]
    [DataRow(146, true)]
    public void AHomeAgentsReceiver_TakesOfIcmpv6_SolicitationsAndErrorsAboutItsTunnels(int type, bool taken)
    {
        AssertTakesIcmpv6(PacketFilter.ForHomeAgent(s_near, null, 0), type, taken);
    }

    [TestMethod]
    public void APacketOverTheBuffer_IsDroppedAndCounted()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new("wifi");
        place.Ip("link", "set", "wifi", "mtu", "9000");
        place.Ip("link", "set", "wifi-far", "mtu", "9000");
        using PacketReceiver receiver = place.Run(() => Receiver(PacketFilter.ForRouter(s_near, null)));
        place.Run(() => Sender(place)).Dispose();
        byte[] tunnelled = new byte[4000];
        place.Run(() =>
        {
            using Socket socket = new(
                AddressFamily.InterNetworkV6, SocketType.Raw, (ProtocolType)ProtocolNumbers.DestinationOptions);
            return socket.SendTo(tunnelled, new IPEndPoint(new IPAddress(s_near), 0));
        });

        PacketBuffer packet = new();
        LinuxTrial.WaitFor(
            () => !receiver.TryReceive(packet) && receiver.Oversized > 0, () => "The large packet was not counted.");
        Assert.AreEqual(1, receiver.Oversized);
    }

    [TestMethod]
    public void ThePacketPath_AllocatesNothing()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new("wifi");
        using PacketSender sender = place.Run(() => Sender(place));
        using PacketReceiver receiver = place.Run(() => Receiver(PacketFilter.ForRouter(s_near, null)));
        PacketBuffer packet = new();
        Poller poller = new();
        int received = 0;
        poller.Add(receiver.Descriptor, () =>
        {
            while (receiver.TryReceive(packet))
            {
                received++;
            }
        });
        long allocated = 0;
        for (int round = 0; round < 200; round++)
        {
            // The first rounds compile.
            allocated = round == 100 ? GC.GetAllocatedBytesForCurrentThread() : allocated;
            Assert.IsTrue(sender.Send(Packet(packet, s_near, ProtocolNumbers.Ipv6, 1000)));
            Assert.IsTrue(sender.Queue(Packet(packet, s_near, ProtocolNumbers.Ipv6, 1000)));
            sender.Flush();
            poller.Wait(MonotonicClock.Now + 1000);
        }

        Assert.AreEqual(0, GC.GetAllocatedBytesForCurrentThread() - allocated);
        Assert.AreEqual(400, received);
    }

    [TestMethod]
    public void QueuedPackets_LeaveTogether_InTheirOrder()
    {
        const int count = 150;
        LinuxTrial.Require();
        using TemporaryNamespace place = new("wifi");
        using PacketSender sender = place.Run(() => Sender(place));
        using PacketReceiver receiver = place.Run(() => Receiver(PacketFilter.ForRouter(s_near, null)));
        PacketBuffer packet = new();
        for (int i = 0; i < count; i++)
        {
            Assert.IsTrue(sender.Queue(Packet(packet, s_near, ProtocolNumbers.Ipv6, 40 + i)));
        }

        // What is sent at once does not overtake.
        Assert.IsTrue(sender.Send(Packet(packet, s_near, ProtocolNumbers.Ipv6, 40 + count)));
        for (int i = 0; i <= count; i++)
        {
            Assert.IsTrue(WaitFor(receiver, packet));
            Assert.AreEqual(Ipv6Header.Length + 40 + i, packet.Length);
        }

        Assert.AreEqual(0, sender.Dropped);
    }

    [TestMethod]
    public void QueuedPackets_ThatTheKernelRefuses_AreCounted_AndTheOthersLeave()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new("wifi");
        using PacketSender sender = place.Run(() => Sender(place));
        using PacketReceiver receiver = place.Run(() => Receiver(PacketFilter.ForRouter(s_near, null)));
        PacketBuffer packet = new();
        byte[] nowhere = Address("2001:db8:ffff::1");
        Assert.IsTrue(sender.Queue(Packet(packet, nowhere, ProtocolNumbers.Ipv6, 40)));
        Assert.IsTrue(sender.Queue(Packet(packet, s_near, ProtocolNumbers.Ipv6, 41)));
        Assert.IsTrue(sender.Queue(Packet(packet, nowhere, ProtocolNumbers.Ipv6, 42)));
        Assert.IsTrue(sender.Queue(Packet(packet, s_near, ProtocolNumbers.Ipv6, 43)));
        sender.Flush();

        Assert.AreEqual(2, sender.Dropped);
        Assert.IsTrue(WaitFor(receiver, packet));
        Assert.AreEqual(Ipv6Header.Length + 41, packet.Length);
        Assert.IsTrue(WaitFor(receiver, packet));
        Assert.AreEqual(Ipv6Header.Length + 43, packet.Length);
    }

    [TestMethod]
    public void ATun_CarriesPacketsBothWays()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new();
        using NetworkConfigurator network = place.Run(() => new NetworkConfigurator());
        using Tun tun = place.Run(() => new Tun("trial%d", 1400, network));
        Ipv6Prefix behind = Ipv6Prefix.TryRead("2001:db8:c::/64", true);
        network.AddRoute(behind, tun.InterfaceIndex, NetworkConfigurator.MainTable);
        using PacketSender sender = place.Run(() => new PacketSender(null));
        PacketBuffer packet = new();

        Assert.AreEqual("trial0", tun.Name);
        StringAssert.Contains(place.Ip("link", "show", tun.Name), "mtu 1400");
        Assert.IsTrue(sender.Send(Packet(packet, Address("2001:db8:c::9"), ProtocolNumbers.NoNextHeader, 100)));
        LinuxTrial.WaitFor(() => tun.TryReceive(packet) && packet.Length == 140, () => "Nothing came out of the TUN.");
        using PacketReceiver receiver = place.Run(() =>
        {
            PacketReceiver made = new();
            made.Accept(PacketFilter.ForRouter(s_near, null), tun.InterfaceIndex);
            return made;
        });
        Assert.IsTrue(tun.Send(Packet(packet, s_near, ProtocolNumbers.Mobility, 8)));
        Assert.IsTrue(WaitFor(receiver, packet));
        tun.SetMaximumTransmissionUnit(1300);
        StringAssert.Contains(place.Ip("link", "show", tun.Name), "mtu 1300");
    }

    private static void AssertTakesIcmpv6(PacketFilter filter, int type, bool taken)
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new("wifi");
        using PacketSender sender = place.Run(() => Sender(place));
        using PacketReceiver receiver = place.Run(() => Receiver(filter));
        PacketBuffer packet = new();
        PacketBuffer received = new();

        Packet(packet, s_near, ProtocolNumbers.Icmpv6, 8);
        packet.Octets[packet.Start + Ipv6Header.Length] = (byte)type;
        Assert.IsTrue(sender.Send(packet));
        Assert.IsTrue(sender.Send(Packet(packet, s_near, ProtocolNumbers.Mobility, 16)));

        Assert.IsTrue(WaitFor(receiver, received));
        Assert.AreEqual(taken ? 8 : 16, received.Length - Ipv6Header.Length);
    }

    /// <summary>Packets leave by <c>wifi-far</c> towards <c>wifi</c>, whatever their destination.</summary>
    private static PacketSender Sender(TemporaryNamespace place)
    {
        string link = place.Ip("link", "show", "wifi").Split("link/ether ")[1].Split(' ')[0];
        place.Ip("address", "replace", "fe80::9/64", "dev", "wifi-far", "nodad");
        place.Ip("neighbour", "replace", "fe80::1", "lladdr", link, "dev", "wifi-far");
        place.Ip("route", "replace", "2001:db8:a::/64", "via", "fe80::1", "dev", "wifi-far");
        return new PacketSender("wifi-far");
    }

    private static PacketReceiver Receiver(PacketFilter filter)
    {
        PacketReceiver receiver = new();
        receiver.Accept(filter, NetworkConfigurator.IndexOf("wifi"));
        return receiver;
    }

    private static bool WaitFor(PacketReceiver receiver, PacketBuffer packet)
    {
        long until = MonotonicClock.Now + 1000;
        while (!receiver.TryReceive(packet))
        {
            if (MonotonicClock.Now > until)
            {
                return false;
            }

            Thread.Sleep(1);
        }

        return true;
    }

    private static PacketBuffer Packet(PacketBuffer packet, byte[] destination, int protocol, int length)
    {
        packet.Reset();
        Ipv6Header.Write(packet.Octets, packet.Start, 0, length, protocol, s_far, 0, destination, 0);
        packet.SetLength(Ipv6Header.Length + length);
        return packet;
    }

    private static InterfaceState Follow(LinkMonitor monitor)
    {
        monitor.Read();
        return monitor.Find("wifi")!;
    }

    private static byte[] Address(string text)
    {
        byte[] octets = new byte[Ipv6Address.Length];
        Assert.IsTrue(Ipv6AddressText.TryRead(text, octets, 0));
        return octets;
    }

    private static string? Text(byte[]? address)
    {
        return address == null ? null : Ipv6AddressText.Write(address, 0);
    }
}
