using McoaRouter.Wire;

namespace McoaRouter.Tests.Mobility;

/// <summary>The return routability procedure of the router (RFC 6275 §5.2, §11.6, draft §3.1).</summary>
[TestClass]
public sealed class ReturnRoutabilityTests
{
    [TestMethod]
    [DataRow("draft-01")]
    [DataRow("rfc5648")]
    public void Draft_3_1_A_Care_Of_Test_Is_Done_For_Each_Care_Of_Address(string profile)
    {
        RouteBench bench = RouteBench.Registered(profile);
        Assert.AreEqual(1, bench.CountSent(MobilityHeader.HomeTestInit));
        Assert.AreEqual(2, bench.CountSent(MobilityHeader.CareOfTestInit));
        bench.AnswerAll();
        Assert.AreEqual(2, bench.CountSent(MobilityHeader.BindingUpdate));
        Assert.IsTrue(bench.Bindings.At(0).Registered);
        Assert.IsTrue(bench.Bindings.At(1).Registered);
    }
}
