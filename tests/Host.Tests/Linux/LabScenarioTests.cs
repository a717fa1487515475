using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using McoaRouter.Tools.Lab;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>
/// Each scenario of the lab, once: what it expects itself, and what tshark reads in its captures. The home agent's link
/// sees every message.
/// </summary>
[TestClass]
public sealed class LabScenarioTests : CapturingTests
{
    private const string HomeAgentLink = "home-agent";
    private const string Wifi = "2001:db8:a::2";
    private const string Lte = "2001:db8:b::2";
    private const string Removal = "0";
    private const byte EchoRequest = 128;
    private const byte EchoReply = 129;

    [TestMethod]
    public void Draft_5_3_Bulk_RegistersBothUplinksInOneUpdate()
    {
        Dissection capture = Play("bulk");
        string[] bulk = capture.Updates(HomeAgentLink).Find(update => update[Dissection.Bids] == "1,2")!;
        Assert.AreEqual($"{Wifi},{Lte}", bulk[Dissection.CareOfAddresses]);
        string[] answer = AnswerTo(capture, bulk);
        Assert.AreEqual("0", answer[Dissection.Status]);
        Assert.AreEqual("0,0", answer[Dissection.BindingStatuses]);
    }

    [TestMethod]
    public void Draft_5_2_Individual_RegistersEachUplinkFromItsOwnAddress()
    {
        Dissection capture = Play("individual");
        List<string[]> updates = capture.Updates(HomeAgentLink)
            .FindAll(update => update[Dissection.Lifetime] != Removal);
        CollectionAssert.AreEquivalent(
            new[] { "1 " + Wifi, "2 " + Lte },
            updates.ConvertAll(update => $"{update[Dissection.Bids]} {update[Dissection.Source]}").Distinct().ToArray());
        foreach (byte[] update in capture.UpdatePackets(HomeAgentLink))
        {
            Assert.IsTrue(Array.TrueForAll(Dissection.Identifiers(update), identifier => identifier.Flags == 0));
        }

        Assert.IsTrue(updates.TrueForAll(update => AnswerTo(capture, update)[Dissection.Status] == "0"));
    }

    [TestMethod]
    public void Rfc3963_5_1_Single_RegistersOneUplinkWithoutBid()
    {
        Dissection capture = Play("single");
        List<string[]> updates = capture.Updates(HomeAgentLink);
        Assert.IsTrue(capture.Messages(HomeAgentLink).TrueForAll(message => message[Dissection.Bids].Length == 0));
        Assert.IsTrue(updates.TrueForAll(update => update[Dissection.MobileRouter] == "1"));
        Assert.AreEqual(Wifi, updates[0][Dissection.Source]);
        Assert.AreEqual("2001:db8:100::", updates[0][Dissection.Prefix]);
        string[] other = updates.Find(update => update[Dissection.Source] == Lte)!;
        Assert.AreNotEqual(Removal, other[Dissection.Lifetime]);
    }

    [TestMethod]
    public void Draft_5_7_AnAnswerWithoutBids_TurnsTheRouterToSingleRegistration()
    {
        Dissection capture = Play("ignores-bids");
        List<string[]> updates = capture.Updates(HomeAgentLink);
        Assert.AreNotEqual("", updates[0][Dissection.Bids]);
        Assert.IsTrue(
            capture.Acknowledgements(HomeAgentLink).TrueForAll(
                answer => answer[Dissection.Bids].Length == 0 && answer[Dissection.Status] == "0"));
        string[] last = updates.FindLast(update => update[Dissection.Lifetime] != Removal)!;
        Assert.AreEqual("", last[Dissection.Bids]);
        Assert.AreEqual(Wifi, last[Dissection.Source]);
    }

    [TestMethod]
    public void AHomeAgentThatLostItsCache_IsRegisteredWithAnew()
    {
        Dissection capture = Play("home-agent-restart", out LabOutcome outcome);
        Assert.HasCount(1, outcome.Events("measured").ToArray());
        Assert.IsGreaterThan(
            1,
            capture.Acknowledgements(HomeAgentLink).Count(
                answer => answer[Dissection.Bids] == "1,2" && answer[Dissection.BindingStatuses] == "0,0"));
    }

    [TestMethod]
    public void Rfc6275_11_7_1_ASilentHomeAgent_IsLeftForAnother()
    {
        Dissection capture = Play("failover");
        string other = LabTopology.HomeAgentAddresses[1];
        List<string[]> updates = capture.Updates("home-agent-2")
            .FindAll(update => update[Dissection.Destination] == other);
        string[] registered = updates.Find(update => update[Dissection.Bids] == "1,2")!;
        string[] answer = capture.Acknowledgements("home-agent-2").Find(
            message => message[Dissection.AnswerSequence] == registered[Dissection.Sequence])!;
        Assert.AreEqual(other, answer[Dissection.Source]);
        Assert.AreEqual("0,0", answer[Dissection.BindingStatuses]);
        Assert.IsTrue(
            capture.Updates(HomeAgentLink).TrueForAll(
                update => update[Dissection.Destination] == LabTopology.HomeAgentAddress));
    }

    [TestMethod]
    public void Draft_5_6_ADeadUplinksBinding_IsRemovedThroughTheLiveOne()
    {
        Dissection capture = Play("dead-uplink", out LabOutcome outcome);
        int removal = capture.UpdatePackets("lte").ToList().FindIndex(
            packet => Dissection.Identifiers(packet).SequenceEqual([(1, 0xC0), (2, 0x80)]));
        string[] update = capture.Updates("lte")[removal];
        Assert.AreEqual(Lte, update[Dissection.Source]);
        Assert.AreEqual("0,0", AnswerTo(capture, update)[Dissection.BindingStatuses]);
        Assert.HasCount(1, outcome.Events("measured").ToArray());
    }

    [TestMethod]
    public void Rfc4285_5_AWrongKey_RegistersNothing()
    {
        const string authenticationFailure = "146";
        Dissection capture = Play("authentication-failure");
        List<string[]> answers = capture.Acknowledgements(HomeAgentLink);
        Assert.IsNotEmpty(answers);
        Assert.IsTrue(answers.TrueForAll(answer => answer[Dissection.Status] == authenticationFailure));
        Assert.IsEmpty(capture.Select(HomeAgentLink, "ipv6.nxt == 41", "frame.number"));
    }

    [TestMethod]
    public void Rfc5648_5_3_Bulk_InTheFinalForm()
    {
        Dissection capture = Play("rfc5648");
        string[] bulk = capture.Updates(HomeAgentLink).Find(update => update[Dissection.Bids] == "1,2")!;
        Assert.AreEqual($"{Wifi},{Lte}", bulk[Dissection.CareOfAddresses]);
        string[] answer = AnswerTo(capture, bulk);
        Assert.AreEqual("0", answer[Dissection.Status]);
        Assert.AreEqual("0,0", answer[Dissection.BindingStatuses]);
        string[] removal = capture.Updates("lte").Find(update => update[Dissection.Bids] == "1")!;
        Assert.AreEqual(Removal, removal[Dissection.Lifetime]);
    }

    [TestMethod]
    public void Rfc6275_11_5_5_ARouterThatComesHome_DeregistersFromItsHomeAddress()
    {
        Dissection capture = Play("returning-home");
        string[] update = capture.Updates(HomeAgentLink).Find(
            message => message[Dissection.Source] == LabTopology.HomeAddress)!;
        Assert.AreEqual(Removal, update[Dissection.Lifetime]);
        Assert.AreEqual("", update[Dissection.Bids]);
        string[] answer = AnswerTo(capture, update);
        Assert.AreEqual("0", answer[Dissection.Status]);
        Assert.AreEqual(LabTopology.HomeAddress, answer[Dissection.Destination]);

        // Source, R, S and O of what all nodes of the home link are told of the home address.
        string[] announced = capture.Select(
            "home-link",
            $"icmpv6.nd.na.target_address == {LabTopology.HomeAddress} && ipv6.dst == ff02::1",
            "ipv6.src",
            "icmpv6.nd.na.flag.r",
            "icmpv6.nd.na.flag.s",
            "icmpv6.nd.na.flag.o").Select(fields => string.Join(' ', fields)).ToArray();
        Assert.AreEqual($"{LabTopology.HomeAgentAddress} 1 0 1", announced[0]);
        CollectionAssert.Contains(announced, $"{LabTopology.HomeAddress} 1 0 1");
        Assert.AreEqual($"{LabTopology.HomeAgentAddress} 1 0 1", announced[^1]);
    }

    [TestMethod]
    public void Rfc6275_11_4_1_AHomeAgent_IsFoundOnTheHomeLink()
    {
        const string anycast = "2001:db8:1:0:fdff:ffff:ffff:fffe";
        Dissection capture = Play("discovery");
        string[][] requests = capture.Select(HomeAgentLink, "icmpv6.type == 144", "ipv6.dst");
        Assert.AreEqual(anycast, requests[0][0]);
        Assert.IsNotEmpty(capture.Select(HomeAgentLink, "icmpv6.type == 145", "ipv6.src"));
        Assert.AreEqual(LabTopology.HomeAgentAddress, capture.Updates(HomeAgentLink)[0][Dissection.Destination]);
    }

    [TestMethod]
    public void Draft_5_2_ACorrespondent_HoldsEachUplinksBinding_AndPacketsTravelStraight()
    {
        const string link = "correspondent";
        Dissection capture = Play("correspondent");
        string[] kinds = capture.Messages(link).ConvertAll(message => message[Dissection.Type]).Distinct().ToArray();
        CollectionAssert.IsSubsetOf(new[] { "1", "2", "3", "4", "5", "6" }, kinds);
        List<string[]> updates = capture.Updates(link).FindAll(update => update[Dissection.Lifetime] != Removal);
        CollectionAssert.IsSubsetOf(
            new[] { "1 " + Wifi, "2 " + Lte },
            updates.ConvertAll(update => $"{update[Dissection.Bids]} {update[Dissection.Source]}"));
        Assert.IsTrue(
            capture.Acknowledgements(link).TrueForAll(answer => answer[Dissection.Status] == "0"));

        // Echo requests with a Home Address option, replies with a routing header of type 2; no error about either.
        const int destinationOptions = 60;
        const int routing = 43;
        List<byte[]> packets = [.. capture.Packets(link)];
        foreach (string careOfAddress in (string[])[Wifi, Lte])
        {
            byte[] octets = IPAddress.Parse(careOfAddress).GetAddressBytes();
            Assert.IsTrue(packets.Exists(packet =>
                packet[6] == destinationOptions && packet[64] == EchoRequest && packet.AsSpan(8, 16).SequenceEqual(octets)));
            Assert.IsTrue(packets.Exists(packet =>
                packet[6] == routing && packet[64] == EchoReply && packet.AsSpan(24, 16).SequenceEqual(octets)));
        }

        Assert.IsFalse(packets.Exists(packet => packet[6] == 58 && packet[40] == 4));
    }

    [TestMethod]
    public void Rfc4861_6_2_3_AHost_ConfiguresItself_FromTheRoutersOwnAdvertisements()
    {
        const string link = "vehicle";
        Dissection capture = Play("vehicle-port");

        // Hop limit, checksum, prefix with L and A, and its lifetimes, of all advertisements.
        string[] fixedPart = [.. capture.Select(
            link,
            "icmpv6.type == 134",
            "ipv6.hlim",
            "icmpv6.checksum.status",
            "icmpv6.opt.prefix",
            "icmpv6.opt.prefix.length",
            "icmpv6.opt.prefix.flag.l",
            "icmpv6.opt.prefix.flag.a",
            "icmpv6.opt.prefix.valid_lifetime",
            "icmpv6.opt.prefix.preferred_lifetime").Select(fields => string.Join(' ', fields)).Distinct()];
        CollectionAssert.AreEqual(new[] { "255 1 2001:db8:100:1:: 64 1 1 86400 14400" }, fixedPart);

        // Router lifetime and MTU: at first, with a smaller uplink, and at the end.
        string[] told = [.. capture.Select(
            link, "icmpv6.type == 134", "icmpv6.nd.ra.router_lifetime", "icmpv6.opt.mtu")
            .Select(fields => string.Join(' ', fields)).Distinct()];
        CollectionAssert.AreEqual(new[] { "1800 1460", "1800 1360", "0 1360" }, told);

        // Nobody but the router's own port spoke for it: every answer of a router has R and the same station.
        string[] answers = [.. capture.Select(
            link,
            "icmpv6.nd.na.flag.r == 1",
            "icmpv6.nd.na.flag.s",
            "icmpv6.nd.na.flag.o",
            "icmpv6.opt.linkaddr").Select(fields => string.Join(' ', fields)).Distinct()];
        string station = capture.Select(link, "icmpv6.type == 134", "icmpv6.opt.linkaddr")[0][0];
        Assert.IsTrue(Array.TrueForAll(answers, answer => answer == $"1 1 {station}"));
        Assert.IsEmpty(capture.Select(
            link, "icmpv6.type == 4 || (icmpv6.type == 1 && icmpv6.code == 3)", "frame.number"));
    }

    [TestMethod]
    public void ACommit_MovesTheTraffic_AndAWrongKeyIsRolledBack()
    {
        const string authenticationFailure = "146";
        Dissection capture = Play("reconfigure", out LabOutcome outcome);
        List<string[]> updates = capture.Updates(HomeAgentLink);

        // Lifetimes are told in units of four seconds: 240 s at first, and the 120 s that were committed at the end.
        string[] lifetimes = [.. updates.Select(update => update[Dissection.Lifetime]).Distinct()];
        CollectionAssert.AreEqual(new[] { "60", Removal, "30" }, lifetimes);
        List<string[]> answers = capture.Acknowledgements(HomeAgentLink);
        int refused = answers.FindLastIndex(answer => answer[Dissection.Status] == authenticationFailure);
        Assert.IsGreaterThan(0, refused);
        Assert.AreEqual("0", answers[refused + 1][Dissection.Status]);
        Assert.HasCount(2, outcome.Events("measured").ToArray());
    }

    [TestMethod]
    public void Rfc4443_3_1_WhatIsForAnUnregisteredVehicle_GoesRoundNowhere()
    {
        const string link = "correspondent";
        Dissection capture = Play("unregistered");
        Assert.IsEmpty(capture.Select(link, "icmpv6.type == 3", "frame.number"));
        string[] told = [.. capture.Select(
            link, "icmpv6.type == 1 && icmpv6.code == 0", "ipv6.src").Select(fields => fields[0]).Distinct()];
        Assert.AreEqual($"{LabTopology.HomeAgentAddress},{LabTopology.CorrespondentAddress}", told.Single());

        // Each of them came to the home agent once, and none left it again.
        string asked = $"icmpv6.type == 128 && ipv6.dst == {LabTopology.HostAddress}";
        Assert.HasCount(
            capture.Select(link, asked, "frame.number").Length, capture.Select(HomeAgentLink, asked, "frame.number"));
    }

    [TestMethod]
    public void EveryScenario_HasATest()
    {
        string[] played =
        [
            "cut", "bulk", "individual", "single", "ignores-bids", "home-agent-restart", "failover", "dead-uplink",
            "authentication-failure", "rfc5648", "returning-home", "discovery", "correspondent", "ipv4-only", "nat",
            "nat-keepalive", "dual-stack", "vehicle-port", "reconfigure", "unregistered", "silent", "silent-udp", "flows",
            "planned",
        ];
        CollectionAssert.AreEqual(played, Array.ConvertAll(LabScenarios.All, scenario => scenario.Name));
    }

    [TestMethod]
    public void AnUnknownScenario_IsAnsweredWithTheList_AndExitCode2()
    {
        using ProgramTrial lab = ProgramTrial.Start(ProgramTrial.CommandLine, "lab", "--scenario", "figure-9");
        Assert.AreEqual(2, lab.ExitCode());
        StringAssert.StartsWith(lab.Errors, "--scenario: there is no 'figure-9'; there are");
        StringAssert.Contains(lab.Errors, "home-agent-restart ");
        Assert.AreEqual("", lab.Output.Trim());
    }

    private static string[] AnswerTo(Dissection capture, string[] update)
    {
        return capture.Acknowledgements(HomeAgentLink).Find(
            answer => answer[Dissection.AnswerSequence] == update[Dissection.Sequence])!;
    }

    private Dissection Play(string scenario)
    {
        return Play(scenario, out _);
    }

    private Dissection Play(string scenario, out LabOutcome outcome)
    {
        outcome = LabOutcome.OfScenario(scenario, Captures);
        return new Dissection(Captures);
    }
}
