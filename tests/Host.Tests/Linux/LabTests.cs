using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Text.Json;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>Two labs run side by side, once for all of these tests.</summary>
[TestClass]
public sealed class LabTests
{
    private static readonly Lazy<LabOutcome[]> s_outcomes = new(RunTwo);
    private static string s_captures = "";

    [ClassCleanup]
    public static void RemoveCaptures()
    {
        if (s_captures.Length > 0)
        {
            Directory.Delete(s_captures, recursive: true);
        }
    }

    [TestMethod]
    public void TheTcpConnection_LivesThroughBothCuts_InBothLabs()
    {
        LinuxTrial.Require();
        foreach (LabOutcome outcome in s_outcomes.Value)
        {
            Assert.AreEqual(0, outcome.ExitCode, outcome.Text);
            JsonElement summary = outcome.Events("summary").Single();
            Assert.IsTrue(summary.GetProperty("tcpAlive").GetBoolean(), outcome.Text);
            Assert.IsTrue(summary.GetProperty("recovered").GetBoolean(), outcome.Text);
            Assert.IsTrue(summary.GetProperty("cleanStop").GetBoolean(), outcome.Text);
            Assert.IsGreaterThan(1_000_000, summary.GetProperty("tcpOctetsUp").GetInt64());
            Assert.IsGreaterThan(1_000_000, summary.GetProperty("tcpOctetsDown").GetInt64());
        }
    }

    [TestMethod]
    public void ThePath_FollowsTheUplinks()
    {
        LinuxTrial.Require();
        foreach (LabOutcome outcome in s_outcomes.Value)
        {
            string[] paths = [.. outcome.Events("phase").Select(phase => phase.GetProperty("path").GetString()!)];
            CollectionAssert.AreEqual(new[] { "wifi", "lte", "wifi", "wifi", "wifi" }, paths, outcome.Text);
        }
    }

    [TestMethod]
    public void NothingStays()
    {
        LinuxTrial.Require();
        foreach (LabOutcome outcome in s_outcomes.Value)
        {
            Assert.IsEmpty(LinuxTrial.Namespaces(outcome.Process));
            Assert.IsEmpty(LinuxTrial.Processes(outcome.Process));
            Assert.IsEmpty(Directory.GetDirectories(Path.GetTempPath(), $"mcoa-{outcome.Process}-*"));
        }
    }

    [TestMethod]
    public void Draft_5_3_ABulkBindingUpdate_CarriesBothCareOfAddresses_AndIsAccepted()
    {
        LinuxTrial.Require();
        List<string[]> messages = Captures().Messages("wifi");

        string[] bulk = messages.First(fields => fields[Dissection.Type] == "5" && fields[Dissection.Bids] == "1,2");
        Assert.AreEqual("2001:db8:a::2,2001:db8:b::2", bulk[Dissection.CareOfAddresses]);
        Assert.AreEqual("1", bulk[Dissection.HomeRegistration]);
        Assert.AreEqual("1", bulk[Dissection.MobileRouter]);
        Assert.AreEqual("2001:db8:100::", bulk[Dissection.Prefix]);
        string[] answer = messages.First(
            fields => fields[Dissection.Type] == "6" && fields[Dissection.AnswerSequence] == bulk[Dissection.Sequence]);
        Assert.AreEqual("0", answer[Dissection.Status]);
        Assert.AreEqual("1,2", answer[Dissection.Bids]);
        Assert.AreEqual("0,0", answer[Dissection.BindingStatuses]);
    }

    [TestMethod]
    public void Draft_5_6_ACutUplink_IsRemovedByItsRFlag_OverTheOther()
    {
        LinuxTrial.Require();
        byte[] update = Captures().UpdatePackets("lte").First();
        CollectionAssert.AreEqual(new[] { (1, 0xC0), (2, 0x80) }, Dissection.Identifiers(update));
    }

    [TestMethod]
    public void AtTheEnd_EveryBindingIsDeregistered()
    {
        LinuxTrial.Require();
        List<string[]> messages = Captures().Messages("wifi");
        string[] update = messages.Last(fields => fields[Dissection.Type] == "5");
        string[] answer = messages.Last(fields => fields[Dissection.Type] == "6");
        Assert.AreEqual("0", update[Dissection.Lifetime]);
        Assert.AreEqual("", update[Dissection.Bids]);
        Assert.AreEqual(update[Dissection.Sequence], answer[Dissection.AnswerSequence]);
        Assert.AreEqual("0", answer[Dissection.Status]);
    }

    [TestMethod]
    public void NoKernel_AnswersWhatIsOurs()
    {
        LinuxTrial.Require();
        IPAddress[] ours =
        [
            IPAddress.Parse("2001:db8:a::2"), IPAddress.Parse("2001:db8:b::2"), IPAddress.Parse("2001:db8:1::1"),
        ];
        foreach (string link in (string[])["wifi", "lte", "home-agent"])
        {
            // Destination Unreachable and Parameter Problem. The internet sends some while a link is cut, as it should, and
            // the home agent about packets for a vehicle that has de-registered: what a kernel would refuse is for us.
            int errors = Captures().Packets(link).Count(packet =>
                packet[6] == 58
                && (packet[40] is 1 or 4)
                && ours.Contains(new IPAddress(packet.AsSpan(8, 16)))
                && ours.Contains(new IPAddress(packet.AsSpan(48 + 24, 16))));
            Assert.AreEqual(0, errors, "ICMPv6 errors on " + link);
        }
    }

    private static Dissection Captures()
    {
        _ = s_outcomes.Value;
        return new Dissection(s_captures);
    }

    private static LabOutcome[] RunTwo()
    {
        s_captures = Directory.CreateTempSubdirectory("lab-captures-").FullName;
        using ProgramTrial first = ProgramTrial.Start(ProgramTrial.CommandLine, "lab", "--json", "--pcap", s_captures);
        using ProgramTrial second = ProgramTrial.Start(ProgramTrial.CommandLine, "lab", "--json");
        return [LabOutcome.Of(first), LabOutcome.Of(second)];
    }
}
