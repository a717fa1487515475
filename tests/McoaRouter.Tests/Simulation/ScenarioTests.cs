using McoaRouter.Bindings;
using McoaRouter.Simulation;

namespace McoaRouter.Tests.Simulation;

/// <summary>The example configurations of the draft's Appendix A, and of RFC 5648 §3.</summary>
[TestClass]
public sealed class ScenarioTests
{
    private const string Active =
        "     Binding Cache Database:\n"
        + "        Home Agent's binding (Proxy neighbor advertisement is active)\n";

    private const string Inactive =
        "     Binding Cache Database:\n"
        + "        Home Agent's binding (Proxy neighbor advertisement is inactive)\n";

    private const string Correspondent = "        Correspondent Node's binding\n";
    private const string Binding1 = "              binding [2001:db8:1::100  Care-of Address1  BID1]\n";
    private const string Binding2 = "              binding [2001:db8:1::100  Care-of Address2  BID2]\n";
    private const string Binding3 = "              binding [2001:db8:1::100  Care-of Address3  BID3]\n";
    private const string HomeBinding3 = "              binding [2001:db8:1::100  2001:db8:1::100  BID3]\n";
    private const string None = "              none\n";

    [TestMethod]
    [DataRow(ScenarioBench.Draft)]
    [DataRow(ScenarioBench.Rfc5648)]
    public void Draft_A_Figure_3_All_Interfaces_On_Foreign_Links(string profile)
    {
        AssertFigure(
            "figure-3",
            profile,
            Active + Binding1 + Binding2 + Binding3 + Correspondent + Binding1 + Binding2 + Binding3);
    }

    [TestMethod]
    [DataRow(ScenarioBench.Draft)]
    [DataRow(ScenarioBench.Rfc5648)]
    public void Draft_A_Figure_4_One_Interface_On_The_Home_Link_Returning_Home(string profile)
    {
        AssertFigure("figure-4", profile, Inactive + None + Correspondent + Binding2 + Binding3);
    }

    [TestMethod]
    [DataRow(ScenarioBench.Draft)]
    [DataRow(ScenarioBench.Rfc5648)]
    public void Draft_A_Figure_5_One_Interface_On_The_Home_Link_Not_Returning_Home(string profile)
    {
        AssertFigure("figure-5", profile, Active + Binding1 + Binding2 + Correspondent + Binding1 + Binding2);
    }

    [TestMethod]
    [DataRow(ScenarioBench.Draft)]
    [DataRow(ScenarioBench.Rfc5648)]
    public void Draft_A_Figure_6_Several_Interfaces_On_The_Home_Link_Returning_Home(string profile)
    {
        AssertFigure("figure-6", profile, Inactive + None + Correspondent + Binding2);
    }

    [TestMethod]
    [DataRow(ScenarioBench.Draft)]
    [DataRow(ScenarioBench.Rfc5648)]
    public void Draft_A_Figure_7_One_Interface_On_The_Home_Agents_Foreign_Link(string profile)
    {
        AssertFigure(
            "figure-7",
            profile,
            Active + Binding1 + Binding2 + Binding3 + Correspondent + Binding1 + Binding2 + Binding3);
    }

    [TestMethod]
    public void Rfc5648_3_Figure_3_Home_And_Foreign_Links_At_Once()
    {
        AssertFigure(
            "rfc5648-figure-3",
            ScenarioBench.Rfc5648,
            Inactive + Binding1 + Binding2 + HomeBinding3 + Correspondent + Binding1 + Binding2);
    }

    [TestMethod]
    public void Every_Scenario_Reaches_Its_Figure_Whatever_The_Seed()
    {
        foreach (Scenario scenario in Scenarios.All())
        {
            string profile = scenario.IsInDraft ? ScenarioBench.Draft : ScenarioBench.Rfc5648;
            ScenarioBench bench = new ScenarioBench(scenario, profile, 77);
            Assert.IsTrue(scenario.Expected.Matches(bench.Finish()));
        }
    }

    [TestMethod]
    public void Draft_3_3_At_Home_The_Vehicles_Packets_Travel_Over_The_Home_Link_Without_A_Tunnel()
    {
        ScenarioBench bench = new ScenarioBench("figure-4", ScenarioBench.Draft);
        bench.RunUntil(14);
        int up = bench.World.Up.Received;
        int down = bench.World.Down.Received;
        bench.Forget();
        bench.Finish();
        Assert.AreEqual(ScenarioBench.First, bench.World.Router.Path);
        Assert.AreEqual(0, bench.TunnelledOn(ScenarioBench.First));
        Assert.AreEqual(0, bench.TunnelledOn(ScenarioBench.Second));
        Assert.AreEqual(0, bench.TunnelledOn(ScenarioBench.Third));
        Assert.IsTrue(bench.NativeOn(ScenarioBench.First) > 600);
        Assert.IsTrue(bench.World.Up.Received > up + 300);
        Assert.IsTrue(bench.World.Down.Received > down + 300);
        Assert.IsFalse(bench.Defended);
    }

    [TestMethod]
    public void Draft_5_5_An_Interface_Of_A_Router_That_Stays_Away_Carries_Nothing_On_The_Home_Link()
    {
        ScenarioBench bench = new ScenarioBench("figure-5", ScenarioBench.Draft);
        bench.RunUntil(14);
        int up = bench.World.Up.Received;
        int down = bench.World.Down.Received;
        bench.Forget();
        bench.Finish();
        Assert.IsTrue(bench.World.UplinkAt(ScenarioBench.Third).AttachedTo == AttachedLink.Home);
        Assert.AreEqual(0, bench.NativeOn(ScenarioBench.Third));
        Assert.AreEqual(0, bench.TunnelledOn(ScenarioBench.Third));
        Assert.IsTrue(bench.TunnelledOn(ScenarioBench.First) > 600);
        Assert.IsTrue(bench.World.Up.Received > up + 300);
        Assert.IsTrue(bench.World.Down.Received > down + 300);
        Assert.IsTrue(bench.Defended);
    }

    [TestMethod]
    public void Draft_A_Figure_7_The_Home_Agents_Foreign_Link_Has_A_Prefix_Of_Its_Own_And_A_Tunnel()
    {
        ScenarioBench bench = new ScenarioBench("figure-7", ScenarioBench.Draft);
        bench.Finish();
        Assert.IsTrue(bench.World.UplinkAt(ScenarioBench.Third).AttachedTo == AttachedLink.HomeAgentForeign);
        Assert.IsTrue(bench.World.Router.Bindings.At(ScenarioBench.Third).State == BindingState.Registered);
        Assert.AreEqual(-1, bench.World.Router.HomeUplink);
        Assert.AreEqual(0, bench.NativeOn(ScenarioBench.Third));
    }

    [TestMethod]
    public void Rfc5648_5_6_Home_Link_And_Foreign_Links_Stay_Registered_At_Once()
    {
        ScenarioBench bench = new ScenarioBench("rfc5648-figure-3", ScenarioBench.Rfc5648);
        bench.Finish();
        for (int i = 0; i < ScenarioSettings.Uplinks; i++)
        {
            Assert.IsTrue(bench.World.Router.Bindings.At(i).State == BindingState.Registered);
        }

        Assert.IsFalse(bench.Defended);
    }

    [TestMethod]
    [DataRow("figure-3")]
    [DataRow("figure-4")]
    [DataRow("figure-5")]
    [DataRow("figure-6")]
    [DataRow("figure-7")]
    public void Rfc6275_11_3_1_The_Routers_Own_Traffic_Goes_Straight_While_The_Correspondent_Holds_A_Binding(string name)
    {
        ScenarioBench bench = new ScenarioBench(name, ScenarioBench.Draft);
        bench.RunUntil(14);
        int up = bench.World.OwnReceived(TrafficDirection.Up);
        int down = bench.World.OwnReceived(TrafficDirection.Down);
        long straightUp = bench.World.CorrespondentAt(0).OptimizedInbound.Packets;
        long straightDown = bench.World.Optimizer.Inbound.Packets;
        bench.Finish();
        up = bench.World.OwnReceived(TrafficDirection.Up) - up;
        down = bench.World.OwnReceived(TrafficDirection.Down) - down;
        Assert.IsTrue(up > 60);
        Assert.IsTrue(down > 60);
        Assert.IsTrue(bench.World.CorrespondentAt(0).OptimizedInbound.Packets - straightUp == up);
        Assert.IsTrue(bench.World.Optimizer.Inbound.Packets - straightDown == down);
    }

    [TestMethod]
    public void The_End_Of_A_Scenario_Leaves_No_Binding()
    {
        foreach (Scenario scenario in Scenarios.All())
        {
            string profile = scenario.IsInDraft ? ScenarioBench.Draft : ScenarioBench.Rfc5648;
            ScenarioBench bench = new ScenarioBench(scenario, profile, 1);
            bench.Finish();
            bench.World.Finish();
            Assert.IsTrue(bench.World.Router.Stopped);
            Assert.AreEqual(0, bench.World.HomeAgent.Bindings.Router(0).Count);
        }
    }

    private static void AssertFigure(string name, string profile, string text)
    {
        ScenarioBench bench = new ScenarioBench(name, profile);
        BindingFigure found = bench.Finish();
        Assert.AreEqual(text, found.Text());
        Assert.AreEqual(text, bench.Scenario.Expected.Text());
        Assert.IsTrue(bench.Scenario.Expected.Matches(found));
        Assert.IsTrue(bench.Defended == found.IsDefended);
    }
}
