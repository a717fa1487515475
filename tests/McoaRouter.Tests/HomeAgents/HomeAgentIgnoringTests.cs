using McoaRouter.Wire;

namespace McoaRouter.Tests.HomeAgents;

/// <summary>A home agent that ignores Binding Identifiers (draft §5.7, §6.1): plain RFC 3963.</summary>
[TestClass]
public sealed class HomeAgentIgnoringTests
{
    [TestMethod]
    public void Draft_6_1_Ignored_Identifiers_Leave_A_Regular_Binding_And_An_Answer_Without_Them()
    {
        HomeAgentBench bench = Ignoring();
        Assert.AreEqual(BindingStatus.Accepted, bench.RegisterTwo(1, 60, 0));
        Assert.AreEqual("0:0@2001:db8:a::10;", bench.Show());
        Assert.AreEqual(0, bench.Answer.Options.BindingIdentifierCount);
        Assert.AreEqual(56 + 24, bench.Network.Last.Length);
        Assert.AreEqual(BindingAcknowledgement.MobileRouterFlag, bench.Answer.Flags);
    }

    [TestMethod]
    public void Draft_6_1_Ignored_Identifiers_Are_Not_Even_Judged()
    {
        HomeAgentBench bench = Ignoring();
        bench.Begin(bench.Wifi, bench.HomeAddress, 1, HomeAgentBench.Router, 60);
        bench.Raw(Hex.Read("2303 ffff ff00"));
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual("0:0@2001:db8:a::10;", bench.Show());
        Assert.AreEqual(0, (int)bench.Agent.Refusals.Total());
    }

    [TestMethod]
    public void Draft_6_1_Lifetime_0_Removes_All_Whatever_Identifier_Is_Ignored()
    {
        HomeAgentBench bench = Ignoring();
        bench.RegisterTwo(1, 60, 0);
        bench.Begin(bench.Cellular, bench.HomeAddress, 2, HomeAgentBench.Router, 0);
        bench.Reference(2);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual(0, bench.Bindings.Count);
    }

    [TestMethod]
    public void Draft_6_1_One_Router_Alone_May_Be_Held_To_A_Regular_Binding()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Settings.Routers[0].Mcoa = false;
        Assert.AreEqual(BindingStatus.Accepted, bench.RegisterTwo(1, 60, 0));
        Assert.AreEqual("0:0@2001:db8:a::10;", bench.Show());
        Assert.AreEqual(0, bench.Answer.Options.BindingIdentifierCount);
        bench.Begin(bench.Satellite, bench.OtherHomeAddress, 1, HomeAgentBench.Router, 60);
        bench.Identifier(4, 1, false, bench.Satellite);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual(4, bench.Agent.Bindings.Router(1).At(0).Bid);
    }

    private static HomeAgentBench Ignoring()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Settings.Mcoa = false;
        return bench;
    }
}
