using McoaRouter.Wire;

namespace McoaRouter.Tests.Mobility;

/// <summary>What the router deletes at correspondents: of lost uplinks, and at home (draft §5.4-§5.6).</summary>
[TestClass]
public sealed class CorrespondentRemovalTests
{
    private const int Update = MobilityHeader.BindingUpdate;

    [TestMethod]
    [DataRow("draft-01")]
    [DataRow("rfc5648")]
    public void Draft_5_6_A_Lost_Uplink_Is_Removed_Through_Another_By_The_Home_Token_Alone(string profile)
    {
        RouteBench bench = RouteBench.Optimized(profile);
        bench.Now += 2000;
        bench.Down(0);
        byte[] removal = bench.LastSent(1, Update);
        Assert.AreEqual(0, CorrespondentPen.LifetimeOf(removal));
        Assert.IsTrue(Ipv6Address.Equal(removal, 8, Hex.Address(RouteBench.Second), 0));
        Assert.AreEqual(0x23040001L, (long)BigEndian.ReadUInt32(removal, 76));
        bool draft = profile == "draft-01";

        // The draft names the care-of address that is removed; the care-of nonce index is 0 (RFC 6275 §11.7.2).
        Assert.AreEqual(draft, removal.Length == 128);
        int nonces = draft ? 104 : 82;
        Assert.AreEqual(0x0404, (int)BigEndian.ReadUInt16(removal, nonces));
        Assert.AreEqual(0x0102, (int)BigEndian.ReadUInt16(removal, nonces + 2));
        Assert.AreEqual(0, (int)BigEndian.ReadUInt16(removal, nonces + 4));
        Assert.IsTrue(bench.Bindings.At(0).HeldUntil > bench.Now);
        bench.AnswerAll();
        Assert.AreEqual(0L, bench.Bindings.At(0).HeldUntil);
        Assert.IsTrue(bench.Bindings.At(1).Registered);
    }

    [TestMethod]
    public void Draft_5_4_A_Removal_That_Is_Not_Known_Is_Over()
    {
        RouteBench bench = RouteBench.Optimized("draft-01");
        bench.Now += 2000;
        bench.Down(0);
        bench.Pen.OptionStatus = BindingStatus.NotHomeAgent;
        bench.Receive(1, bench.Pen.Acknowledge(bench.LastSent(1, Update), BindingStatus.NotHomeAgent));
        Assert.AreEqual(0L, bench.Bindings.At(0).HeldUntil);
        Assert.AreEqual(1, bench.CountSent(Update));
    }

    [TestMethod]
    [DataRow("draft-01")]
    [DataRow("rfc5648")]
    public void Draft_5_5_At_Home_Only_The_Binding_That_Came_Home_Goes_And_Those_Of_Foreign_Links_Are_Refreshed(
        string profile)
    {
        RouteBench bench = RouteBench.Optimized(profile);
        bench.Now += 2000;
        bench.Up(0, RouteBench.AtHome);
        Assert.IsFalse(bench.Bindings.At(0).Registered);
        bench.AcknowledgeHome();
        Assert.AreEqual(0, bench.Router.HomeUplink);
        byte[] removal = bench.LastSent(1, Update);
        Assert.AreEqual(0, CorrespondentPen.LifetimeOf(removal));
        Assert.AreEqual(1, (int)removal[79]);
        bench.AnswerAll();
        Assert.AreEqual(0L, bench.Bindings.At(0).HeldUntil);
        Assert.IsTrue(bench.Bindings.At(1).Registered);

        // The refresh asks for the whole lifetime, as there is no home registration any more.
        bench.Receive(1, bench.Pen.RefreshRequest(RouteBench.Second, 2));
        Assert.AreEqual(105, CorrespondentPen.LifetimeOf(bench.LastSent(1, Update)));
    }

    [TestMethod]
    [DataRow("draft-01")]
    [DataRow("rfc5648")]
    public void Draft_5_5_At_Home_Alone_All_Bindings_Are_Deleted_By_One_Update_From_The_Home_Address(string profile)
    {
        RouteBench bench = RouteBench.OptimizedAlone(profile);
        bench.Now += 2000;
        bench.Up(0, RouteBench.AtHome);
        bench.AcknowledgeHome();
        byte[] removal = bench.LastSent(0, Update);
        Assert.AreEqual(72, removal.Length);
        Assert.IsTrue(Ipv6Address.Equal(removal, 8, Hex.Address(RouteBench.Home), 0));
        Assert.AreEqual(0, CorrespondentPen.LifetimeFromHomeOf(removal));
        Assert.IsTrue(bench.Bindings.At(0).HeldUntil > bench.Now);
        bench.AnswerAll();
        Assert.AreEqual(0L, bench.Bindings.At(0).HeldUntil);
    }

    [TestMethod]
    public void Rfc6275_11_6_1_At_Home_The_Home_Test_Is_Native_And_Sufficient()
    {
        RouteBench bench = RouteBench.OptimizedAlone("draft-01");
        bench.RunTo(211000);
        bench.Forget();
        bench.Up(0, RouteBench.AtHome);
        bench.AcknowledgeHome();
        byte[] init = bench.LastSent(0, MobilityHeader.HomeTestInit);
        Assert.AreEqual(56, init.Length);
        Assert.IsTrue(Ipv6Address.Equal(init, 8, Hex.Address(RouteBench.Home), 0));
        Assert.AreEqual(0, bench.CountSent(MobilityHeader.CareOfTestInit));
        bench.AnswerAll();
        Assert.AreEqual(0, CorrespondentPen.LifetimeFromHomeOf(bench.LastSent(0, Update)));
        Assert.AreEqual(0L, bench.Bindings.At(0).HeldUntil);
    }
}
