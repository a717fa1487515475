using McoaRouter.Wire;

namespace McoaRouter.Tests.Udp;

/// <summary>What keeps a NAT's mapping, and what brings one back that was lost (RFC 5555 §4.3).</summary>
[TestClass]
public sealed class NatKeepaliveTests
{
    private const string LongLived = UdpBench.Address + ",\"lifetimeSeconds\":4000";

    [TestMethod]
    public void Rfc5555_4_3_Without_Traffic_The_Binding_Is_Stated_Again_After_110_Seconds()
    {
        UdpBench bench = Registered(110);
        bench.Wait(109000);
        Assert.AreEqual(0, bench.Updates(0));
        bench.Wait(1000);
        Assert.AreEqual(1, bench.Updates(0));
        Assert.AreEqual("+.", bench.Router.States());
    }

    [TestMethod]
    public void Rfc5555_4_3_The_Home_Agents_Refresh_Time_Is_Kept_To()
    {
        UdpBench bench = Registered(30);
        bench.Wait(300000);
        Assert.AreEqual(10, bench.Updates(0));
    }

    [TestMethod]
    public void Rfc5555_3_2_2_A_Refresh_Time_Of_Zero_Is_The_Default()
    {
        UdpBench bench = Registered(0);
        bench.Wait(330000);
        Assert.AreEqual(3, bench.Updates(0));
    }

    [TestMethod]
    public void Rfc5555_4_3_Without_A_Nat_Nothing_Is_Kept_Alive()
    {
        UdpBench bench = new UdpBench(LongLived + UdpBench.ThreeUplinks);
        bench.Settings.LifetimeLimitSeconds = 4000;
        bench.Up(2, "192.0.2.77");
        bench.Forget();
        bench.Wait(2000000);
        Assert.AreEqual(0, bench.Updates(2));
    }

    [TestMethod]
    public void Rfc5555_4_3_Traffic_Keeps_The_Mapping()
    {
        UdpBench bench = Registered(110);
        for (int i = 0; i < 60; i++)
        {
            Assert.IsTrue(bench.GoesUp() && bench.GoesDown());
            bench.Wait(5000);
        }

        Assert.AreEqual(0, bench.Updates(0));
    }

    [TestMethod]
    public void Rfc5555_4_3_A_Mapping_Lost_Under_Traffic_Costs_Ten_Seconds()
    {
        UdpBench bench = Registered(110);
        Assert.IsTrue(bench.GoesUp() && bench.GoesDown());
        bench.Nats[0].Forget();
        Assert.IsFalse(bench.GoesDown());
        Assert.IsFalse(bench.GoesUp());
        Assert.AreEqual(1L, bench.Agent.Refusals.Of(Refusal.TunnelFromStranger));
        bench.Wait(9000);
        Assert.IsFalse(bench.GoesUp());
        Assert.AreEqual(0, bench.Updates(0));
        bench.Wait(1000);
        Assert.AreEqual(1, bench.Updates(0));
        Assert.AreEqual(RouterNotice.TunnelSilent, bench.Router.LastNotice);
        Assert.AreEqual(0, bench.Router.LastNoticeValue);
        Assert.AreEqual("1@198.51.100.7:40001n;", bench.Show());
        Assert.AreEqual("1:40000n;1:40001n;", bench.Tunnels);
        Assert.IsTrue(bench.GoesUp() && bench.GoesDown());
    }

    [TestMethod]
    public void Rfc5555_4_3_A_Mapping_Lost_Without_Traffic_Is_Back_With_The_Next_Keepalive()
    {
        UdpBench bench = Registered(110);
        bench.Nats[0].Forget();
        bench.Wait(110000);
        Assert.AreEqual("1@198.51.100.7:40001n;", bench.Show());
        Assert.IsTrue(bench.GoesDown());
        Assert.AreEqual(0, bench.Router.NoticesOf[(int)RouterNotice.TunnelSilent]);
    }

    [TestMethod]
    public void Rfc5555_4_3_A_Hand_Over_To_A_Way_Left_Alone_States_Its_Binding_At_Once()
    {
        UdpBench bench = new UdpBench(LongLived);
        bench.Up(0, UdpBench.Inside);
        bench.Up(1, "10.0.1.2");
        Assert.AreEqual(0, bench.Router.Router.Path);
        bench.Forget();
        for (int i = 0; i < 20; i++)
        {
            Assert.IsTrue(bench.GoesUp() && bench.GoesDown());
            bench.Wait(1000);
        }

        bench.Nats[1].Forget();
        bench.Router.Router.LinkDown(0, bench.Router.Now);
        bench.Run();
        Assert.AreEqual(1, bench.Router.Router.Path);
        bench.Wait(400);
        Assert.AreEqual(0, bench.Router.NoticesOf[(int)RouterNotice.TunnelSilent]);
        Assert.IsTrue(bench.GoesUp() && bench.GoesDown());
    }

    [TestMethod]
    public void Rfc5555_4_3_A_Hand_Over_To_A_Way_In_Use_States_Nothing()
    {
        UdpBench bench = new UdpBench(LongLived);
        bench.Up(1, "10.0.1.2");
        Assert.IsTrue(bench.GoesUp() && bench.GoesDown());
        bench.Forget();
        bench.Up(0, UdpBench.Inside);
        bench.Router.Router.LinkDown(0, bench.Router.Now);
        bench.Wait(1000);
        Assert.AreEqual(1, bench.Router.Router.Path);

        // The removal of the other one went over it, and nothing else.
        Assert.AreEqual(1, bench.Updates(1));
    }

    [TestMethod]
    public void Rfc5555_4_3_A_Way_That_Only_Carries_Out_Is_Asked_Ever_More_Rarely()
    {
        UdpBench bench = Registered(110);
        for (int i = 0; i < 400; i++)
        {
            Assert.IsTrue(bench.GoesUp());
            bench.Wait(1000);
        }

        // After 10, 20, 40, 80 s of silence, then at each refresh time.
        Assert.AreEqual(6, bench.Updates(0));
        Assert.AreEqual(1, bench.Router.NoticesOf[(int)RouterNotice.TunnelSilent]);
        Assert.IsTrue(bench.GoesDown());
        bench.Forget();
        Assert.IsTrue(bench.GoesUp());
        bench.Wait(10000);
        Assert.AreEqual(1, bench.Updates(0));
        Assert.AreEqual(2, bench.Router.NoticesOf[(int)RouterNotice.TunnelSilent]);
    }

    [TestMethod]
    public void Rfc5555_4_3_A_Short_Refresh_Time_Does_Not_Tell_Of_One_Silence_Twice()
    {
        UdpBench bench = Registered(4);
        for (int i = 0; i < 100; i++)
        {
            Assert.IsTrue(bench.GoesUp());
            bench.Wait(1000);
        }

        Assert.AreEqual(1, bench.Router.NoticesOf[(int)RouterNotice.TunnelSilent]);
        Assert.AreEqual(10, bench.Updates(0));
    }

    [TestMethod]
    public void Rfc5555_4_3_A_Silent_Way_That_Stays_Cut_Is_Asked_At_The_Slow_Rate()
    {
        UdpBench bench = Registered(110);
        bench.Nats[0].IsCut = true;
        Assert.IsFalse(bench.GoesUp());
        bench.Wait(300000);
        Assert.IsTrue(bench.Updates(0) > 8 && bench.Updates(0) < 16);
        Assert.AreEqual(1, bench.Router.NoticesOf[(int)RouterNotice.TunnelSilent]);
        bench.Nats[0].IsCut = false;
        bench.Wait(32000);
        Assert.IsTrue(bench.GoesUp() && bench.GoesDown());
    }

    [TestMethod]
    public void Rfc5555_4_3_Polls_Early_Late_And_Twice_Change_Nothing()
    {
        UdpBench bench = Registered(110);
        long due = bench.Router.Router.NextDeadline;
        bench.Router.PollAt(due - 1);
        bench.Router.PollAt(due - 1);
        bench.Run();
        Assert.AreEqual(0, bench.Updates(0));
        bench.Router.PollAt(due + 5000);
        bench.Router.PollAt(due + 5000);
        bench.Run();
        Assert.AreEqual(1, bench.Updates(0));
    }

    [TestMethod]
    public void Rfc5555_4_3_Each_Uplink_Is_Kept_By_Itself()
    {
        UdpBench bench = new UdpBench(LongLived);
        bench.Settings.LifetimeLimitSeconds = 4000;
        bench.Up(0, UdpBench.Inside);
        bench.Wait(50000);
        bench.Up(1, UdpBench.Inside);
        bench.Forget();
        bench.Wait(60000);
        Assert.AreEqual(1, bench.Updates(0));
        Assert.AreEqual(0, bench.Updates(1));
        bench.Wait(50000);
        Assert.AreEqual(1, bench.Updates(0));
        Assert.AreEqual(1, bench.Updates(1));
    }

    [TestMethod]
    public void Rfc5555_4_3_Without_A_Nat_A_Silent_Way_Is_Asked_At_The_Slow_Rate_Too()
    {
        UdpBench bench = new UdpBench(LongLived + UdpBench.ThreeUplinks);
        bench.Settings.LifetimeLimitSeconds = 4000;
        bench.Up(2, "192.0.2.77");
        bench.Forget();
        for (int i = 0; i < 400; i++)
        {
            Assert.IsTrue(bench.GoesUp());
            bench.Wait(1000);
        }

        Assert.IsFalse(bench.Router.Router.Bindings.At(2).Nat.IsDetected);
        Assert.AreEqual(6, bench.Updates(2));
    }

    [TestMethod]
    public void Rfc5555_3_2_2_An_Answer_Without_The_Option_Leaves_The_Default()
    {
        UdpBench bench = new UdpBench(LongLived);
        bench.Settings.LifetimeLimitSeconds = 4000;
        bench.HidesNatDetection = true;
        bench.Up(0, UdpBench.Inside);
        bench.Forget();
        bench.Wait(109000);
        Assert.AreEqual(0, bench.Updates(0));
        bench.Wait(1000);
        Assert.AreEqual(1, bench.Updates(0));
    }

    [TestMethod]
    [DataRow(9999, 1)]
    [DataRow(10000, 2)]
    public void Rfc5555_4_3_A_Way_Left_Alone_For_Ten_Seconds_Is_Doubted(int heardBefore, int updates)
    {
        UdpBench bench = new UdpBench(LongLived);
        bench.Up(0, UdpBench.Inside);
        bench.Wait(20000);
        bench.Up(1, "10.0.1.2");
        bench.Wait(heardBefore);
        bench.Forget();
        bench.Router.Router.LinkDown(0, bench.Router.Now);
        bench.Wait(400);
        Assert.AreEqual(1, bench.Router.Router.Path);
        // The removal of the other one, and the statement.
        Assert.AreEqual(updates, bench.Updates(1));
    }

    [TestMethod]
    public void Of_A_New_Address_No_Nat_Is_Known()
    {
        UdpBench bench = Registered(110);
        Assert.IsTrue(bench.Router.Router.Bindings.At(0).Nat.IsDetected);
        bench.Router.Router.LinkUp(0, UdpBench.Mapped("10.0.0.3"), 0, bench.Router.Now);
        Assert.IsFalse(bench.Router.Router.Bindings.At(0).Nat.IsDetected);
    }

    private static UdpBench Registered(int natKeepaliveSeconds)
    {
        UdpBench bench = new UdpBench(LongLived);
        bench.Settings.LifetimeLimitSeconds = 4000;
        bench.Settings.NatKeepaliveSeconds = natKeepaliveSeconds;
        bench.Restart();
        bench.Up(0, UdpBench.Inside);
        bench.Forget();
        return bench;
    }
}
