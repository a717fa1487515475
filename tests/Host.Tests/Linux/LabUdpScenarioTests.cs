using System;
using System.Globalization;
using System.Linq;
using McoaRouter.Tools.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>The lab's scenarios with IPv4 uplinks (RFC 5555), in both wire profiles, as tshark reads their captures.</summary>
[TestClass]
public sealed class LabUdpScenarioTests : CapturingTests
{
    private const string Draft = "draft-01";
    private const string Final = "rfc5648";
    private const string HomeAgentLink = "home-agent";
    private const string Wifi = "198.51.100.2";
    private const string Lte = "198.51.100.130";
    private const string Port = "4191";
    private const string NeverAgain = "4294967295";
    private const string Update = "mip6.mhtype == 5";
    private const string Answer = "mip6.mhtype == 6";

    /// <summary>Of an update: what is around it, and what it says.</summary>
    private static readonly string[] s_updateFields =
    [
        "ip.src", "udp.srcport", "ip.dst", "udp.dstport", "udp.checksum", "ipv6.src", "ipv6.dst", "mip6.bi.bid",
        "mip6.bu.lifetime", "mip6.bu.f_flag", "mip6.bi.coa_ipv4", "mip6.ipv4coa.addr",
    ];

    /// <summary>Of an answer: what is around it, and what it says.</summary>
    private static readonly string[] s_answerFields =
    [
        "ip.src", "udp.srcport", "ip.dst", "udp.dstport", "udp.checksum", "ipv6.src", "ipv6.dst", "mip6.bi.bid",
        "mip6.ba.status", "mip6.natd.refresh_t",
    ];

    [TestMethod]
    [DataRow(Draft)]
    [DataRow(Final)]
    public void UplinksWithoutIpv6_RegisterEachForItself_AndCarryInUdp(string profile)
    {
        Dissection capture = Play("ipv4-only", profile, out _);
        string[][] updates = capture.Select("wifi", Update, s_updateFields);
        CollectionAssert.AreEqual(Registration(profile, "1", Wifi, Wifi, Port), updates[0]);
        CollectionAssert.AreEqual(
            Registration(profile, "2", Lte, Lte, Port), capture.Select("lte", Update, s_updateFields)[0]);
        CollectionAssert.AreEqual(
            new[]
            {
                LabTopology.HomeAgentIpv4Address, Port, Wifi, Port, "0x0000", LabTopology.HomeAgentAddress,
                LabTopology.HomeAddress, "1", "0", NeverAgain,
            },
            capture.Select("wifi", Answer, s_answerFields)[0]);

        // The Binding Identifier's own length; no Home Address option, no routing header (RFC 5555 §4.4.1, §4.5.3).
        string lengths = capture.Select("wifi", Update, "mip6.mobility_opt.len")[0][0];
        StringAssert.StartsWith(lengths, profile == Draft ? "4," : "8,");
        Assert.IsEmpty(capture.Select(
            "wifi", "mip6.mhtype && (ipv6.opt.mipv6.home_address || ipv6.routing.mipv6.home_address)", "frame.number"));

        // Through the other uplink: an update of its own, which names no care-of address.
        string[] removal = Array.Find(
            capture.Select("lte", Update, s_updateFields), update => update[7] == "1" && update[8] == "0")!;
        CollectionAssert.AreEqual(
            new[]
            {
                Lte, Port, LabTopology.HomeAgentIpv4Address, Port, "0x0000", LabTopology.HomeAddress,
                LabTopology.HomeAgentAddress, "1", "0",
            },
            removal[..9]);
        Assert.AreEqual("", removal[10] + removal[11]);
        foreach (string link in (string[])["wifi", "lte"])
        {
            Assert.IsNotEmpty(capture.Select(link, "udp && icmpv6.type == 128", "frame.number"));
            Assert.IsNotEmpty(capture.Select(link, "udp && icmpv6.type == 129", "frame.number"));
            Assert.IsEmpty(capture.Select(link, "ipv6 && !ip && !icmpv6", "frame.number"), "All is in UDP.");
        }
    }

    [TestMethod]
    [DataRow(Draft)]
    [DataRow(Final)]
    public void Rfc5555_4_2_ADroppedMapping_MovesTheBindingByAnUpdateAlone(string profile)
    {
        Dissection capture = Play("nat", profile, out LabOutcome outcome);
        foreach (string[] inside in capture.Select("wifi", Update, s_updateFields)[..3])
        {
            CollectionAssert.AreEqual(Registration(profile, "1", Wifi, Wifi, Port), inside);
        }

        // At the home agent: an update from each place that the NAT gave it, and the answer to that place.
        string[][] updates = [.. capture.Select(HomeAgentLink, Update + " && mip6.bi.bid == 1", s_updateFields)
            .DistinctBy(update => update[1])];
        string[][] answers = [.. capture.Select(HomeAgentLink, Answer + " && mip6.bi.bid == 1", s_answerFields)
            .DistinctBy(answer => answer[3])];
        string[] addresses = [LabNat.FirstAddress, LabNat.FirstAddress, LabNat.SecondAddress];
        string[] firstDigits = ["2", "3", "4"];
        Assert.HasCount(3, updates);
        Assert.HasCount(3, answers);
        for (int i = 0; i < updates.Length; i++)
        {
            string port = updates[i][1];
            StringAssert.StartsWith(port, firstDigits[i]);
            CollectionAssert.AreEqual(Registration(profile, "1", Wifi, addresses[i], port), updates[i]);
            CollectionAssert.AreEqual(
                new[]
                {
                    LabTopology.HomeAgentIpv4Address, Port, addresses[i], port, "0x0000", LabTopology.HomeAgentAddress,
                    LabTopology.HomeAddress, "1", "0", "110",
                },
                answers[i]);
            AssertThatTrafficFollows(capture, addresses[i], port, i > 0);
        }

        // Ten seconds of silence, then the way back is open at once.
        foreach (int measured in outcome.Events("measured")
            .Where(known => known.GetProperty("what").GetString() == "from the drop to the first traffic")
            .Select(known => known.GetProperty("milliseconds").GetInt32()))
        {
            Assert.IsInRange(9_000, 16_000, measured);
        }
    }

    [TestMethod]
    public void ASilentVehicle_StatesItsBindings_AsOftenAsTheHomeAgentAsks()
    {
        Dissection capture = Play("nat-keepalive", Draft, out _);
        double[] sent = [.. capture.Select("wifi", Update, "frame.time_relative").Select(fields => Number(fields[0]))];
        Assert.IsGreaterThanOrEqualTo(6, sent.Length);
        for (int i = 1; i < 5; i++)
        {
            Assert.IsInRange(2.5, 4.9, sent[i] - sent[i - 1]);
        }

        Assert.AreEqual("3", capture.Select("wifi", Answer, s_answerFields)[0][^1]);
    }

    [TestMethod]
    [DataRow(Draft)]
    [DataRow(Final)]
    public void AnUplinkThatGetsIpv6_JoinsTheBulkRegistration_AndGoesBackToUdpWithoutIt(string profile)
    {
        Dissection capture = Play("dual-stack", profile, out _);
        string[] steps = [.. capture.Select(HomeAgentLink, Update, s_updateFields)
            .Select(update => $"{(update[0].Length > 0 ? "udp" : "native")} {update[7]} {update[8]}")];
        CollectionAssert.IsSubsetOf(new[] { "udp 1 60", "native 2 60", "native 1,2 60", "native 1 0" }, steps);
        Assert.AreEqual("udp 1 60", steps.Last(step => step.Contains(" 1 60", StringComparison.Ordinal)));
        Assert.IsGreaterThan(Array.IndexOf(steps, "native 1,2 60"), Array.LastIndexOf(steps, "udp 1 60"));
    }

    [TestMethod]
    [DataRow(Draft)]
    [DataRow(Final)]
    public void ASilentUplinkBesideUdpAlone_IsRemovedInUdp_AndComesBackByItself(string profile)
    {
        Dissection capture = Play("silent-udp", profile, out _);
        string[] removal = Array.Find(
            capture.Select(HomeAgentLink, Update, s_updateFields), update => update[7] == "1" && update[8] == "0")!;
        CollectionAssert.AreEqual(
            new[]
            {
                Lte, Port, LabTopology.HomeAgentIpv4Address, Port, "0x0000", LabTopology.HomeAddress,
                LabTopology.HomeAgentAddress, "1", "0",
            },
            removal[..9]);
        string[] steps = [.. capture.Select(HomeAgentLink, Update, s_updateFields)
            .Select(update => $"{(update[0].Length > 0 ? "udp" : "native")} {update[7]} {update[8]}")];
        Assert.IsGreaterThan(Array.IndexOf(steps, "udp 1 0"), Array.LastIndexOf(steps, "native 1 60"));
    }

    /// <summary>What a registration of one IPv4 care-of address is, where a NAT may have put other words around it.</summary>
    private static string[] Registration(string profile, string bid, string careOfAddress, string source, string port)
    {
        string[] named = profile == Draft ? ["", careOfAddress] : [careOfAddress, ""];
        return
        [
            source, port, LabTopology.HomeAgentIpv4Address, Port, "0x0000", LabTopology.HomeAddress,
            LabTopology.HomeAgentAddress, bid, "60", "1", .. named,
        ];
    }

    /// <summary>
    /// Packets go to a place of the NAT's after an update came from there and none before, though the vehicle's own come
    /// from there at once.
    /// </summary>
    private static void AssertThatTrafficFollows(Dissection capture, string address, string port, bool moved)
    {
        double update = First(capture, $"{Update} && mip6.bi.bid == 1 && ip.src == {address} && udp.srcport == {port}");
        double back = First(capture, $"!mip6.mhtype && ip.dst == {address} && udp.dstport == {port}");
        double outward = First(capture, $"!mip6.mhtype && ip.src == {address} && udp.srcport == {port}");
        Assert.IsGreaterThan(update, back);
        Assert.AreEqual(moved, outward < update);
    }

    private static double First(Dissection capture, string filter)
    {
        return Number(capture.Select(HomeAgentLink, filter, "frame.time_relative")[0][0]);
    }

    private static double Number(string text)
    {
        return double.Parse(text, CultureInfo.InvariantCulture);
    }

    private Dissection Play(string scenario, string profile, out LabOutcome outcome)
    {
        outcome = LabOutcome.OfScenario(scenario, Captures, "--profile", profile);
        Dissection capture = new(Captures);
        Assert.IsEmpty(capture.Select(HomeAgentLink, "_ws.malformed", "frame.number"));
        return capture;
    }
}
