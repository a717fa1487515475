using McoaRouter.Wire;

namespace McoaRouter.Tests.FlowBindings;

/// <summary>Flow bindings at the home agent (RFC 6089 §5.3).</summary>
[TestClass]
public sealed class HomeAgentFlowTests
{
    // FID 7, FID-PRI 1, then what a test adds.
    private const string Reference = "0202 0001";
    private const string Selector = "030a 0200 00800000 1388";

    [TestMethod]
    public void Rfc6089_5_3_2_1_A_New_Flow_Binding_Stands_And_Is_Answered()
    {
        FlowBench bench = new FlowBench();
        Assert.AreEqual("7=0;", bench.Update().Flow(7, 1, 2, 5000).Exchange());
        Assert.AreEqual("7:1>2;", bench.Show());
        Assert.AreEqual("2", bench.WayOf(5000));
        Assert.AreEqual("1", bench.WayOf(5001));
    }

    [TestMethod]
    public void Rfc6089_5_3_2_1_A_New_One_Without_Selector_Or_Reference_Is_Malformed()
    {
        FlowBench bench = new FlowBench();
        Assert.AreEqual("7=130;", bench.Update().Raw("2d0a 0007 0001 0000" + Reference).Exchange());
        Assert.AreEqual("7=130;", bench.Update().Raw("2d12 0007 0001 0000" + Selector).Exchange());
        Assert.AreEqual("7=130;", bench.Update().Raw("2d06 0007 0000 0000").Exchange());
        Assert.AreEqual("0=130;", bench.Update().Raw("2d06 0000 0001 0000").Exchange());
        Assert.AreEqual(string.Empty, bench.Show());
    }

    [TestMethod]
    public void Rfc6089_5_3_2_1_Another_Format_Is_Refused()
    {
        FlowBench bench = new FlowBench();
        Assert.AreEqual("7=133;", bench.Update().Raw("2d0e 0007 0001 0000" + Reference + "0302 0100").Exchange());
        Assert.AreEqual(0, bench.Flows.Count);
    }

    [TestMethod]
    public void Rfc6089_5_3_2_1_An_Unknown_Bid_Is_Refused()
    {
        FlowBench bench = new FlowBench();
        Assert.AreEqual("7=131;8=0;", bench.Update().Flow(7, 1, 3, 5000).Flow(8, 2, 1, 5001).Exchange());
        Assert.AreEqual("8:2>1;", bench.Show());
    }

    [TestMethod]
    public void Rfc6089_5_3_2_A_Repeated_Fid_Has_All_Options_Refused()
    {
        FlowBench bench = new FlowBench();
        Assert.AreEqual(
            "7=129;8=129;7=129;",
            bench.Update().Flow(7, 1, 1, 1).Flow(8, 2, 1, 2).Flow(7, 3, 1, 3).Exchange());
        Assert.AreEqual(0, bench.Flows.Count);
    }

    [TestMethod]
    public void Rfc6089_5_3_2_2_A_Known_One_Keeps_What_Its_Option_Leaves_Out()
    {
        FlowBench bench = new FlowBench();
        bench.Update().Flow(7, 5, 1, 5000).Flow(8, 6, 1, 5000).Send();
        Assert.AreEqual("7=0;", bench.Update().Summary(8).Raw("2d0a 0007 0009 0000 0202 0002").Exchange());
        Assert.AreEqual("8:6>1;7:9>2;", bench.Show());
        Assert.AreEqual(5000, bench.Flows.At(1).Selector.FirstSourcePort);
        Assert.AreEqual("7=0;", bench.Update().Raw("2d10 0007 0002 0000" + "0308 0200 00800000 1389").Exchange());
        Assert.AreEqual("7:2>2;", bench.Show());
        Assert.AreEqual("2", bench.WayOf(0x1389));
    }

    [TestMethod]
    public void Rfc6089_5_3_3_A_Summary_Refreshes_And_Names_What_Is_Missing()
    {
        FlowBench bench = new FlowBench();
        bench.Update().Flow(7, 1, 2, 5000).Send();
        Assert.AreEqual("9=132;", bench.Update().Summary(7).Summary(9).Summary(7).Summary(9).Exchange());
        Assert.AreEqual("7:1>2;", bench.Show());
    }

    [TestMethod]
    public void Rfc6089_5_3_4_What_An_Update_Does_Not_Name_Is_Removed()
    {
        FlowBench bench = new FlowBench();
        bench.Update().Flow(7, 1, 2, 5000).Flow(8, 2, 2, 5001).Send();
        Assert.AreEqual(string.Empty, bench.Update().Summary(8).Exchange());
        Assert.AreEqual("8:2>2;", bench.Show());
        bench.Update().Send();
        Assert.AreEqual(0, bench.Flows.Count);
    }

    [TestMethod]
    public void Rfc6089_5_3_5_A_Router_That_May_Have_None_Is_Told_So()
    {
        FlowBench bench = new FlowBench(false, Vectors.Draft);
        Assert.AreEqual("7=128;", bench.Update().Flow(7, 1, 2, 5000).Exchange());
        Assert.AreEqual("1", bench.WayOf(5000));
    }

    [TestMethod]
    public void Rfc6089_5_3_6_The_First_In_Order_Counts_And_Each_Of_Its_Bindings_Has_A_Copy()
    {
        FlowBench bench = new FlowBench(true, WireProfile.Rfc5648());
        bench.Update().Flow(7, 9, 2, 5000).Raw("2d16 0008 0003 0000 0204 0001 0002 0308 0200 00800000 1388").Send();
        Assert.AreEqual("8:3>1>2;7:9>2;", bench.Show());
        Assert.AreEqual("12", bench.WayOf(5000));
        Assert.AreEqual(2L, bench.Agent.ToRouters.Packets);
    }

    [TestMethod]
    public void Rfc6089_4_3_One_Without_A_Registered_Bid_Is_Skipped_And_Comes_Back()
    {
        FlowBench bench = new FlowBench();
        bench.Update().Flow(7, 1, 2, 5000).Send();
        bench.Removal(2).Summary(7).Send();
        Assert.AreEqual("7:1>2;", bench.Show());
        Assert.AreEqual("1", bench.WayOf(5000));
        bench.Update().Summary(7).Send();
        Assert.AreEqual("2", bench.WayOf(5000));
        bench.Removal(1).Summary(7).Send();
        bench.Removal(2).Send();
        Assert.AreEqual(0, bench.Flows.Count);
    }

    [TestMethod]
    public void Rfc6089_5_3_6_Later_Fragments_Go_Where_The_First_Went()
    {
        FlowBench bench = new FlowBench();
        bench.Update().Flow(7, 1, 2, 5000).Send();
        bench.Network.Clear();
        bench.Traffic(5000, 1, 77);
        bench.Traffic(0, 9, 77);
        bench.Traffic(5000, 8, 78);
        bench.Now += 60000;
        bench.Traffic(0, 16, 77);
        Assert.AreEqual("2211", bench.Ways());
    }

    [TestMethod]
    public void A_Full_Table_And_Too_Many_Options_Are_Refused_By_Name()
    {
        FlowBench bench = new FlowBench();
        bench.Update();
        for (int i = 1; i <= 17; i++)
        {
            bench.Flow(i, i, 1, i);
        }

        bench.Network.Clear();
        bench.Send();
        Assert.AreEqual(0, bench.Network.Count);
        Assert.AreEqual(1L, bench.Agent.Refusals.Of(Refusal.TooManyOptions));
    }

    [TestMethod]
    public void An_Option_Cut_At_Any_Length_Never_Stands()
    {
        const string Whole = "0007 0001 0000 0202 0001 0308 0200 00800000 1388";
        byte[] data = Hex.Read(Whole);
        for (int length = 0; length < data.Length; length++)
        {
            FlowBench bench = new FlowBench();
            bench.Update().Raw("2d" + Digits(length) + Cut(Whole, length)).Send();
            Assert.AreEqual(0, bench.Flows.Count);
            Assert.AreEqual(2, bench.Agent.Bindings.Router(0).Count);
        }

        FlowBench whole = new FlowBench();
        whole.Update().Raw("2d14" + Whole).Send();
        Assert.AreEqual("7:1>1;", whole.Show());
    }

    private static string Digits(int value)
    {
        return "0123456789abcdef".Substring(value >> 4, 1) + "0123456789abcdef".Substring(value & 15, 1);
    }

    private static string Cut(string hex, int octets)
    {
        string text = string.Empty;
        for (int i = 0; i < hex.Length && text.Length < 2 * octets; i++)
        {
            text += hex[i] == ' ' ? string.Empty : hex.Substring(i, 1);
        }

        return text;
    }

    [TestMethod]
    public void Flow_Bindings_And_The_Packets_They_Are_About_Allocate_Nothing()
    {
        Loop loop = new Loop();
        Heap.AssertAllocatesNothing(loop);
        Assert.AreEqual(16, loop.Bench.Flows.Count);
        Assert.AreEqual(0L, loop.Bench.Agent.Refusals.Total());
    }

    /// <summary>An update with 16 flow bindings, and packets that the first, the last and none of them is about.</summary>
    private sealed class Loop : IRepeatable
    {
        private readonly TrafficSelector[] _selectors = new TrafficSelector[16];

        internal Loop()
        {
            for (int i = 0; i < _selectors.Length; i++)
            {
                _selectors[i] = FlowBench.FromPort(5000 + i);
            }

            Bench.Network.KeepsNothing = true;
        }

        internal FlowBench Bench { get; } = new FlowBench();

        public void Run()
        {
            Bench.Now += 1000;
            FlowBench update = Bench.Update();
            for (int i = 0; i < _selectors.Length; i++)
            {
                update.Flow(i + 1, i + 1, 1 + (i & 1), _selectors[i]);
            }

            Bench.Send();
            Bench.Traffic(5000, -1, 0);
            Bench.Traffic(5015, -1, 0);
            Bench.Traffic(6000, -1, 0);
            Bench.Traffic(5001, 1, 77);
            Bench.Traffic(0, 16, 77);
        }
    }
}
