using System.Net;
using System.Net.Sockets;
using System.Threading;
using McoaRouter.Tools.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>The lab's NAT by itself: what the scenario relies on.</summary>
[TestClass]
public sealed class LabNatTests
{
    private const int Port = 4191;

    [TestMethod]
    public void EachUplink_HasAPortOfItsOwn_AndARenewal_DropsBoth()
    {
        LinuxTrial.Require();
        using LabTopology topology = new(new LabSettings { Ipv4Uplinks = LabTopology.Uplinks, Nat = true });
        topology.Build();
        using Socket homeAgent = NetworkNamespace.Run(topology.HomeAgents[0], () => Open(LabTopology.HomeAgentIpv4Address));
        using Socket wifi = NetworkNamespace.Run(topology.Router, () => Open("198.51.100.2"));
        using Socket lte = NetworkNamespace.Run(topology.Router, () => Open("198.51.100.130"));

        IPEndPoint first = Mapping(wifi, homeAgent);
        IPEndPoint second = Mapping(lte, homeAgent);
        Assert.AreEqual(LabNat.FirstAddress, first.Address.ToString());
        Assert.AreEqual(LabNat.FirstAddress, second.Address.ToString());
        Assert.IsInRange(20000, 20999, first.Port);
        Assert.IsInRange(20000, 20999, second.Port);
        Assert.AreNotEqual(first.Port, second.Port);
        Assert.AreEqual(first, Mapping(wifi, homeAgent));
        Assert.IsTrue(Arrives(homeAgent, first, wifi));

        topology.Nat.Renew(LabNat.FirstAddress, 30000);
        Assert.IsFalse(Arrives(homeAgent, first, wifi));
        IPEndPoint third = Mapping(wifi, homeAgent);
        Assert.AreEqual(LabNat.FirstAddress, third.Address.ToString());
        Assert.IsInRange(30000, 30999, third.Port);
        Assert.IsTrue(Arrives(homeAgent, third, wifi));
        Assert.IsFalse(Arrives(homeAgent, second, lte));

        topology.Nat.Renew(LabNat.SecondAddress, 40000);
        Assert.AreEqual(LabNat.SecondAddress, Mapping(lte, homeAgent).Address.ToString());
    }

    [TestMethod]
    public void AMappingThatIsNotUsed_IsForgotten()
    {
        LinuxTrial.Require();
        LabSettings settings = new() { Ipv4Uplinks = LabTopology.Uplinks, Nat = true, NatTimeoutSeconds = 1 };
        using LabTopology topology = new(settings);
        topology.Build();
        using Socket homeAgent = NetworkNamespace.Run(topology.HomeAgents[0], () => Open(LabTopology.HomeAgentIpv4Address));
        using Socket wifi = NetworkNamespace.Run(topology.Router, () => Open("198.51.100.2"));

        IPEndPoint mapping = Mapping(wifi, homeAgent);
        Assert.IsTrue(Arrives(homeAgent, mapping, wifi));
        Thread.Sleep(2000);
        Assert.IsFalse(Arrives(homeAgent, mapping, wifi));
    }

    private static Socket Open(string address)
    {
        Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { ReceiveTimeout = 5000 };
        socket.Bind(new IPEndPoint(IPAddress.Parse(address), Port));
        return socket;
    }

    /// <summary>Where a home agent sees a packet of an uplink come from.</summary>
    private static IPEndPoint Mapping(Socket uplink, Socket homeAgent)
    {
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        uplink.SendTo([1], new IPEndPoint(IPAddress.Parse(LabTopology.HomeAgentIpv4Address), Port));
        homeAgent.ReceiveFrom(new byte[10], ref from);
        return (IPEndPoint)from;
    }

    private static bool Arrives(Socket homeAgent, IPEndPoint mapping, Socket uplink)
    {
        homeAgent.SendTo([2], mapping);
        return uplink.Poll(500_000, SelectMode.SelectRead) && uplink.Receive(new byte[10]) == 1;
    }
}
