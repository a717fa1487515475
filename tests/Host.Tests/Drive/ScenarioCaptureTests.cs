using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using McoaRouter.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>
/// Whole conversations of router, home agent and correspondent node in both profiles, read by tshark, with every
/// checksum summed a second time.
/// </summary>
[TestClass]
public sealed class ScenarioCaptureTests
{
    private const int PcapHeader = 24;
    private const int RecordHeader = 16;

    [TestMethod]
    [DataRow("draft-01")]
    [DataRow("rfc5648")]
    public void Every_Message_Of_A_Registration_Is_There_And_None_Is_Malformed(string profile)
    {
        using DriveSession session = new();
        string capture = Capture(session, "figure-3", profile);
        string[] types = [.. Tshark.Fields(capture, "mip6.mhtype", ["mip6.mhtype"]).Select(fields => fields[0]).Distinct()];
        CollectionAssert.AreEquivalent(new[] { "1", "2", "3", "4", "5", "6" }, types);
        Assert.AreEqual(0, Tshark.Lines(capture, "-Y", "_ws.malformed").Length);
        string[][] answers = Tshark.Fields(
            capture, "mip6.mhtype == 6 && ipv6.src == 2001:db8:1::1", ["mip6.ba.status", "mip6.bi.bid"]);
        Assert.IsTrue(answers.All(answer => answer[0] == "0"));
        Assert.IsTrue(answers.Any(answer => answer[1] == "1,2,3"));
    }

    [TestMethod]
    [DataRow("draft-01")]
    [DataRow("rfc5648")]
    public void Every_Checksum_Is_Right_By_A_Second_Routine(string profile)
    {
        using DriveSession session = new();
        int messages = Packets(Capture(session, "figure-3", profile)).Sum(CheckMessages);
        Assert.IsGreaterThan(20, messages);
    }

    [TestMethod]
    public void Draft_4_3_1_Bulk_Updates_Have_C_In_Each_Option_And_Length_20()
    {
        using DriveSession session = new();
        string[][] updates = Tshark.Fields(
            Capture(session, "figure-3", "draft-01"),
            "mip6.mhtype == 5 && mip6.bi.bid == 3 && mip6.bu.h_flag == 1",
            ["mip6.bi.bid", "mip6.bi.h_flag", "mip6.bi.coa_ipv6"]);
        string[] bulk = updates.First(update => update[0] == "1,2,3");
        Assert.AreEqual("1,1,1", bulk[1]);
        Assert.AreEqual(3, bulk[2].Split(',').Length);
    }

    [TestMethod]
    public void Rfc5648_5_9_The_First_Update_Overwrites_And_Later_Ones_Do_Not()
    {
        using DriveSession session = new();
        byte[][] updates =
        [
            .. Packets(Capture(session, "figure-3", "rfc5648")).SelectMany(Messages)
                .Where(message => MobilityHeader.Type(message, 0) == MobilityHeader.BindingUpdate)
                .Where(message => (BigEndian.ReadUInt16(message, 8) & BindingUpdate.HomeFlag) != 0),
        ];
        Assert.AreNotEqual(0, BigEndian.ReadUInt16(updates[0], 8) & BindingUpdate.OverwriteFlag);
        Assert.AreEqual(0, BigEndian.ReadUInt16(updates[^1], 8) & BindingUpdate.OverwriteFlag);
    }

    [TestMethod]
    public void Rfc5648_5_6_3_The_Home_Binding_Has_H_And_The_Home_Address()
    {
        using DriveSession session = new();
        string[][] updates = Tshark.Fields(
            Capture(session, "rfc5648-figure-3", "rfc5648"),
            "mip6.mhtype == 5 && mip6.bi.h_flag == 1",
            ["mip6.bi.h_flag", "mip6.bi.coa_ipv6"]);
        Assert.IsNotEmpty(updates);
        foreach (string[] update in updates)
        {
            int home = Array.IndexOf(update[0].Split(','), "1");
            Assert.AreEqual("2001:db8:1::100", update[1].Split(',')[home]);
        }
    }

    private static string Capture(DriveSession session, string scenario, string profile)
    {
        string path = session.PathOf(scenario + "-" + profile + ".pcap");
        Assert.AreEqual(0, session.Run("--scenario", scenario, "--profile", profile, "--pcap", path), session.Error);
        return path;
    }

    private static List<byte[]> Packets(string capture)
    {
        byte[] file = File.ReadAllBytes(capture);
        List<byte[]> packets = [];
        for (int at = PcapHeader; at < file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(at + 8));
            packets.Add(file[(at + RecordHeader)..(at + RecordHeader + length)]);
            at += RecordHeader + length;
        }

        return packets;
    }

    private static int CheckMessages(byte[] packet)
    {
        int count = 0;
        foreach (Ipv6Packet walked in Walked(packet))
        {
            byte[] source = packet[walked.UpperLayerSourceOffset..(walked.UpperLayerSourceOffset + 16)];
            byte[] destination = packet[walked.UpperLayerDestinationOffset..(walked.UpperLayerDestinationOffset + 16)];
            WireCapture.AssertChecksum(source, destination, ProtocolNumbers.Mobility, Payload(walked));
            count++;
        }

        return count;
    }

    private static IEnumerable<byte[]> Messages(byte[] packet)
    {
        return Walked(packet).Select(Payload);
    }

    private static byte[] Payload(Ipv6Packet packet)
    {
        return packet.Buffer[packet.PayloadOffset..(packet.PayloadOffset + packet.PayloadLength)];
    }

    /// <summary>The packet, or the one in its tunnel, where it holds a mobility message.</summary>
    private static IEnumerable<Ipv6Packet> Walked(byte[] packet)
    {
        Ipv6Packet walked = new();
        Assert.IsTrue(walked.TryRead(packet, 0, packet.Length));
        if (walked.Protocol == ProtocolNumbers.Ipv6)
        {
            Assert.IsTrue(walked.TryRead(packet, walked.PayloadOffset, walked.PayloadLength));
        }

        if (walked.Protocol == ProtocolNumbers.Mobility)
        {
            yield return walked;
        }
    }
}
