using System;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using McoaRouter.Boards.Linux;
using McoaRouter.LinkLayers.Ethernet;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>
/// The router's own Ethernet port against the kernel of this machine as a host: the interface <c>vehicle</c> is the
/// router's, its far end is the host's.
/// </summary>
[TestClass]
public sealed class EthernetPortTests
{
    private const string Tun = "\"link\": \"tun\", \"device\": \"nemo0\"";
    private const string Ethernet = "\"link\": \"ethernet\", \"device\": \"vehicle\"";
    private const string Setting = "/proc/sys/net/ipv6/conf/vehicle/disable_ipv6";
    private const byte EchoRequest = 128;
    private const byte EchoReply = 129;

    [TestMethod]
    public void AHost_ConfiguresItself_ReachesTheRouter_AndForgetsItAtItsEnd()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new("vehicle");
        using TrialConfiguration file = new(TrialConfiguration.Router.Replace(Tun, Ethernet, StringComparison.Ordinal));
        using ProgramTrial router = ProgramTrial.StartIn(place, ProgramTrial.Router, file.Path);
        router.WaitForOutput("port: the cable has a carrier");
        Assert.AreEqual("1", Kernel(place));
        LinuxTrial.WaitFor(() => Route(place).Contains("via fe80::", StringComparison.Ordinal), () => Route(place));
        LinuxTrial.WaitFor(
            () => place.Ip("-6", "address", "show", "dev", "vehicle-far").Contains(
                "inet6 2001:db8:100:1:", StringComparison.Ordinal),
            () => place.Ip("-6", "address"));
        StringAssert.Contains(Route(place), "dev vehicle-far proto ra");

        foreach (string address in (string[])["2001:db8:100:1::1", "2001:db8:1::100"])
        {
            LinuxTrial.WaitFor(() => Answers(place, address), () => $"no answer from {address}");
        }

        router.Signal(PosixSignal.SIGTERM);
        Assert.AreEqual(0, router.ExitCode());
        Assert.AreEqual("", Route(place));
        Assert.AreEqual("0", Kernel(place));
        StringAssert.Contains(router.Output, "port: ");
    }

    [TestMethod]
    public void APort_ThatComesGoesAndComesAgain_IsServedAnew()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new("vehicle");
        using TrialConfiguration file = new(TrialConfiguration.Router.Replace(Tun, Ethernet, StringComparison.Ordinal));
        using ProgramTrial router = ProgramTrial.StartIn(place, ProgramTrial.Router, file.Path);
        router.WaitForOutput("port: the cable has a carrier");
        place.Ip("link", "set", "vehicle-far", "down");
        router.WaitForOutput("port: the cable has no carrier");
        place.Ip("link", "delete", "vehicle");
        router.WaitForOutput("port: the device was reset");
        router.WaitForOutput("port: the device does not answer");
        place.Ip("link", "add", "vehicle", "type", "veth", "peer", "name", "vehicle-far");
        place.Ip("link", "set", "vehicle", "up");
        place.Ip("link", "set", "vehicle-far", "up");
        LinuxTrial.WaitFor(() => Route(place).Contains("via fe80::", StringComparison.Ordinal), () => Route(place));
        router.Signal(PosixSignal.SIGTERM);
        Assert.AreEqual(0, router.ExitCode());
    }

    [TestMethod]
    public void ADevice_TakesIpv6Alone_DropsWhatDoesNotFit_AndAllocatesNothing()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new("vehicle");
        place.Ip("link", "set", "vehicle", "mtu", "9000");
        place.Ip("link", "set", "vehicle-far", "mtu", "9000");
        using PacketSocketDevice near = place.Run(() => Open("vehicle"));
        using PacketSocketDevice far = place.Run(() => Open("vehicle-far"));
        byte[] frame = new byte[EthernetFrame.LargestLength];
        byte[] taken = new byte[EthernetFrame.LargestLength];
        EthernetFrame.Write(frame, 0, near.Address, 0, far.Address);
        frame[14] = 0x60;
        for (int i = 0; near.Receive(taken, 0, taken.Length) != 0; i++)
        {
            Assert.IsLessThan(100, i);
        }

        Assert.IsTrue(place.Run(() => near.HasCarrier));
        Assert.IsTrue(far.Send(frame, 0, frame.Length));
        LinuxTrial.WaitFor(() => near.Receive(taken, 0, taken.Length) == frame.Length, () => "no frame");
        CollectionAssert.AreEqual(frame, taken);
        Assert.AreEqual(0, far.Receive(taken, 0, taken.Length), "A frame of its own came back.");

        Assert.IsTrue(far.Send([.. frame, 1], 0, frame.Length + 1));
        LinuxTrial.WaitFor(() => near.Receive(taken, 0, taken.Length) == -1, () => "no oversized frame");
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            far.Send(frame, 0, frame.Length);
            near.Receive(taken, 0, taken.Length);
        }

        Assert.AreEqual(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static PacketSocketDevice Open(string name)
    {
        PacketSocketDevice device = new(name);
        Assert.IsTrue(device.Open(0));
        return device;
    }

    private static string Kernel(TemporaryNamespace place)
    {
        return place.Run(() => File.ReadAllText(Setting).Trim());
    }

    private static string Route(TemporaryNamespace place)
    {
        return place.Ip("-6", "route", "show", "default").Trim();
    }

    private static bool Answers(TemporaryNamespace place, string address)
    {
        return place.Run(() =>
        {
            using Socket socket = new(AddressFamily.InterNetworkV6, SocketType.Raw, ProtocolType.IcmpV6)
            {
                ReceiveTimeout = 500,
            };
            byte[] answer = new byte[64];
            try
            {
                socket.Connect(new IPEndPoint(IPAddress.Parse(address), 0));
                socket.Send([EchoRequest, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8]);
                return socket.Receive(answer) == 12
                    && answer[0] == EchoReply
                    && answer.AsSpan(4, 8).SequenceEqual((byte[])[1, 2, 3, 4, 5, 6, 7, 8]);
            }
            catch (SocketException)
            {
                return false;
            }
        });
    }
}
