using McoaRouter.Bindings;

namespace McoaRouter.Tests.Flows;

/// <summary>Flows that are known, and in what order their packets leave when they move.</summary>
[TestClass]
public sealed class FlowCacheTests
{
    private const string Voice = "{\"name\":\"voice\",\"protocol\":\"udp\",\"destinationPorts\":\"5060-5090\","
        + "\"uplinks\":[\"lte\",\"wifi\"]}";

    private const string Bulk = ",{\"name\":\"bulk\",\"protocol\":\"udp\",\"uplinks\":[\"sat\"]}";

    [TestMethod]
    public void A_Known_Flow_Walks_No_Rules()
    {
        FlowBench bench = new FlowBench(Voice);
        Assert.AreEqual(FlowBench.Lte, bench.Udp(4000, 5060));
        for (int i = 0; i < 10; i++)
        {
            Assert.AreEqual(FlowBench.Lte, bench.Again());
        }

        Assert.AreEqual(1L, bench.Table.Walks);
    }

    [TestMethod]
    public void Flows_That_Share_A_Place_Are_Told_Apart()
    {
        // Many times as many flows as there are places, each with a neighbour that another rule is about.
        FlowBench bench = new FlowBench(Voice + Bulk);
        for (int round = 0; round < 2; round++)
        {
            for (int i = 0; i < 300; i++)
            {
                int wrong = (bench.Udp(1 + i, 5060) == FlowBench.Lte ? 0 : 1) + (bench.Udp(1 + i, 5091) == FlowBench.Sat ? 0 : 2)
                    + (bench.Send(FlowBench.Host, FlowBench.Server, 0, 58, 1 + i, 0) == FlowBench.Wifi ? 0 : 4);
                if (wrong != 0)
                {
                    Assert.AreEqual(-wrong, i);
                }
            }
        }
    }

    [TestMethod]
    public void Few_Flows_Have_Places_Of_Their_Own()
    {
        FlowBench bench = new FlowBench(Voice);
        for (int i = 0; i < 32; i++)
        {
            _ = bench.Udp(50000 + i, 5060);
        }

        long walks = bench.Table.Walks;
        for (int i = 0; i < 32; i++)
        {
            _ = bench.Udp(50000 + i, 5060);
        }

        Assert.AreEqual(32L, walks);
        Assert.AreEqual(32L, bench.Table.Walks);
    }

    [TestMethod]
    public void A_Planned_Move_Waits_For_A_Pause_Of_The_Flow()
    {
        FlowBench bench = new FlowBench(Voice);
        Assert.AreEqual(FlowBench.Lte, bench.Udp(4000, 5060));
        bench.Stand(FlowBench.Lte, PathStanding.Degraded);
        bench.Now += 49;
        Assert.AreEqual(FlowBench.Lte, bench.Again());
        bench.Now += 50;
        Assert.AreEqual(FlowBench.Wifi, bench.Again());
        bench.Now += 1;
        Assert.AreEqual(FlowBench.Wifi, bench.Again());
    }

    [TestMethod]
    public void A_Flow_Without_Pause_Moves_After_Half_A_Second()
    {
        FlowBench bench = new FlowBench(Voice);
        Assert.AreEqual(FlowBench.Lte, bench.Udp(4000, 5060));
        bench.Stand(FlowBench.Lte, PathStanding.Degraded);
        for (int i = 0; i < 49; i++)
        {
            bench.Now += 10;
            if (bench.Again() != FlowBench.Lte)
            {
                Assert.AreEqual(-1, i);
            }
        }

        bench.Now += 10;
        Assert.AreEqual(FlowBench.Wifi, bench.Again());
    }

    [TestMethod]
    public void A_New_Flow_Takes_The_New_Uplink_At_Once()
    {
        FlowBench bench = new FlowBench(Voice);
        Assert.AreEqual(FlowBench.Lte, bench.Udp(4000, 5060));
        bench.Stand(FlowBench.Lte, PathStanding.Degraded);
        Assert.AreEqual(FlowBench.Wifi, bench.Udp(4001, 5060));
        Assert.AreEqual(FlowBench.Lte, bench.Udp(4000, 5060));
    }

    [TestMethod]
    public void A_Choice_That_Comes_Back_Moves_Nothing()
    {
        FlowBench bench = new FlowBench(Voice);
        Assert.AreEqual(FlowBench.Lte, bench.Udp(4000, 5060));
        bench.Stand(FlowBench.Lte, PathStanding.Degraded);
        bench.Now += 40;
        Assert.AreEqual(FlowBench.Lte, bench.Again());
        bench.Stand(FlowBench.Lte, PathStanding.Good);
        bench.Now += 490;
        Assert.AreEqual(FlowBench.Lte, bench.Again());
        bench.Stand(FlowBench.Lte, PathStanding.Degraded);
        bench.Now += 40;

        // The half second counts anew.
        Assert.AreEqual(FlowBench.Lte, bench.Again());
    }

    [TestMethod]
    public void A_Flow_Leaves_A_Dead_Or_Lost_Uplink_At_Once()
    {
        FlowBench bench = new FlowBench(Voice);
        Assert.AreEqual(FlowBench.Lte, bench.Udp(4000, 5060));
        bench.Stand(FlowBench.Lte, PathStanding.Dead);
        Assert.AreEqual(FlowBench.Wifi, bench.Again());
        bench.Stand(FlowBench.Lte, PathStanding.Good);
        bench.Register(FlowBench.Wifi, false);
        Assert.AreEqual(FlowBench.Lte, bench.Again());
    }

    [TestMethod]
    public void Traffic_That_No_Rule_Is_About_Keeps_Its_Order_Too()
    {
        FlowBench bench = new FlowBench(Voice);
        Assert.AreEqual(FlowBench.Wifi, bench.Udp(4000, 80));
        bench.Stand(FlowBench.Wifi, PathStanding.Degraded);
        bench.Now += 10;
        Assert.AreEqual(FlowBench.Wifi, bench.Again());
        bench.Register(FlowBench.Wifi, false);
        Assert.AreEqual(FlowBench.Lte, bench.Again());
    }

    [TestMethod]
    public void Rfc8200_4_5_Fragments_Go_The_Way_Of_The_First_One()
    {
        FlowBench bench = new FlowBench(Voice + Bulk);
        Assert.AreEqual(FlowBench.Lte, bench.Fragment(7, 0, 4000, 5060));

        // What would be its ports is anything, in those behind it.
        Assert.AreEqual(FlowBench.Lte, bench.Fragment(7, 100, 1, 80));
        Assert.AreEqual(FlowBench.Sat, bench.Fragment(8, 100, 4000, 5060));
        Assert.AreEqual(FlowBench.Sat, bench.Fragment(9, 0, 4000, 80));
        Assert.AreEqual(FlowBench.Sat, bench.Fragment(9, 100, 4000, 5060));
        Assert.AreEqual(FlowBench.Lte, bench.Fragment(7, 200, 1, 80));
        bench.Register(FlowBench.Lte, false);
        Assert.AreEqual(FlowBench.Wifi, bench.Fragment(7, 300, 1, 80));
    }

    [TestMethod]
    public void First_Fragments_Belong_To_The_Flow_Of_Whole_Packets()
    {
        FlowBench bench = new FlowBench(Voice);
        Assert.AreEqual(FlowBench.Lte, bench.Udp(4000, 5060));
        Assert.AreEqual(FlowBench.Lte, bench.Fragment(7, 0, 4000, 5060));
        Assert.AreEqual(1L, bench.Table.Walks);
        bench.Stand(FlowBench.Lte, PathStanding.Degraded);
        Assert.AreEqual(FlowBench.Lte, bench.Fragment(8, 0, 4000, 5060));
        Assert.AreEqual(FlowBench.Lte, bench.Fragment(8, 100, 4000, 5060));
    }
}
