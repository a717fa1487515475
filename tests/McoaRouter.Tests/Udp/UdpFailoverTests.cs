using McoaRouter.Wire;

namespace McoaRouter.Tests.Udp;

/// <summary>Which home agent is asked over which family, and when one is silent.</summary>
[TestClass]
public sealed class UdpFailoverTests
{
    private const string Two = ",\"homeAgents\":[\"2001:db8:1::1\",\"2001:db8:1::2\"]";
    private const string SecondAddress = "2001:db8:1::2";

    [TestMethod]
    public void Rfc5555_2_Without_The_Home_Agents_Ipv4_Address_An_Uplink_Is_Refused_By_Name()
    {
        UdpBench bench = new UdpBench(string.Empty);
        bench.Router.Router.LinkUp(0, UdpBench.Mapped(UdpBench.Inside), 0, bench.Router.Now);
        bench.Router.Router.LinkUp(0, UdpBench.Mapped(UdpBench.Inside), 0, bench.Router.Now);
        Assert.AreEqual(1L, bench.Router.Refused(Refusal.NoIpv4HomeAgent));
        Assert.AreEqual(0, bench.Router.SentCount());
        Assert.AreEqual("..", bench.Router.States());
        bench.Router.Up(1, RouterBench.Second);
        bench.Run();
        Assert.AreEqual("2@2001:db8:b:2::29;", bench.Show());
        bench.Router.Router.Stop(bench.Router.Now);
        bench.Run();
        Assert.IsTrue(bench.Router.Router.Stopped);
    }

    [TestMethod]
    public void Rfc5555_2_The_First_Home_Agent_That_Can_Be_Asked_Over_Ipv4_Is_Asked()
    {
        RouterBench router = new RouterBench(Two + ",\"homeAgentIpv4Addresses\":[\"none\",\"192.0.2.2\"]");
        router.Router.LinkUp(0, UdpBench.Mapped(UdpBench.Inside), 0, router.Now);
        Assert.AreEqual(SecondAddress, Ipv6AddressText.Write(router.LastHomeAgent, 0));
        Assert.AreEqual(1, router.Uplinks[0].Count);
        Assert.AreEqual("10.0.0.2:4191>192.0.2.2:4191", router.Sent(0).Substring(0, 28));
    }

    [TestMethod]
    public void Rfc5555_2_Uplinks_Over_Ipv4_Rest_With_A_Home_Agent_Without_And_Come_Back()
    {
        RouterBench router = new RouterBench(Two + ",\"homeAgentIpv4Addresses\":[\"192.0.2.1\",\"none\"]");
        router.Router.LinkUp(0, UdpBench.Mapped(UdpBench.Inside), 0, router.Now);
        router.Up(1, RouterBench.Second);
        Silence(router);
        Assert.AreEqual(SecondAddress, Ipv6AddressText.Write(router.LastHomeAgent, 0));
        Assert.IsFalse(router.Router.Bindings.At(0).Up);
        Assert.AreEqual(1L, router.Refused(Refusal.NoIpv4HomeAgent));
        Assert.AreEqual(".?", router.States());

        Silence(router);
        Assert.AreEqual(RouterBench.HomeAgentAddress, Ipv6AddressText.Write(router.LastHomeAgent, 0));
        Assert.IsTrue(router.Router.Bindings.At(0).Up);
        Assert.AreEqual("??", router.States());
    }

    [TestMethod]
    public void Rfc5555_2_When_The_Last_Ipv6_Uplink_Goes_A_Home_Agent_With_Ipv4_Is_Asked()
    {
        RouterBench router = new RouterBench(Two + ",\"homeAgentIpv4Addresses\":[\"none\",\"192.0.2.2\"]");
        router.Up(1, RouterBench.Second);
        router.Router.LinkUp(0, UdpBench.Mapped(UdpBench.Inside), 0, router.Now);
        Assert.IsFalse(router.Router.Bindings.At(0).Up);
        router.ClearSent();
        router.Now += 2000;
        router.Down(1);
        Assert.AreEqual(SecondAddress, Ipv6AddressText.Write(router.LastHomeAgent, 0));
        Assert.AreEqual(1, router.Uplinks[0].Count);
        Assert.AreEqual("?.", router.States());
    }

    [TestMethod]
    public void Rfc5555_2_A_Lost_Uplink_That_Rested_Stays_Lost()
    {
        RouterBench router = new RouterBench(Two + ",\"homeAgentIpv4Addresses\":[\"none\",\"192.0.2.2\"]");
        router.Up(1, RouterBench.Second);
        router.Router.LinkUp(0, UdpBench.Mapped(UdpBench.Inside), 0, router.Now);
        router.Down(0);
        Silence(router);
        Assert.AreEqual(SecondAddress, Ipv6AddressText.Write(router.LastHomeAgent, 0));
        Assert.IsFalse(router.Router.Bindings.At(0).Up);
    }

    [TestMethod]
    public void Rfc6275_11_7_1_A_Way_That_Is_Cut_Does_Not_Make_The_Home_Agent_Silent()
    {
        UdpBench bench = new UdpBench(UdpBench.Address);
        bench.Router.Up(1, RouterBench.Second);
        bench.Run();
        bench.Nats[0].IsCut = true;
        bench.Up(0, UdpBench.Inside);
        bench.Wait(400000);
        Assert.AreEqual("?+", bench.Router.States());
        Assert.AreEqual(0, bench.Router.NoticesOf[(int)RouterNotice.HomeAgentSilent]);
        bench.Router.Down(1);
        bench.Run();
        bench.Wait(100000);
        Assert.AreEqual(1, bench.Router.NoticesOf[(int)RouterNotice.HomeAgentSilent]);
    }

    [TestMethod]
    public void Rfc6275_11_7_1_Two_Ways_Over_Ipv4_That_Are_Cut_Do()
    {
        UdpBench bench = new UdpBench(UdpBench.Address);
        bench.Up(0, UdpBench.Inside);
        bench.Up(1, UdpBench.Inside);
        bench.Wait(2000);
        bench.Nats[0].IsCut = true;
        bench.Wait(200000);
        Assert.AreEqual(0, bench.Router.NoticesOf[(int)RouterNotice.HomeAgentSilent]);
        bench.Nats[1].IsCut = true;
        bench.Wait(200000);
        Assert.AreEqual(1, bench.Router.NoticesOf[(int)RouterNotice.HomeAgentSilent]);
    }

    [TestMethod]
    public void Rfc6275_11_7_1_A_Cut_Ipv6_Uplink_Beside_A_Whole_Ipv4_One_Is_No_Silence()
    {
        UdpBench bench = new UdpBench(UdpBench.Address);
        bench.Up(0, UdpBench.Inside);
        bench.Router.Up(1, RouterBench.Second);
        bench.Wait(2000);
        bench.Router.Uplinks[1].Refuses = true;
        bench.Wait(400000);
        Assert.AreEqual(0, bench.Router.NoticesOf[(int)RouterNotice.HomeAgentSilent]);
        Assert.AreEqual("+?", bench.Router.States());
    }

    [TestMethod]
    public void Rfc5555_2_1_Discovery_Does_Not_Ask_From_An_Ipv4_CareOf_Address()
    {
        UdpBench bench = new UdpBench(UdpBench.Address);
        bench.Router.Router.Seed(new byte[64], 0, 64);
        bench.Nats[0].IsCut = true;
        bench.Up(0, UdpBench.Inside);
        bench.Wait(60000);
        Assert.IsFalse(bench.Router.Router.HomeRegistration.DiscoveryWanted);
    }

    /// <summary>Nobody answers until another home agent is asked.</summary>
    private static void Silence(RouterBench router)
    {
        byte[] before = new byte[16];
        Ipv6Address.Copy(router.Router.HomeRegistration.HomeAgent, 0, before, 0);
        for (int i = 0; i < 60 && Ipv6Address.Equal(before, 0, router.Router.HomeRegistration.HomeAgent, 0); i++)
        {
            router.PollAt(router.Router.NextDeadline);
        }
    }
}
