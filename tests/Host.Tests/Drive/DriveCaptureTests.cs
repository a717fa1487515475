using System.Linq;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary>The capture of a drive, read by tshark, which shares no line with our code.</summary>
[TestClass]
public sealed class DriveCaptureTests
{
    private const string Bulk = "mip6.mhtype == 5 && mip6.bu.lifetime > 0";

    [TestMethod]
    public void Draft_5_2_Bulk_Updates_Carry_Two_Identifiers_With_Their_Care_Of_Addresses()
    {
        using DriveSession session = new();
        string pcap = Capture(session);
        string[][] updates = Tshark.Fields(pcap, Bulk, ["mip6.bi.bid", "mip6.bi.coa_ipv6", "mip6.bu.seqnr", "mip6.nemo.mnp.mnp"]);
        string[][] bulk = [.. updates.Where(update => update[0] == "1,2")];
        Assert.IsTrue(bulk.Length >= 3);
        foreach (string[] update in bulk)
        {
            string[] addresses = update[1].Split(',');
            Assert.AreEqual(2, addresses.Length);
            Assert.AreNotEqual(addresses[0], addresses[1]);
            Assert.AreEqual("2001:db8:100::", update[3]);
        }
    }

    [TestMethod]
    public void Every_Update_Is_Answered_With_Status_0()
    {
        using DriveSession session = new();
        string pcap = Capture(session);
        string[] updates = [.. Tshark.Fields(pcap, "mip6.mhtype == 5", ["mip6.bu.seqnr"]).Select(fields => fields[0])];
        string[][] answers = Tshark.Fields(pcap, "mip6.mhtype == 6", ["mip6.ba.seqnr", "mip6.ba.status"]);
        CollectionAssert.AreEquivalent(updates, answers.Select(answer => answer[0]).ToArray());
        Assert.IsTrue(answers.All(answer => answer[1] == "0"));
    }

    [TestMethod]
    public void The_Last_Update_Removes_Everything()
    {
        using DriveSession session = new();
        string[][] updates = Tshark.Fields(Capture(session), "mip6.mhtype == 5", ["mip6.bu.lifetime"]);
        Assert.AreEqual("0", updates[^1][0]);
    }

    [TestMethod]
    public void Nothing_Is_Malformed_And_Every_Udp_Checksum_Is_Right()
    {
        using DriveSession session = new();
        string pcap = Capture(session);
        const string Checked = "udp.check_checksum:TRUE";
        string[] malformed = Tshark.Lines(pcap, "-Y", "_ws.malformed || !ipv6");
        string[] wrong = Tshark.Lines(pcap, "-o", Checked, "-Y", "udp.checksum.status != 1");
        string[] right = Tshark.Lines(pcap, "-o", Checked, "-Y", "udp.checksum.status == 1");
        Assert.AreEqual(0, malformed.Length);
        Assert.AreEqual(0, wrong.Length);
        Assert.IsTrue(right.Length > 1000);
    }

    [TestMethod]
    public void Traffic_Is_Seen_Inside_And_Outside_Of_The_Tunnel()
    {
        using DriveSession session = new();
        string pcap = Capture(session);
        Assert.IsTrue(Tshark.Lines(pcap, "-Y", "ipv6.nxt == 41 && udp.dstport == 5004").Length > 100);
        Assert.IsTrue(Tshark.Lines(pcap, "-Y", "ipv6.nxt == 41 && udp.dstport == 5006").Length > 100);
        Assert.IsTrue(Tshark.Lines(pcap, "-Y", "!(ipv6.nxt == 41) && udp.dstport == 5006").Length > 200);
    }

    private static string Capture(DriveSession session)
    {
        string pcap = session.PathOf("drive.pcap");
        Assert.AreEqual(0, session.Run("--seconds", "130", "--pcap", pcap));
        return pcap;
    }
}
