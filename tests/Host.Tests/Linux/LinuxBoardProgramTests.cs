using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;
using McoaRouter.Boards.Linux;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

[TestClass]
public sealed class LinuxBoardProgramTests
{
    [TestMethod]
    public void AFaultyConfiguration_IsListedWhole_AndNothingStarts()
    {
        using TrialConfiguration file = new(TrialConfiguration.Router
            .Replace("\"bid\": 2", "\"bid\": 1", StringComparison.Ordinal)
            .Replace("2001:db8:100:1::/64", "2001:db8:200::/64", StringComparison.Ordinal));
        using ProgramTrial router = ProgramTrial.Start(ProgramTrial.Router, file.Path);

        Assert.AreEqual(2, router.ExitCode());
        StringAssert.Contains(router.Errors, "uplinks[1].bid: ");
        StringAssert.Contains(router.Errors, "port.prefix: ");
        Assert.AreEqual("", router.Output.Trim());
    }

    [TestMethod]
    public void LinksOfAnotherBoard_AreNamedWithARemedy()
    {
        const string wifi = "\"link\": \"interface\", \"device\": \"wifi\"";
        const string port = "\"link\": \"tun\", \"device\": \"nemo0\"";
        using TrialConfiguration file = new(TrialConfiguration.Router
            .Replace(wifi, "\"link\": \"simulated\"", StringComparison.Ordinal)
            .Replace(port, "\"link\": \"simulated\"", StringComparison.Ordinal));
        using ProgramTrial router = ProgramTrial.Start(ProgramTrial.Router, file.Path);

        Assert.AreEqual(2, router.ExitCode());
        StringAssert.Contains(
            router.Errors, "uplinks[0].link: the Linux board has no link 'simulated' here; use \"interface\"");
        StringAssert.Contains(
            router.Errors, "port.link: the Linux board has no link 'simulated' here; use \"tun\"");
    }

    [TestMethod]
    public void AnEthernetPort_NeedsItsInterfacesName()
    {
        const string port = "\"link\": \"tun\", \"device\": \"nemo0\"";
        using TrialConfiguration file = new(
            TrialConfiguration.Router.Replace(port, "\"link\": \"ethernet\"", StringComparison.Ordinal));
        using ProgramTrial router = ProgramTrial.Start(ProgramTrial.Router, file.Path);

        Assert.AreEqual(2, router.ExitCode());
        StringAssert.StartsWith(router.Errors, "port.device: ");
    }

    [TestMethod]
    public void TwoLinksOnOneInterface_AreAFault()
    {
        using TrialConfiguration file = new(
            TrialConfiguration.Router.Replace("\"device\": \"lte\"", "\"device\": \"wifi\"", StringComparison.Ordinal));
        using ProgramTrial router = ProgramTrial.Start(ProgramTrial.Router, file.Path);

        Assert.AreEqual(2, router.ExitCode());
        StringAssert.Contains(router.Errors, "uplinks[1].device: ");
    }

    [TestMethod]
    [DataRow]
    [DataRow("/nowhere/router.json")]
    [DataRow("--what")]
    [DataRow("one.json", "two.json")]
    public void AWrongCommandLine_IsASentence_AndExitCode2(params string[] arguments)
    {
        using ProgramTrial router = ProgramTrial.Start(ProgramTrial.Router, arguments);

        Assert.AreEqual(2, router.ExitCode());
        Assert.AreNotEqual("", router.Errors.Trim());
    }

    [TestMethod]
    public void WithoutPrivileges_OneSentence_AndExitCode2()
    {
        LinuxTrial.Require();
        using TrialConfiguration file = new(TrialConfiguration.Router);
        using ProgramTrial router = ProgramTrial.StartWithoutPrivileges(ProgramTrial.Router, file.Path);

        Assert.AreEqual(2, router.ExitCode());
        Assert.AreEqual(
            "The router needs the capabilities CAP_NET_ADMIN and CAP_NET_RAW: run it as root.", router.Errors.Trim());
    }

    [TestMethod]
    public void UplinksComeGoAndVanish_WhileItRuns()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new("wifi");
        using TrialConfiguration file = new(TrialConfiguration.Router);
        using ProgramTrial router = ProgramTrial.StartIn(place, ProgramTrial.Router, file.Path);
        router.WaitForOutput("router trial started");

        place.Ip("address", "add", "2001:db8:a::2/64", "dev", "wifi", "nodad");
        router.WaitForOutput("wifi: up, care-of address 2001:db8:a::2");
        place.Ip("link", "set", "wifi-far", "down");
        router.WaitForOutput("wifi: down");
        place.Ip("link", "add", "lte", "type", "veth", "peer", "name", "lte-far");
        place.Ip("link", "set", "lte-far", "up");
        place.Ip("link", "set", "lte", "up");
        place.Ip("address", "add", "2001:db8:b::2/64", "dev", "lte", "nodad");
        router.WaitForOutput("lte: up, care-of address 2001:db8:b::2");
        place.Ip("link", "delete", "lte");
        router.WaitForOutput("lte: down");
        place.Ip("link", "set", "wifi-far", "up");
        place.Ip("address", "add", "2001:db8:a::3/64", "dev", "wifi", "nodad");
        place.Ip("address", "delete", "2001:db8:a::2/64", "dev", "wifi");
        router.WaitForOutput("wifi: up, care-of address 2001:db8:a::3");

        router.Signal(PosixSignal.SIGINT);
        router.WaitForOutput("stopping");
        router.Signal(PosixSignal.SIGINT);
        Assert.AreEqual(0, router.ExitCode());
        Assert.AreEqual("", router.Errors.Trim());
    }

    [TestMethod]
    public void NobodyInTheVehicle_SendsAsTheHomeAddress()
    {
        LinuxTrial.Require();
        string[] route = ["-6", "route", "get", "2001:db8:cc::80", "from"];
        using TemporaryNamespace place = new("wifi", "lan");
        using TrialConfiguration file = new(TrialConfiguration.Router);
        place.Run(() =>
        {
            File.WriteAllText("/proc/sys/net/ipv6/conf/all/forwarding", "1");
            return true;
        });
        place.Ip("address", "add", "2001:db8:100:1::1/64", "dev", "lan", "nodad");
        using ProgramTrial router = ProgramTrial.StartIn(place, ProgramTrial.Router, file.Path);
        router.WaitForOutput("router trial started");

        StringAssert.Contains(place.Ip([.. route, "2001:db8:1::100"]), "dev nemo0");
        StringAssert.Contains(place.Ip([.. route, "2001:db8:100:1::5", "iif", "lan"]), "dev nemo0");
        Assert.Throws<BoardException>(() => place.Ip([.. route, "2001:db8:1::100", "iif", "lan"]));

        router.Signal(PosixSignal.SIGTERM);
        Assert.AreEqual(0, router.ExitCode());
        Assert.DoesNotContain("1350", place.Ip("-6", "rule", "list"));
    }

    [TestMethod]
    public void Ipv4_IsTaken_WhereTheTransportAllowsIt_AndTheHomeAgentHasIt()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new("wifi", "lte", "sat");
        using TrialConfiguration file = new(TrialConfiguration.RouterWithIpv4
            .Replace("\"device\": \"lte\" }", "\"device\": \"lte\", \"transport\": \"udp\" },\n"
                + "{ \"name\": \"sat\", \"bid\": 3, \"priority\": 50, \"link\": \"interface\", \"device\": \"sat\","
                + "\"transport\": \"ipv6\" }", StringComparison.Ordinal));
        place.Ip("address", "add", "198.51.100.2/24", "dev", "wifi");
        place.Ip("address", "add", "203.0.113.2/24", "dev", "lte");
        place.Ip("address", "add", "192.0.2.130/25", "dev", "sat");
        place.Ip("address", "add", "2001:db8:b::2/64", "dev", "lte", "nodad");
        using ProgramTrial router = ProgramTrial.StartIn(place, ProgramTrial.Router, file.Path);
        router.WaitForOutput("wifi: up, care-of address 198.51.100.2");
        router.WaitForOutput("lte: up, care-of address 203.0.113.2");

        // Without IPv6 no longer, and without again.
        place.Ip("address", "add", "2001:db8:a::2/64", "dev", "wifi", "nodad");
        router.WaitForOutput("wifi: up, care-of address 2001:db8:a::2");
        place.Ip("address", "delete", "198.51.100.2/24", "dev", "wifi");
        place.Ip("address", "add", "198.51.100.3/24", "dev", "wifi");
        place.Ip("address", "delete", "2001:db8:a::2/64", "dev", "wifi");
        router.WaitForOutput("wifi: up, care-of address 198.51.100.3");
        place.Ip("address", "delete", "198.51.100.3/24", "dev", "wifi");
        router.WaitForOutput("wifi: down");
        place.Ip("address", "add", "2001:db8:d::2/64", "dev", "sat", "nodad");
        router.WaitForOutput("sat: up, care-of address 2001:db8:d::2");
        Assert.DoesNotContain("192.0.2.130", router.Output);
        Assert.DoesNotContain("2001:db8:b::2", router.Output);
    }

    [TestMethod]
    public void Ipv4_IsLeftAlone_WhereNoHomeAgentHasIt()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new("wifi");
        using TrialConfiguration file = new(TrialConfiguration.Router);
        place.Ip("address", "add", "198.51.100.2/24", "dev", "wifi");
        place.Ip("address", "add", "fd00::2/64", "dev", "wifi", "nodad");
        using ProgramTrial router = ProgramTrial.StartIn(place, ProgramTrial.Router, file.Path);
        router.WaitForOutput("wifi: up, care-of address fd00::2");
    }

    [TestMethod]
    public void AnotherProgramsPort_AndAStrictReversePathFilter_AreNotices()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new("wifi");
        using TrialConfiguration file = new(TrialConfiguration.RouterWithIpv4);
        byte[] address = [198, 51, 100, 2];
        place.Ip("address", "add", "198.51.100.2/24", "dev", "wifi");
        place.Run(() =>
        {
            File.WriteAllText("/proc/sys/net/ipv4/conf/wifi/rp_filter", "1");
            return true;
        });
        using ProgramTrial router = StartBeside(place, address, file);

        // The port is free again.
        router.WaitForOutput("wifi: up, care-of address 198.51.100.2");
        StringAssert.Contains(router.Output, "sysctl -w net.ipv4.conf.wifi.rp_filter=2");
    }

    [TestMethod]
    public void WhatItSetsUp_IsGoneAfterSigterm_AlsoWhatACrashedOneLeft()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new();
        using TrialConfiguration file = new(TrialConfiguration.Router);
        using (ProgramTrial crashed = ProgramTrial.StartIn(place, ProgramTrial.Router, file.Path))
        {
            crashed.WaitForOutput("router trial started");
            crashed.Crash();
        }

        using ProgramTrial router = ProgramTrial.StartIn(place, ProgramTrial.Router, file.Path);
        router.WaitForOutput("router trial started");
        Assert.HasCount(1, Lines(place.Ip("-6", "rule", "list", "to", "2001:db8:100::/56")));
        Assert.HasCount(1, Lines(place.Ip("-6", "rule", "list", "from", "2001:db8:100::/56")));
        StringAssert.Contains(place.Ip("-6", "route", "list"), "unreachable 2001:db8:100::/56");
        StringAssert.Contains(place.Ip("address", "show", "nemo0"), "2001:db8:1::100/128");

        router.Signal(PosixSignal.SIGTERM);

        Assert.AreEqual(0, router.ExitCode());
        Assert.DoesNotContain("2001:db8", place.Ip("-6", "rule", "list"));
        Assert.DoesNotContain("2001:db8", place.Ip("-6", "route", "list", "table", "all"));
        Assert.DoesNotContain("nemo0", place.Ip("link", "list"));
        Assert.AreEqual("", Nft(place));
    }

    [TestMethod]
    public void ARemovedPort_EndsItWithASentence()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new();
        using TrialConfiguration file = new(TrialConfiguration.Router);
        using ProgramTrial router = ProgramTrial.StartIn(place, ProgramTrial.Router, file.Path);
        router.WaitForOutput("router trial started");

        place.Ip("link", "delete", "nemo0");

        Assert.AreEqual(1, router.ExitCode());
        Assert.AreEqual("The TUN interface 'nemo0' was removed by somebody else.", router.Errors.Trim());
        Assert.DoesNotContain("2001:db8", place.Ip("-6", "rule", "list"));
        Assert.AreEqual("", Nft(place));
    }

    [TestMethod]
    public void AMark_IsAliveForItsOwnProcessAlone()
    {
        LinuxTrial.Require();
        Assert.IsTrue(ProcessMark.IsAlive(ProcessMark.Own));
        Assert.IsFalse(ProcessMark.IsAlive(ProcessMark.Own + "1"));
        Assert.IsFalse(ProcessMark.IsAlive("mark"));
        Assert.IsFalse(ProcessMark.IsAlive(""));
    }

    /// <summary>Starts a router while somebody else has the port, and waits until it has said so, once.</summary>
    private static ProgramTrial StartBeside(TemporaryNamespace place, byte[] address, TrialConfiguration file)
    {
        using UdpSocket other = place.Run(() => new UdpSocket(address, 0, "wifi"));
        ProgramTrial router = ProgramTrial.StartIn(place, ProgramTrial.Router, file.Path);
        router.WaitForOutput("wifi: UDP port 4191 of 198.51.100.2 can't be opened: Address already in use.");
        Thread.Sleep(300);
        Assert.DoesNotContain("wifi: up", router.Output);
        Assert.HasCount(2, router.Output.Split("can't be opened"));
        return router;
    }

    private static string[] Lines(string text)
    {
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Nft(TemporaryNamespace place)
    {
        return Tools.Lab.IpCommand.Run("netns", "exec", place.Name, "nft", "list", "tables").Trim();
    }
}
