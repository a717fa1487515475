using McoaRouter.Flows;
using McoaRouter.Wire;

namespace McoaRouter.Tests.FlowBindings;

/// <summary>Flow bindings from the settings of a router to the way that packets take, both ways (RFC 6089).</summary>
[TestClass]
public sealed class RoutedFlowTests
{
    private const string Voice = "{\"uplinks\":[\"lte\",\"wifi\"],\"name\":\"voice\",\"protocol\":\"udp\","
        + "\"destinationPorts\":\"5060-5090\"}";
    private const string Flows = ",\"flows\":[" + Voice + "]";

    [TestMethod]
    [DataRow("")]
    [DataRow(",\"wireProfile\":\"rfc5648\"")]
    [DataRow(",\"registration\":\"individual\"")]
    public void Rfc6089_5_1_1_Both_Directions_Of_A_Flow_Take_Its_Path_And_The_Rest_The_Preferred_One(string members)
    {
        RoutedBench bench = new RoutedBench(Flows + members, true);
        Assert.AreEqual("++", bench.Router.States());
        Assert.AreEqual("11", bench.WaysOf(5060));
        Assert.AreEqual("11", bench.WaysOf(5090));
        Assert.AreEqual("00", bench.WaysOf(5091));
        bench.Down(1);
        Assert.AreEqual("00", bench.WaysOf(5060));
        bench.Up(1);
        bench.Wait(2000);
        Assert.AreEqual("11", bench.WaysOf(5060));
        Assert.AreEqual(0, bench.Router.Notices);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow(",\"wireProfile\":\"rfc5648\"")]
    public void The_update_that_removes_a_lost_uplink_says_where_its_flows_go(string members)
    {
        RoutedBench bench = new RoutedBench(Flows + members, true);
        int updates = bench.Updates;
        bench.Down(1);
        Assert.AreEqual(updates + 1, bench.Updates);
        Assert.AreEqual(1, bench.Flows.Count);
        Assert.AreEqual(1, bench.Flows.At(0).Bid(0));
        Assert.AreEqual(0, bench.Router.LastFlowUplink);
    }

    [TestMethod]
    public void Rfc6089_5_2_3_A_Refresh_Keeps_Flow_Bindings_By_A_Summary()
    {
        RoutedBench bench = new RoutedBench(Flows, true);
        int updates = bench.Updates;
        bench.Wait(600000);
        Assert.IsTrue(bench.Updates > updates + 2);
        Assert.IsTrue(bench.Updates < updates + 10);
        Assert.AreEqual("11", bench.WaysOf(5060));
        Assert.AreEqual(1, bench.Flows.Count);
    }

    [TestMethod]
    public void Rfc6089_5_2_6_A_Home_Agent_Without_Flow_Bindings_Is_Left_Alone_With_Them()
    {
        RoutedBench bench = new RoutedBench(Flows, false);
        Assert.AreEqual("++", bench.Router.States());
        Assert.IsTrue(bench.Steering.Bindings.AreIgnored);
        Assert.AreEqual(1, bench.Router.NoticesOf[(int)RouterNotice.FlowBindingsIgnored]);
        Assert.AreEqual("10", bench.WaysOf(5060));
        bench.KnowsFlows = true;
        bench.Wait(600000);
        Assert.AreEqual(0, bench.Flows.Count);
        Assert.AreEqual(1, bench.Router.Notices);
    }

    [TestMethod]
    public void Rfc6089_5_3_3_A_Home_Agent_That_Lost_All_Is_Told_Again()
    {
        RoutedBench bench = new RoutedBench(Flows, true);
        bench.RestartAgent();
        bench.Wait(300000);
        Assert.AreEqual("++", bench.Router.States());
        Assert.AreEqual(1, bench.Flows.Count);
        Assert.AreEqual("11", bench.WaysOf(5060));
    }

    [TestMethod]
    public void Rfc6089_5_3_5_A_Router_That_May_Have_None_Goes_On_Without()
    {
        RoutedBench bench = new RoutedBench(Flows, true);
        bench.Settings.Routers[0].Flows = false;
        bench.RestartAgent();
        bench.Wait(300000);
        Assert.IsTrue(bench.Steering.Bindings.StateOf(0) == FlowBindingState.Refused);
        Assert.AreEqual(FlowStatus.Prohibited, bench.Steering.Bindings.StatusOf(0));
        Assert.AreEqual(1, bench.Router.NoticesOf[(int)RouterNotice.FlowBindingRefused]);
        Assert.AreEqual("10", bench.WaysOf(5060));
    }

    [TestMethod]
    [DataRow(false, true)]
    [DataRow(true, false)]
    [DataRow(true, true)]
    public void Largest_update_fits_and_what_has_no_room_is_stated_by_the_next(bool wide, bool authentic)
    {
        RoutedBench bench = new RoutedBench(Largest(wide, authentic), true);
        bench.Wait(30000);
        Assert.AreEqual("++++++++", bench.Router.States());
        Assert.AreEqual(16, bench.Flows.Count);
        for (int i = 0; i < 16; i++)
        {
            Assert.IsTrue(bench.Steering.Bindings.StateOf(i) == FlowBindingState.Active);
        }

        Assert.IsTrue(bench.LargestUpdate <= 1280);
        Assert.IsTrue(bench.LargestUpdate > 900);
        Assert.IsTrue(bench.LargestAnswer <= 1280);
        Assert.AreEqual(0, bench.Router.Notices - bench.Router.NoticesOf[(int)RouterNotice.ClockCorrected]);
    }

    /// <summary>All that a configuration may have: 8 uplinks, 16 prefixes, 16 rules, and the longest identifier.</summary>
    private static string Largest(bool wide, bool authentic)
    {
        string uplinks = string.Empty;
        string prefixes = string.Empty;
        string flows = string.Empty;
        for (int i = 0; i < 16; i++)
        {
            string comma = i == 0 ? string.Empty : ",";
            uplinks += i >= 8
                ? string.Empty
                : comma + "{\"name\":\"" + i.ToString() + "\",\"bid\":" + (i + 1).ToString() + ",\"priority\":"
                    + (200 - (10 * i)).ToString() + ",\"link\":\"simulated\"}";
            prefixes += comma + "\"2001:db8:100:" + (i + 1).ToString() + "::/64\"";
            flows += comma + "{\"name\":\"" + i.ToString() + "\",\"protocol\":\"udp\"" + (wide
                ? ",\"source\":\"2001:db8:100:1::/72\",\"destination\":\"2001:db8:9::/48\",\"sourcePorts\":\"100-200\","
                    + "\"destinationPorts\":\"" + (i + 1).ToString() + "-500\",\"trafficClass\":184"
                : ",\"destinationPorts\":\"" + (5000 + i).ToString() + "\"") + ",\"uplinks\":[\"" + (i & 7).ToString() + "\"]}";
        }

        string identifier = string.Empty;
        for (int i = 0; i < 253; i++)
        {
            identifier += "i";
        }

        return ",\"uplinks\":[" + uplinks + "],\"mobileNetworkPrefixes\":[" + prefixes + "],\"flows\":[" + flows + "]"
            + (authentic
                ? ",\"security\":{\"spi\":256,\"key\":\"" + Configurations.Key + "\",\"identifier\":\"" + identifier + "\"}"
                : string.Empty);
    }
}
