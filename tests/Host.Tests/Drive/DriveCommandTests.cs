using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Xml.Linq;
using McoaRouter.Tools.Drive;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

[TestClass]
public sealed class DriveCommandTests
{
    [TestMethod]
    public void The_Default_Drive_Ends_With_A_Summary()
    {
        using DriveSession session = new();
        Assert.AreEqual(0, session.Run());
        Assert.AreEqual(string.Empty, session.Error);
        StringAssert.Contains(session.Output, "de-registered at the end");
        StringAssert.Contains(session.Output, "wifi -> lte");
        StringAssert.Contains(session.Output, "lte -> wifi");
    }

    [TestMethod]
    public void The_Same_Seed_Gives_The_Same_Output_Capture_And_Timeline_Octet_For_Octet()
    {
        using DriveSession session = new();
        (byte[] Pcap, byte[] Svg, string Output) first = Drive(session, "7");
        (byte[] Pcap, byte[] Svg, string Output) again = Drive(session, "7");
        (byte[] Pcap, byte[] Svg, string Output) other = Drive(session, "8");
        CollectionAssert.AreEqual(first.Pcap, again.Pcap);
        CollectionAssert.AreEqual(first.Svg, again.Svg);
        Assert.AreEqual(first.Output, again.Output);
        Assert.IsFalse(first.Pcap.AsSpan().SequenceEqual(other.Pcap));
        Assert.AreNotEqual(first.Output, other.Output);
    }

    [TestMethod]
    public void Json_Output_Is_One_Event_A_Line_And_Nothing_Else()
    {
        using DriveSession session = new();
        Assert.AreEqual(0, session.Run("--json", "--seconds", "120"));
        string[] lines = session.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string[] events = lines.Select(line =>
        {
            using JsonDocument document = JsonDocument.Parse(line);
            Assert.IsTrue(document.RootElement.GetProperty("t").GetInt64() >= 0);
            return document.RootElement.GetProperty("event").GetString() ?? string.Empty;
        }).ToArray();
        Assert.AreEqual("start", events[0]);
        Assert.AreEqual("summary", events[^1]);
        CollectionAssert.IsSubsetOf(
            new[] { "signal", "carrier", "uplink", "bindingUpdate", "bindingAcknowledgement", "binding", "path", "handover" },
            events);
    }

    [TestMethod]
    public void The_Timeline_Is_Well_Formed_And_Shows_Every_Handover()
    {
        using DriveSession session = new();
        string path = session.PathOf("drive.svg");
        Assert.AreEqual(0, session.Run("--json", "--svg", path));
        int handovers = session.Output.Split('\n').Count(line => line.Contains("\"event\":\"handover\"", StringComparison.Ordinal));
        XDocument document = XDocument.Load(path);
        int marks = document.Descendants().Count(element => (string?)element.Attribute("class") == "number");
        Assert.IsTrue(handovers >= 4);
        Assert.AreEqual(handovers, marks);
    }

    [TestMethod]
    [DataRow("--pcap")]
    [DataRow("--svg")]
    public void A_File_That_Cannot_Be_Written_Stops_The_Drive_Before_Its_Start(string option)
    {
        using DriveSession session = new();
        Assert.AreEqual(2, session.Run(option, session.PathOf("missing/drive.out")));
        AssertOneLine(session.Error, option);
        Assert.AreEqual(string.Empty, session.Output);
    }

    [TestMethod]
    public void A_Drive_That_Does_Not_Start_Leaves_Other_Files_As_They_Were()
    {
        using DriveSession session = new();
        File.WriteAllText(session.PathOf("old.pcap"), "old");
        string bad = session.PathOf("missing/drive.svg");
        Assert.AreEqual(2, session.Run("--pcap", session.PathOf("old.pcap"), "--svg", bad));
        Assert.AreEqual("old", File.ReadAllText(session.PathOf("old.pcap")));
        Assert.AreEqual(2, session.Run("--pcap", session.PathOf("new.pcap"), "--svg", bad));
        Assert.IsFalse(File.Exists(session.PathOf("new.pcap")));
    }

    [TestMethod]
    public void The_Same_File_For_Capture_And_Timeline_Is_Refused()
    {
        using DriveSession session = new();
        Assert.AreEqual(2, session.Run("--pcap", session.PathOf("a"), "--svg", session.PathOf("a")));
        AssertOneLine(session.Error, "--svg");
        Assert.IsFalse(File.Exists(session.PathOf("a")));
    }

    [TestMethod]
    public void A_Missing_Configuration_Is_Named()
    {
        using DriveSession session = new();
        Assert.AreEqual(2, session.Run("--config", session.PathOf("none.json")));
        AssertOneLine(session.Error, "none.json");
    }

    [TestMethod]
    public void All_Faults_Of_A_Configuration_Are_Listed_And_Nothing_Starts()
    {
        using DriveSession session = new();
        string path = session.PathOf("router.json");
        File.WriteAllText(
            path,
            """
            {
              "version": 1, "name": "bus", "homeAddress": "2001:db8:1::100/64", "homeAgents": ["2001:db8:1::1"],
              "mobileNetworkPrefixes": ["2001:db8:100::/56"], "security": "none",
              "uplinks": [
                { "name": "wifi", "bid": 0, "priority": 200, "link": "simulated" },
                { "name": "lte", "bid": 2, "priority": 1000, "link": "simulated" }
              ],
              "port": { "link": "simulated", "prefix": "2001:db8:100:1::/64" }
            }
            """);
        Assert.AreEqual(2, session.Run("--config", path, "--pcap", session.PathOf("drive.pcap")));
        StringAssert.Contains(session.Error, "uplinks[0].bid");
        StringAssert.Contains(session.Error, "uplinks[1].priority");
        Assert.AreEqual(string.Empty, session.Output);
        Assert.IsFalse(File.Exists(session.PathOf("drive.pcap")));
    }

    [TestMethod]
    [DataRow("--seconds", "0")]
    [DataRow("--seconds", "86401")]
    [DataRow("--seconds", "many")]
    [DataRow("--seed", "-1")]
    [DataRow("--hurry", "now")]
    public void An_Option_That_Is_None_Or_Out_Of_Range_Is_Refused(string option, string value)
    {
        using DriveSession session = new();
        Assert.AreEqual(2, session.Run("--json", option, value));
        StringAssert.Contains(session.Error, option);
        Assert.AreEqual(string.Empty, session.Output);
    }

    [TestMethod]
    public void A_Drive_That_Is_Broken_Off_Is_Finished_And_Summed_Up()
    {
        using StringWriter output = new();
        using StringWriter error = new();
        using CancellationTokenSource cancellation = new(TimeSpan.FromMilliseconds(200));
        DriveOptions options = new(null, 1, 600, RealTime: true, Json: true, null, null);
        Assert.AreEqual(0, DriveRun.Execute(options, output, error, terminal: false, cancellation.Token));
        string last = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];
        using JsonDocument summary = JsonDocument.Parse(last);
        Assert.AreEqual("summary", summary.RootElement.GetProperty("event").GetString());
        Assert.IsTrue(summary.RootElement.GetProperty("t").GetInt64() < 30000);
        Assert.IsTrue(summary.RootElement.GetProperty("deregistered").GetBoolean());
    }

    private static (byte[] Pcap, byte[] Svg, string Output) Drive(DriveSession session, string seed)
    {
        string pcap = session.PathOf("drive.pcap");
        string svg = session.PathOf("drive.svg");
        Assert.AreEqual(0, session.Run("--seed", seed, "--seconds", "90", "--pcap", pcap, "--svg", svg, "--json"));
        return (File.ReadAllBytes(pcap), File.ReadAllBytes(svg), session.Output);
    }

    private static void AssertOneLine(string text, string part)
    {
        Assert.AreEqual(1, text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        StringAssert.Contains(text, part);
    }
}
