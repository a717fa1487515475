using McoaRouter.Wire;

namespace McoaRouter.Tests.Mobility;

/// <summary>
/// Refresh requests and Binding Errors from correspondents (draft §5.8, §5.9, RFC 6275 §11.3.6, §11.7.4).
/// </summary>
[TestClass]
public sealed class CorrespondentUnsolicitedTests
{
    private const int Update = MobilityHeader.BindingUpdate;

    [TestMethod]
    public void Draft_5_8_A_Refresh_Request_Updates_The_Binding_It_Names()
    {
        RouteBench bench = RouteBench.Optimized("draft-01");
        bench.Now += 2000;
        bench.Receive(0, bench.Pen.RefreshRequest(RouteBench.First, 3));
        Assert.AreEqual(1L, bench.Refused(Refusal.UnknownBindingIdentifier));
        bench.Receive(0, bench.Pen.RefreshRequest(RouteBench.First, 2));
        Assert.IsNull(bench.LastSent(0, Update));
        Assert.AreEqual(2, (int)bench.LastSent(1, Update)[79]);
        bench.AnswerAll();
        bench.Forget();
        bench.Receive(0, bench.Pen.RefreshRequest(RouteBench.First, 0));
        Assert.AreEqual(2, bench.CountSent(Update));
    }

    [TestMethod]
    public void Rfc6275_11_7_4_A_Refresh_Request_Without_An_Entry_Is_Ignored()
    {
        RouteBench bench = RouteBench.Registered("draft-01");
        bench.Receive(0, bench.Pen.RefreshRequest(RouteBench.First, 0));
        Assert.AreEqual(1L, bench.Refused(Refusal.NotAwaited));
    }

    [TestMethod]
    public void Rfc6275_11_3_6_An_Unknown_Binding_Starts_Over_At_A_Bounded_Rate()
    {
        RouteBench bench = RouteBench.Optimized("draft-01");
        bench.Now += 2000;
        bench.Receive(1, bench.Pen.Error(RouteBench.Second, BindingError.UnknownBinding, "2001:db8:1::200"));
        Assert.AreEqual(1L, bench.Refused(Refusal.WrongPeer));
        byte[] error = bench.Pen.Error(RouteBench.Second, BindingError.UnknownBinding, RouteBench.Home);
        bench.Receive(1, error);
        Assert.IsFalse(bench.Bindings.At(1).Registered);
        Assert.IsTrue(bench.Bindings.At(0).Registered);
        bench.AnswerAll();
        Assert.AreEqual(1, bench.CountSent(Update));
        Assert.IsTrue(bench.Bindings.At(1).Registered);
        bench.Receive(1, error);
        bench.RunTo(bench.Now + 31999);
        Assert.AreEqual(1, bench.CountSent(Update));
        bench.RunTo(bench.Now + 1);
        Assert.AreEqual(2, bench.CountSent(Update));
    }

    [TestMethod]
    public void Draft_5_9_An_Unrecognised_Message_With_Binding_Identifier_Stops_Those()
    {
        RouteBench bench = RouteBench.Awaiting("draft-01");
        bench.Receive(0, bench.Pen.Error(RouteBench.First, BindingError.UnrecognizedMessage, RouteBench.Home));
        Assert.IsFalse(bench.Bindings.UsesIdentifiers);
        bench.AnswerAll();
        Assert.IsTrue(bench.Bindings.At(0).Registered);
    }

    [TestMethod]
    public void Rfc6275_11_3_6_An_Unrecognised_Test_Ends_Route_Optimisation_For_Long()
    {
        RouteBench bench = RouteBench.Registered("draft-01");
        byte[] error = bench.Pen.Error(RouteBench.First, BindingError.UnrecognizedMessage, "::");
        bench.Receive(0, error);
        Assert.AreEqual(bench.Now + 600000, bench.Bindings.GivenUpUntil);
        bench.Receive(0, error);
        Assert.AreEqual(1L, bench.Refused(Refusal.NotAwaited));
        RouteBench idle = RouteBench.Optimized("draft-01");
        idle.Receive(0, error);
        Assert.AreEqual(1L, idle.Refused(Refusal.NotAwaited));
        Assert.IsTrue(idle.Bindings.At(0).Registered);
    }
}
