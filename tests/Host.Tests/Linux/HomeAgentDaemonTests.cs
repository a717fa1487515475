using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using McoaRouter.Boards.Linux;
using McoaRouter.Tools.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

[TestClass]
public sealed class HomeAgentDaemonTests
{
    [TestMethod]
    public void AFaultyConfiguration_IsListedWhole_AndNothingStarts()
    {
        using TrialConfiguration file = new("{ \"address\": \"here\", \"homePrefix\": \"2001:db8:1::/200\" }");
        using ProgramTrial homeAgent = ProgramTrial.Start(ProgramTrial.CommandLine, "home-agent", file.Path);

        Assert.AreEqual(2, homeAgent.ExitCode());
        StringAssert.Contains(homeAgent.Errors, "address: ");
        StringAssert.Contains(homeAgent.Errors, "homePrefix: ");
        StringAssert.Contains(homeAgent.Errors, "routers: ");
        Assert.AreEqual("", homeAgent.Output.Trim());
    }

    [TestMethod]
    public void AConfigurationThatIsNotThere_IsOneSentence()
    {
        using ProgramTrial homeAgent = ProgramTrial.Start(ProgramTrial.CommandLine, "home-agent", "/nowhere/ha.json");

        Assert.AreEqual(2, homeAgent.ExitCode());
        StringAssert.StartsWith(homeAgent.Errors, "The configuration can't be read: ");
    }

    [TestMethod]
    public void WithoutPrivileges_OneSentence_AndExitCode2()
    {
        LinuxTrial.Require();
        using TrialConfiguration file = new(TrialConfiguration.HomeAgent);
        using ProgramTrial homeAgent = ProgramTrial.StartWithoutPrivileges(
            ProgramTrial.CommandLine, "home-agent", file.Path);

        Assert.AreEqual(2, homeAgent.ExitCode());
        StringAssert.StartsWith(homeAgent.Errors, "The home agent needs the capabilities ");
    }

    [TestMethod]
    public void ARegistration_RoutesPrefixAndHomeAddress_AndItsEndRemovesThem()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new("wifi");
        place.Ip("address", "add", "2001:db8:a::2/64", "dev", "wifi", "nodad");
        using TemporaryNamespace home = new();
        place.Ip("link", "set", "wifi-far", "netns", home.Name);
        home.Ip("link", "set", "wifi-far", "up");
        home.Ip("address", "add", "2001:db8:1::1/64", "dev", "wifi-far", "nodad");
        home.Ip("route", "add", "2001:db8:a::/64", "dev", "wifi-far");
        place.Ip("-6", "route", "add", "default", "dev", "wifi");
        using TrialConfiguration routerFile = new(TrialConfiguration.Router);
        using TrialConfiguration homeFile = new(TrialConfiguration.HomeAgent);
        using ProgramTrial homeAgent = ProgramTrial.StartIn(
            home, ProgramTrial.CommandLine, "home-agent", homeFile.Path);
        homeAgent.WaitForOutput("home agent started");
        const string last = "2001:db8:100::/56 dev mcoa0 proto 135 metric 2147483647";
        const string bound = "2001:db8:100::/56 dev mcoa0 proto 135 metric 1024";
        StringAssert.Contains(home.Ip("-6", "route", "list"), last);
        Assert.DoesNotContain(bound, home.Ip("-6", "route", "list"));
        using ProgramTrial router = ProgramTrial.StartIn(place, ProgramTrial.Router, routerFile.Path);

        router.WaitForOutput("path: wifi");
        homeAgent.WaitForOutput("2001:db8:100::/56 is routed");
        StringAssert.Contains(home.Ip("-6", "route", "list"), bound);
        StringAssert.Contains(home.Ip("-6", "route", "list"), "2001:db8:1::100 dev mcoa0");

        router.Signal(PosixSignal.SIGTERM);
        Assert.AreEqual(0, router.ExitCode());
        homeAgent.WaitForOutput("2001:db8:100::/56 is routed no more");
        Assert.DoesNotContain("mcoa0", home.Ip("-6", "route", "list", "2001:db8:1::100"));
        Assert.DoesNotContain(bound, home.Ip("-6", "route", "list"));
        StringAssert.Contains(home.Ip("-6", "route", "list"), last);
        homeAgent.Signal(PosixSignal.SIGTERM);
        Assert.AreEqual(0, homeAgent.ExitCode());
        Assert.AreEqual("", homeAgent.Errors.Trim());
        Assert.DoesNotContain("mcoa0", home.Ip("link", "list"));
        Assert.AreEqual("", IpCommand.Run("netns", "exec", home.Name, "nft", "list", "tables").Trim());
    }

    [TestMethod]
    public void ARouterWithoutIpv6_IsReachedByUdp_AndTheEventsSayWhere()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new("wifi");
        place.Ip("address", "add", "198.51.100.2/24", "dev", "wifi");
        place.Ip("route", "add", "default", "via", "198.51.100.1", "dev", "wifi");
        using TemporaryNamespace home = new();
        place.Ip("link", "set", "wifi-far", "netns", home.Name);
        home.Ip("link", "set", "wifi-far", "up");
        home.Ip("address", "add", "2001:db8:1::1/64", "dev", "wifi-far", "nodad");
        home.Ip("address", "add", "198.51.100.1/24", "dev", "wifi-far");
        using TrialConfiguration routerFile = new(TrialConfiguration.RouterWithIpv4);
        using TrialConfiguration homeFile = new(TrialConfiguration.HomeAgentWithIpv4);
        using ProgramTrial homeAgent = ProgramTrial.StartIn(
            home, ProgramTrial.CommandLine, "home-agent", homeFile.Path);
        homeAgent.WaitForOutput("home agent started");
        StringAssert.Contains(
            homeAgent.Output,
            "No interface has the home agent's address 192.0.2.1, so nothing reaches it by UDP.");

        // The address may come later than the program.
        home.Ip("address", "add", "192.0.2.1/32", "dev", "wifi-far");
        using ProgramTrial router = ProgramTrial.StartIn(place, ProgramTrial.Router, routerFile.Path);
        router.WaitForOutput("path: wifi");
        homeAgent.WaitForOutput("2001:db8:1::100: binding 1 at 198.51.100.2");
        homeAgent.WaitForOutput("2001:db8:1::100: binding 1 by UDP at 198.51.100.2:4191");
        Assert.DoesNotContain("NAT", homeAgent.Output);

        router.Signal(PosixSignal.SIGTERM);
        Assert.AreEqual(0, router.ExitCode());
        homeAgent.WaitForOutput("binding 1 removed");
        homeAgent.Signal(PosixSignal.SIGTERM);
        Assert.AreEqual(0, homeAgent.ExitCode());
        Assert.AreEqual("", router.Errors.Trim() + homeAgent.Errors.Trim());
    }

    [TestMethod]
    public void AnotherProgramsPort_IsASentence_AndExitCode2()
    {
        LinuxTrial.Require();
        using TemporaryNamespace home = new();
        using UdpSocket other = home.Run(() => new UdpSocket([192, 0, 2, 1], 0, null));
        using TrialConfiguration file = new(TrialConfiguration.HomeAgentWithIpv4);
        using ProgramTrial homeAgent = ProgramTrial.StartIn(home, ProgramTrial.CommandLine, "home-agent", file.Path);

        Assert.AreEqual(2, homeAgent.ExitCode());
        Assert.AreEqual(
            "UDP port 4191 of 192.0.2.1 can't be opened: Address already in use.", homeAgent.Errors.Trim());
    }

    [TestMethod]
    public void Rfc6275_10_4_1_AHomeAddress_IsDefendedWhileABindingStands()
    {
        LinuxTrial.Require();
        using HomeNetwork network = new();
        Assert.AreEqual("", network.NeighbourOfHost(), "Nobody has the home address yet.");
        using TrialConfiguration routerFile = new(TrialConfiguration.Router);
        using ProgramTrial router = ProgramTrial.StartIn(network.Router, ProgramTrial.Router, routerFile.Path);
        network.HomeAgent.WaitForOutput("home address defended");

        LinuxTrial.WaitFor(
            () => network.NeighbourOfHost() == network.LinkLayerAddress, () => "The host did not find the home agent.");

        // RFC 4862 §5.4.5: the host's own duplicate address detection finds the address taken.
        network.Host.Ip("address", "add", HomeNetwork.HomeAddress + "/64", "dev", "eth0");
        LinuxTrial.WaitFor(
            () => network.Host.Ip("address", "show", "dev", "eth0").Contains("dadfailed", StringComparison.Ordinal),
            () => "The host took the home address.");
        network.Host.Ip("address", "delete", HomeNetwork.HomeAddress + "/64", "dev", "eth0");

        router.Signal(PosixSignal.SIGTERM);
        network.HomeAgent.WaitForOutput("home address defended no more");
        network.Host.Ip("neighbour", "flush", "dev", "eth0");
        Assert.AreEqual("", network.NeighbourOfHost());
    }

    [TestMethod]
    public void BehindMoreRoutersThanTheKernelKeepsGroups_AHomeAddress_IsDefendedToo()
    {
        const int others = 4000;
        LinuxTrial.Require();
        string accounts = string.Join(',', Enumerable.Range(0x1000, others).Select(i => FormattableString.Invariant(
            $$"""
            {"homeAddress":"2001:db8:1::{{i:x}}","mobileRouter":false,"spi":256,"key":"{{i:x32}}","identifier":"host-{{i}}"}
            """)));
        using HomeNetwork network = new(TrialConfiguration.HomeAgent.Replace(
            "\"routers\": [", "\"routers\": [" + accounts + ",", StringComparison.Ordinal));
        using TrialConfiguration routerFile = new(TrialConfiguration.Router);
        using ProgramTrial router = ProgramTrial.StartIn(network.Router, ProgramTrial.Router, routerFile.Path);
        network.HomeAgent.WaitForOutput("home address defended");

        LinuxTrial.WaitFor(
            () => network.NeighbourOfHost() == network.LinkLayerAddress, () => "The host did not find the home agent.");
    }

    [TestMethod]
    public void Rfc6275_10_5_ADiscoveryRequest_ToAllHomeAgents_IsAnswered()
    {
        const byte request = 144;
        const byte reply = 145;
        LinuxTrial.Require();
        using HomeNetwork network = new();
        byte[] answer = network.Host.Run(() =>
        {
            using Socket socket = new(AddressFamily.InterNetworkV6, SocketType.Raw, ProtocolType.IcmpV6);
            byte[] message = [request, 0, 0, 0, 0x12, 0x34, 0x80, 0];
            byte[] received = new byte[100];
            socket.ReceiveTimeout = 10_000;
            socket.SendTo(message, new IPEndPoint(IPAddress.Parse("2001:db8:1:0:fdff:ffff:ffff:fffe"), 0));
            int length;
            do
            {
                length = socket.Receive(received);
            }
            while (received[0] != reply);
            return received[..length];
        });

        Assert.AreEqual("1234", Convert.ToHexString(answer, 4, 2));
        Assert.AreEqual("2001:db8:1::1", new IPAddress(answer.AsSpan(8, 16)).ToString());
    }
}
