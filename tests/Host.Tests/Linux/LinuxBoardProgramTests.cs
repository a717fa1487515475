using System;
using System.Runtime.InteropServices;
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

    private static string[] Lines(string text)
    {
        return text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string Nft(TemporaryNamespace place)
    {
        return Tools.Lab.IpCommand.Run("netns", "exec", place.Name, "nft", "list", "tables").Trim();
    }
}
