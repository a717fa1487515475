using System;
using System.Runtime.InteropServices;
using McoaRouter.Tools.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

[TestClass]
public sealed class CorrespondentDaemonTests
{
    private const string Configuration = "{ \"address\": \"2001:db8:c::2\" }";

    [TestMethod]
    public void AFaultyConfiguration_IsListedWhole_AndNothingStarts()
    {
        using TrialConfiguration file = new("{ \"address\": \"here\", \"capacity\": 0 }");
        using ProgramTrial correspondent = ProgramTrial.Start(ProgramTrial.CommandLine, "correspondent", file.Path);

        Assert.AreEqual(2, correspondent.ExitCode());
        StringAssert.Contains(correspondent.Errors, "address: ");
        StringAssert.Contains(correspondent.Errors, "capacity: ");
        Assert.AreEqual("", correspondent.Output.Trim());
    }

    [TestMethod]
    public void WithoutPrivileges_OneSentence_AndExitCode2()
    {
        LinuxTrial.Require();
        using TrialConfiguration file = new(Configuration);
        using ProgramTrial correspondent = ProgramTrial.StartWithoutPrivileges(
            ProgramTrial.CommandLine, "correspondent", file.Path);

        Assert.AreEqual(2, correspondent.ExitCode());
        StringAssert.StartsWith(correspondent.Errors, "The correspondent needs the capabilities ");
    }

    [TestMethod]
    public void WhatItSetsUp_IsGoneAfterSigterm_AlsoWhatACrashedOneLeft()
    {
        LinuxTrial.Require();
        using TemporaryNamespace place = new("eth");
        place.Ip("address", "add", "2001:db8:c::2/64", "dev", "eth", "nodad");
        using TrialConfiguration file = new(Configuration);
        using (ProgramTrial crashed = ProgramTrial.StartIn(place, ProgramTrial.CommandLine, "correspondent", file.Path))
        {
            crashed.WaitForOutput("correspondent started");
            crashed.Crash();
        }

        using ProgramTrial correspondent = ProgramTrial.StartIn(
            place, ProgramTrial.CommandLine, "correspondent", file.Path);
        correspondent.WaitForOutput("correspondent started");
        Assert.HasCount(
            1,
            place.Ip("-6", "rule", "list", "from", "2001:db8:c::2").Split('\n', StringSplitOptions.RemoveEmptyEntries));

        correspondent.Signal(PosixSignal.SIGTERM);
        Assert.AreEqual(0, correspondent.ExitCode());
        Assert.AreEqual("", correspondent.Errors.Trim());
        Assert.DoesNotContain("2001:db8", place.Ip("-6", "rule", "list"));
        Assert.DoesNotContain("mcoa0", place.Ip("link", "list"));
        Assert.AreEqual("", IpCommand.Run("netns", "exec", place.Name, "nft", "list", "tables").Trim());
    }
}
