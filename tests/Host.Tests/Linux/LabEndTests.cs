using System.Runtime.InteropServices;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>How a lab ends before its time, and what is left then: nothing.</summary>
[TestClass]
public sealed class LabEndTests
{
    private const string Running = "starting ping";

    [TestMethod]
    [DataRow(PosixSignal.SIGINT)]
    [DataRow(PosixSignal.SIGTERM)]
    public void ASignal_EndsItAndLeavesNothing(PosixSignal signal)
    {
        LinuxTrial.Require();
        using ProgramTrial lab = ProgramTrial.Start(ProgramTrial.CommandLine, "lab");
        lab.WaitForOutput(Running);
        Assert.HasCount(5, LinuxTrial.Namespaces(lab.Id));
        Assert.IsNotEmpty(LinuxTrial.Processes(lab.Id));

        lab.Signal(signal);

        Assert.AreEqual(130, lab.ExitCode());
        StringAssert.Contains(lab.Errors, "Interrupted");
        Assert.IsEmpty(LinuxTrial.Namespaces(lab.Id));
        Assert.IsEmpty(LinuxTrial.Processes(lab.Id));
    }

    [TestMethod]
    public void WhatACrashedLabLeft_TheNextOneClears()
    {
        LinuxTrial.Require();
        using ProgramTrial crashed = ProgramTrial.Start(ProgramTrial.CommandLine, "lab");
        crashed.WaitForOutput(Running);
        crashed.Crash();
        Assert.HasCount(5, LinuxTrial.Namespaces(crashed.Id));

        using ProgramTrial lab = ProgramTrial.Start(ProgramTrial.CommandLine, "lab");
        lab.WaitForOutput("building the network");
        Assert.IsEmpty(LinuxTrial.Namespaces(crashed.Id));
        Assert.IsEmpty(LinuxTrial.Processes(crashed.Id));
        lab.Signal(PosixSignal.SIGTERM);
        lab.ExitCode();
        Assert.IsEmpty(LinuxTrial.Namespaces(lab.Id));
    }

    [TestMethod]
    public void AProgramThatDies_EndsTheLabWithItsLastWords()
    {
        LinuxTrial.Require();
        using ProgramTrial lab = ProgramTrial.Start(ProgramTrial.CommandLine, "lab");
        lab.WaitForOutput("both up: 3 s");
        foreach (int process in LinuxTrial.Processes(lab.Id))
        {
            Tools.Lab.LabProcess.Kill(process);
        }

        Assert.AreEqual(1, lab.ExitCode());
        StringAssert.Contains(lab.Errors, "ended. Its last lines:");
        Assert.IsEmpty(LinuxTrial.Namespaces(lab.Id));
    }

    [TestMethod]
    public void WithoutPrivileges_OneSentence_AndExitCode2()
    {
        LinuxTrial.Require();
        using ProgramTrial lab = ProgramTrial.StartWithoutPrivileges(ProgramTrial.CommandLine, "lab");

        Assert.AreEqual(2, lab.ExitCode());
        StringAssert.StartsWith(lab.Errors, "The lab needs ");
        Assert.AreEqual("", lab.Output.Trim());
    }

    [TestMethod]
    public void AFolderThatCantBeWritten_OneSentence_AndExitCode2()
    {
        LinuxTrial.Require();
        using ProgramTrial lab = ProgramTrial.Start(ProgramTrial.CommandLine, "lab", "--pcap", "/proc/captures");

        Assert.AreEqual(2, lab.ExitCode());
        StringAssert.StartsWith(lab.Errors, "--pcap: cannot write into /proc/captures: ");
    }
}
