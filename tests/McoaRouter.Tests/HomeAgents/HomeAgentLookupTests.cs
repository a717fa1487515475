using McoaRouter.HomeAgents;
using McoaRouter.Wire;

namespace McoaRouter.Tests.HomeAgents;

/// <summary>How bindings are found (draft §6.1, RFC 5648 §6.1), and what answers never say.</summary>
[TestClass]
public sealed class HomeAgentLookupTests
{
    [TestMethod]
    public void Draft_6_1_Home_Address_And_Bid_Find_One_Binding()
    {
        HomeAgentBench bench = Expect.Registered();
        RouterBindings bindings = bench.Agent.Bindings.FindByHomeAddress(bench.HomeAddress, 0);
        Assert.AreSame(bench.Bindings, bindings);
        Assert.AreEqual(2, bindings.FindBinding(2).Bid);
        Assert.IsTrue(Ipv6Address.Equal(bindings.FindBinding(2).CareOfAddress, 0, bench.Cellular, 0));
        Assert.IsNull(bindings.FindBinding(3));
        Assert.IsNull(bindings.FindBinding(RouterBindings.RegularBid));
    }

    [TestMethod]
    public void Draft_6_1_The_Home_Address_Alone_Finds_The_Binding_Of_Highest_Priority()
    {
        HomeAgentBench bench = Expect.Registered();
        Assert.AreEqual(1, bench.Agent.Bindings.FindByHomeAddress(bench.HomeAddress, 0).Preferred.Bid);
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 60);
        bench.Identifier(2, 201, false, bench.Cellular);
        bench.Exchange(0);
        Assert.AreEqual(2, bench.Agent.Bindings.FindByHomeAddress(bench.HomeAddress, 0).Preferred.Bid);
        Assert.IsNull(bench.Agent.Bindings.FindByHomeAddress(bench.Correspondent, 0));
    }

    [TestMethod]
    public void Rfc5648_6_1_Signalling_Finds_The_Binding_By_Home_Address_And_Bid()
    {
        HomeAgentBench bench = Expect.RegisteredByRfc5648();
        bench.Begin(bench.Satellite, bench.OtherHomeAddress, 1, HomeAgentBench.Router, 60);
        bench.Identifier(2, 1, false, bench.Satellite);
        bench.Exchange(0);
        bench.Begin(bench.Satellite, bench.OtherHomeAddress, 2, HomeAgentBench.Router, 0);
        bench.Reference(2);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual(0, bench.Agent.Bindings.Router(1).Count);
        Assert.AreEqual("1:199@2001:db8:a::10;2:100@2001:db8:b::20;", bench.Show());
    }

    [TestMethod]
    public void Draft_4_1_A_Regular_Binding_Has_Bid_And_Priority_0()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Begin(bench.Wifi, bench.HomeAddress, 1, HomeAgentBench.Router, 60);
        bench.Exchange(0);
        Assert.AreEqual(0, bench.Bindings.At(0).Bid);
        Assert.AreEqual(0, bench.Bindings.At(0).Priority);
    }

    [TestMethod]
    public void Draft_4_3_1_Reserved_Bits_Are_Not_Looked_At()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Begin(bench.Wifi, bench.HomeAddress, 1, HomeAgentBench.Router, 60);
        bench.Raw(Hex.Read("2304 0005 073f"));
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual("5:7@2001:db8:a::10;", bench.Show());
    }

    [TestMethod]
    public void Rfc6275_10_3_1_K_Is_Never_Set_In_An_Answer()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Begin(bench.Wifi, bench.HomeAddress, 1, HomeAgentBench.Router | 0x1000, 60);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual(BindingAcknowledgement.MobileRouterFlag, bench.Answer.Flags);
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Host | 0x1000, 0);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual(0, bench.Answer.Flags);
    }

    [TestMethod]
    public void Rfc3963_6_2_A_Removal_Is_Taken_Whatever_Its_R()
    {
        HomeAgentBench bench = Expect.Registered();
        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Host, 0);
        bench.Reference(1);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual("2:100@2001:db8:b::20;", bench.Show());
    }

    [TestMethod]
    public void Rfc6275_9_5_1_A_Correspondent_Registration_Beside_A_Home_Registration_Is_Answered_139()
    {
        HomeAgentBench bench = Expect.Registered();
        string before = bench.Snapshot();
        bench.Begin(bench.Wifi, bench.HomeAddress, 9, BindingUpdate.AcknowledgeFlag, 60);
        bench.Raw(Hex.Read("0404 0001 0002"));
        Assert.AreEqual(BindingStatus.RegistrationTypeChange, bench.Exchange(0));
        Assert.AreEqual(before, bench.Snapshot());
        Assert.AreEqual(1, bench.Bindings.LastSequence);
        bench.Begin(bench.Satellite, bench.OtherHomeAddress, 9, BindingUpdate.AcknowledgeFlag, 60);
        bench.Raw(Hex.Read("0404 0001 0002"));
        Assert.AreEqual(HomeAgentBench.NoAnswer, bench.Exchange(0));
        Assert.AreEqual(1, bench.Refused(Refusal.NotHomeRegistration));
    }
}
