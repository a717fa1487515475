using System;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using McoaRouter.Tools.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>The lab's paths by themselves: what scenarios and benchmarks rely on.</summary>
[TestClass]
public sealed class LabAirTests
{
    private const int Port = 7000;
    private const int PatienceMicroseconds = 300_000;

    [TestMethod]
    public void APath_TakesItsTime_KeepsTheOrder_AndCanBeSilencedLossyAndCut()
    {
        LinuxTrial.Require();
        using LabTopology topology = new(new LabSettings { RoundTripMs = 40 });
        topology.Build();
        using Socket vehicle = NetworkNamespace.Run(topology.Router, () => Open("2001:db8:a::2"));
        using Socket correspondent = NetworkNamespace.Run(topology.Correspondent, () => Open(LabTopology.CorrespondentAddress));
        LabPath path = topology.Air["wifi"];
        Assert.IsGreaterThan(0, RoundTrip(vehicle, correspondent), "Neighbours are found through the path too.");
        double[] times = [.. Enumerable.Range(0, 9).Select(_ => RoundTrip(vehicle, correspondent)).Order()];
        Assert.IsGreaterThanOrEqualTo(40, times[0]);
        Assert.IsLessThan(60, times[0], "The best is late by the machine's own time alone.");

        for (byte i = 0; i < 100; i++)
        {
            Send(vehicle, correspondent, i);
        }

        for (byte i = 0; i < 100; i++)
        {
            Assert.AreEqual(i, Receive(correspondent));
        }

        path.Silent = true;
        Assert.AreEqual(-1, RoundTrip(vehicle, correspondent));
        path.Silent = false;
        Assert.IsGreaterThanOrEqualTo(40, RoundTrip(vehicle, correspondent));

        path.LossPercent = 100;
        Assert.AreEqual(-1, RoundTrip(vehicle, correspondent));
        Assert.IsGreaterThan(0, path.Up.Lost);
        path.LossPercent = 0;

        topology.Cut("wifi");
        StringAssert.Contains(IpCommand.Run("-n", topology.Router, "link", "show", "wifi"), "NO-CARRIER");
        Assert.AreEqual(-1, RoundTrip(vehicle, correspondent));
        topology.Restore("wifi");
        LinuxTrial.WaitFor(() => RoundTrip(vehicle, correspondent) >= 40, () => "The path does not come back.");
    }

    [TestMethod]
    public void WhatIsTooMuch_IsDropped_AndCounted()
    {
        LinuxTrial.Require();
        using LabTopology topology = new(new LabSettings { RoundTripMs = 2 });
        topology.Build();
        using Socket vehicle = NetworkNamespace.Run(topology.Router, () => Open("2001:db8:a::2"));
        using Socket correspondent = NetworkNamespace.Run(topology.Correspondent, () => Open(LabTopology.CorrespondentAddress));
        Assert.IsGreaterThan(0, RoundTrip(vehicle, correspondent));
        DelayLine up = topology.Air["wifi"].Up;
        up.DelayMs = 60_000;
        Stopwatch since = Stopwatch.StartNew();
        while (up.Overflowed == 0 && since.Elapsed < TimeSpan.FromSeconds(20))
        {
            Send(vehicle, correspondent, 0);
        }

        Assert.IsGreaterThan(0, up.Overflowed);
    }

    private static Socket Open(string address)
    {
        Socket socket = new(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(new IPEndPoint(IPAddress.Parse(address), Port));
        return socket;
    }

    private static void Send(Socket from, Socket to, byte number)
    {
        from.SendTo([number], to.LocalEndPoint!);
    }

    private static int Receive(Socket socket)
    {
        byte[] packet = new byte[1];
        return socket.Poll(PatienceMicroseconds, SelectMode.SelectRead) && socket.Receive(packet) == 1 ? packet[0] : -1;
    }

    /// <summary>How long a packet and its answer took, in ms; -1 where one of them did not come.</summary>
    private static double RoundTrip(Socket vehicle, Socket correspondent)
    {
        long from = Stopwatch.GetTimestamp();
        Send(vehicle, correspondent, 1);
        if (Receive(correspondent) < 0)
        {
            return -1;
        }

        Send(correspondent, vehicle, 2);
        return Receive(vehicle) < 0 ? -1 : Stopwatch.GetElapsedTime(from).TotalMilliseconds;
    }
}
