
namespace McoaRouter.Tests.Udp;

/// <summary>The router and the home agent with each other over IPv4 and through NATs.</summary>
[TestClass]
public sealed class UdpRegistrationTests
{
    private const string Rfc5648 = UdpBench.Address + ",\"wireProfile\":\"rfc5648\"";

    [TestMethod]
    [DataRow("")]
    [DataRow(",\"wireProfile\":\"rfc5648\"")]
    [DataRow(",\"registration\":\"individual\"")]
    [DataRow(",\"wireProfile\":\"rfc5648\",\"registration\":\"individual\"")]
    public void Rfc5555_4_2_Two_Uplinks_Behind_Nats_Are_Registered_And_Carry_Traffic(string members)
    {
        UdpBench bench = new UdpBench(UdpBench.Address + members);
        bench.Up(1, UdpBench.Inside);
        bench.Up(0, UdpBench.Inside);
        bench.Wait(2000);
        Assert.AreEqual("1@198.51.100.7:40000n;2@203.0.113.9:50000n;", bench.Show());
        Assert.AreEqual("++", bench.Router.States());
        Assert.IsTrue(bench.Router.Router.Bindings.At(0).Nat.IsDetected);
        Assert.IsTrue(bench.GoesUp());
        Assert.IsTrue(bench.GoesDown());
        Assert.AreEqual(0L, bench.Router.Router.Refusals.Total());
        Assert.AreEqual(0L, bench.Agent.Refusals.Total());
    }
}
