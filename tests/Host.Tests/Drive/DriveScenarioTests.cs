using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Xml.Linq;
using McoaRouter.Simulation;
using McoaRouter.Tools.Drive;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests;

/// <summary><c>mcoa drive --scenario</c>: the example configurations of the specification.</summary>
[TestClass]
public sealed class DriveScenarioTests
{
    [TestMethod]
    [DataRow("figure-3", "active")]
    [DataRow("figure-4", "inactive")]
    [DataRow("figure-5", "active")]
    [DataRow("figure-6", "inactive")]
    [DataRow("figure-7", "active")]
    [DataRow("rfc5648-figure-3", "inactive")]
    [DataRow("nat", "active")]
    public void A_Scenario_Ends_With_Its_Figure_And_A_Verdict(string name, string proxy)
    {
        using DriveSession session = new();
        Assert.AreEqual(0, session.Run("--scenario", name));
        Assert.AreEqual(string.Empty, session.Error);
        string figure = session.Output[session.Output.IndexOf($"\n{name}: ", StringComparison.Ordinal)..];
        StringAssert.Contains(figure, "| CN |");
        StringAssert.Contains(figure, "+ HA |");
        StringAssert.Contains(figure, "Home Link");
        StringAssert.Contains(figure, $"Home Agent's binding (Proxy neighbor advertisement is {proxy})");
        StringAssert.Contains(figure, "Correspondent Node's binding");
        StringAssert.Contains(figure, $"{name}: the binding caches are those of the figure");
        Assert.IsFalse(figure.Contains("DIFFERS", StringComparison.Ordinal));
    }

    [TestMethod]
    public void The_Figure_Of_The_Home_Agents_Foreign_Link_Draws_It()
    {
        using DriveSession session = new();
        session.Run("--scenario", "figure-7");
        StringAssert.Contains(session.Output, "Foreign Link");
        StringAssert.Contains(session.Output, "the home agent's foreign link");
    }

    [TestMethod]
    public void The_Figure_Of_A_Router_That_Stays_Away_Shows_Its_Disabled_Interface()
    {
        using DriveSession session = new();
        session.Run("--scenario", "figure-5");
        StringAssert.Contains(session.Output, "wifi-3 (disabled)");
    }

    [TestMethod]
    [DataRow("nowhere")]
    [DataRow("Figure-4")]
    public void An_Unknown_Scenario_Lists_All_Of_Them_A_Line_Each(string name)
    {
        using DriveSession session = new();
        Assert.AreEqual(2, session.Run("--scenario", name));
        StringAssert.Contains(session.Error, $"there is no {name}");
        AssertListed(session);
    }

    [TestMethod]
    public void No_Name_Lists_The_Scenarios_Too()
    {
        using DriveSession session = new();
        Assert.AreEqual(2, session.Run("--scenario"));
        AssertListed(session);
        Assert.AreEqual(2, session.Run("--json", "--scenario"));
        AssertListed(session);
    }

    [TestMethod]
    [DataRow("draft-01")]
    [DataRow("rfc5648")]
    public void All_Scenarios_Are_Driven_And_Shown_In_A_Table(string profile)
    {
        using DriveSession session = new();
        Assert.AreEqual(0, session.Run("--scenario", "all", "--profile", profile));
        Assert.AreEqual(
            ScenarioList.Of(profile).Length,
            session.Output.Split('\n').Count(line => line.Contains(" as in the figure ", StringComparison.Ordinal)));
        Assert.IsFalse(session.Output.Contains("DIFFER", StringComparison.Ordinal));
    }

    [TestMethod]
    public void A_Scenario_Of_Rfc_5648_Alone_Is_None_Of_The_Draft()
    {
        using DriveSession session = new();
        Assert.AreEqual(2, session.Run("--scenario", "rfc5648-figure-3", "--profile", "draft-01"));
        StringAssert.Contains(session.Error, "--profile");
        Assert.AreEqual(0, session.Run("--scenario", "figure-3", "--profile", "rfc5648"));
    }

    [TestMethod]
    [DataRow("--scenario", "figure-4", "--seconds", "60")]
    [DataRow("--scenario", "figure-4", "--config", "router.json")]
    [DataRow("--scenario", "figure-4", "--profile", "rfc9999")]
    [DataRow("--scenario", "all", "--pcap", "all.pcap")]
    [DataRow("--scenario", "all", "--svg", "all.svg")]
    [DataRow("--seed", "1", "--profile", "rfc5648")]
    public void Options_That_Contradict_Each_Other_Are_Refused(string first, string value, string second, string other)
    {
        using DriveSession session = new();
        Assert.AreEqual(2, session.Run(first, value, second, other));
        StringAssert.Contains(session.Error, second);
        Assert.AreEqual(string.Empty, session.Output);
    }

    [TestMethod]
    public void Json_Output_Holds_What_Was_Expected_And_What_Was_Found()
    {
        using DriveSession session = new();
        Assert.AreEqual(0, session.Run("--scenario", "figure-4", "--json"));
        JsonElement[] events =
        [
            .. session.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonDocument.Parse(line).RootElement),
        ];
        JsonElement figure = events.Single(item => item.GetProperty("event").GetString() == "figure");
        Assert.AreEqual("figure-4", figure.GetProperty("scenario").GetString());
        Assert.IsTrue(figure.GetProperty("reached").GetBoolean());
        Assert.IsFalse(figure.GetProperty("proxyActive").GetBoolean());
        Assert.AreEqual("none", figure.GetProperty("homeAgent").GetString());
        Assert.AreEqual(
            figure.GetProperty("expectedCorrespondent").GetString(), figure.GetProperty("correspondent").GetString());
        Assert.AreEqual("summary", events[^1].GetProperty("event").GetString());
        Assert.IsTrue(events.Any(item => item.GetProperty("event").GetString() == "home"));
        Assert.IsTrue(events.Zip(events.Skip(1)).All(
            pair => pair.First.GetProperty("t").GetInt64() <= pair.Second.GetProperty("t").GetInt64()));
    }

    [TestMethod]
    public void A_Scenario_That_Is_Cut_Short_Does_Not_Reach_Its_Figure_And_Says_What_Differs()
    {
        using StringWriter output = new();
        using StringWriter error = new();
        DriveOptions options = new(null, 1, 600, RealTime: false, Json: false, null, null, "figure-3");
        Assert.AreEqual(1, DriveRun.Execute(options, output, error, terminal: false, new CancellationToken(true)));
        StringAssert.Contains(output.ToString(), "figure-3: the binding caches differ from the figure");
        StringAssert.Contains(output.ToString(), "DIFFERS");
    }

    [TestMethod]
    public void Scenarios_Cut_Short_Show_In_The_Table_Of_All()
    {
        using StringWriter output = new();
        using StringWriter error = new();
        DriveOptions options = new(null, 1, 600, RealTime: false, Json: false, null, null, "all");
        Assert.AreEqual(1, DriveRun.Execute(options, output, error, terminal: false, new CancellationToken(true)));
        StringAssert.Contains(output.ToString(), "DIFFER ");
    }

    [TestMethod]
    public void The_Same_Scenario_Gives_The_Same_Output_Octet_For_Octet()
    {
        using DriveSession session = new();
        session.Run("--scenario", "figure-6", "--json");
        string first = session.Output;
        session.Run("--scenario", "figure-6", "--json");
        Assert.AreEqual(first, session.Output);
    }

    [TestMethod]
    public void Draft_5_5_The_Capture_Shows_One_Removal_Of_Everything_From_The_Home_Address()
    {
        using DriveSession session = new();
        string pcap = session.PathOf("home.pcap");
        Assert.AreEqual(0, session.Run("--scenario", "figure-4", "--pcap", pcap));
        string[][] removals = Tshark.Fields(
            pcap,
            "mip6.mhtype == 5 && mip6.bu.h_flag == 1 && mip6.bu.lifetime == 0",
            ["ipv6.src", "ipv6.dst", "mip6.bi.bid", "ipv6.nxt"]);
        Assert.AreEqual("2001:db8:1::100", removals[0][0]);
        Assert.AreEqual("2001:db8:1::1", removals[0][1]);
        Assert.AreEqual(string.Empty, removals[0][2]);
        Assert.AreEqual("135", removals[0][3]);
        Assert.AreEqual(0, Tshark.Lines(pcap, "-Y", "_ws.malformed").Length);
    }

    [TestMethod]
    public void The_Timeline_Of_A_Scenario_Bears_Its_Name()
    {
        using DriveSession session = new();
        string path = session.PathOf("figure.svg");
        Assert.AreEqual(0, session.Run("--scenario", "figure-5", "--svg", path));
        string? title = XDocument.Load(path).Descendants().First(element => element.Name.LocalName == "title").Value;
        StringAssert.StartsWith(title, "figure-5: ");
    }

    private static void AssertListed(DriveSession session)
    {
        Assert.AreEqual(string.Empty, session.Output);
        string[] lines = session.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Scenario[] scenarios = Scenarios.All();
        Assert.AreEqual(scenarios.Length + 2, lines.Length);
        foreach (Scenario scenario in scenarios)
        {
            Assert.AreEqual(1, lines.Count(line => line.StartsWith($"  {scenario.Name} ", StringComparison.Ordinal)
                && line.TrimEnd().EndsWith(scenario.Title, StringComparison.Ordinal)));
        }
    }
}
