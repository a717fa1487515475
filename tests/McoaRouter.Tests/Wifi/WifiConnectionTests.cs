using McoaRouter.LinkLayers;
using McoaRouter.LinkLayers.Wifi;
using McoaRouter.Settings;

namespace McoaRouter.Tests.Wifi;

[TestClass]
public sealed class WifiConnectionTests
{
    [TestMethod]
    public void Start_Connects_And_Stop_Leaves_The_Network()
    {
        WifiBench bench = new WifiBench(Transport.Auto);
        Assert.IsTrue(bench.Uplink.Stopped);
        Assert.AreEqual(MobileRouter.NoDeadline, bench.Uplink.NextDeadline);
        bench.Start();
        Assert.AreEqual(1, bench.Station.Connects);
        Assert.IsFalse(bench.Uplink.Stopped);
        bench.Uplink.Stop(bench.Now);
        Assert.IsTrue(bench.Uplink.Stopped);
        Assert.AreEqual(1, bench.Station.Disconnects);
        bench.Run(120000);
        Assert.AreEqual(1, bench.Station.Connects);
    }

    [TestMethod]
    public void A_Network_Out_Of_Reach_Is_Tried_Again_After_1_2_4_And_At_Most_60_Attempt()
    {
        WifiBench bench = new WifiBench(Transport.Auto);
        bench.Station.Outcome = WifiStationState.NotFound;
        bench.Start();
        bench.Uplink.Poll(bench.Now);
        int pause = 1000;
        for (int i = 1; i < 10; i++)
        {
            bench.Run(pause - 1);
            Assert.AreEqual(i, bench.Station.Connects, Attempt(i));
            bench.Run(1);
            Assert.AreEqual(i + 1, bench.Station.Connects, Attempt(i));
            pause = pause * 2 > 60000 ? 60000 : pause * 2;
            bench.Uplink.Poll(bench.Now);
        }

        Assert.AreEqual(1, bench.Notices);
        Assert.AreEqual((int)LinkNotice.WifiNotFound, (int)bench.LastNotice);
    }

    [TestMethod]
    public void A_Refused_Passphrase_Is_Told_Once()
    {
        WifiBench bench = new WifiBench(Transport.Auto);
        bench.Station.Outcome = WifiStationState.Refused;
        bench.Start();
        bench.Run(30000);
        Assert.IsTrue(bench.Station.Connects > 3);
        Assert.AreEqual(1, bench.Notices);
        Assert.AreEqual((int)LinkNotice.WifiRefused, (int)bench.LastNotice);
    }

    [TestMethod]
    public void A_Station_That_Never_Ends_Connecting_Is_Given_Up_After_30_Attempt()
    {
        WifiBench bench = new WifiBench(Transport.Auto);
        bench.Start();
        bench.Run(29000);
        Assert.AreEqual(0, bench.Station.Disconnects);
        bench.Run(1001);
        Assert.AreEqual(1, bench.Station.Disconnects);
        bench.Run(1001);
        Assert.AreEqual(2, bench.Station.Connects);
    }

    [TestMethod]
    public void A_Lost_Network_Takes_The_Link_Down_And_Is_Connected_Again()
    {
        WifiBench bench = WifiBench.UpOverUdp();
        bench.Run(20000);
        bench.Station.State = WifiStationState.Lost;
        bench.Run(1);
        Assert.AreEqual(1, bench.Downs);
        Assert.AreEqual((int)WifiUplinkState.Pausing, (int)bench.Uplink.State);
        Assert.IsFalse(bench.Datagrams.IsOpen);
        bench.Run(1002);
        Assert.AreEqual(2, bench.Ups);
    }

    [TestMethod]
    public void A_Network_That_Comes_And_Goes_Is_Connected_With_Growing_Pauses()
    {
        WifiBench bench = WifiBench.UpOverUdp();
        for (int i = 0; i < 6; i++)
        {
            bench.Run(500);
            bench.Station.State = WifiStationState.Lost;
            bench.Run(1);
            int connects = bench.Station.Connects;
            bench.Run((1000 << i) - 3);
            Assert.AreEqual(connects, bench.Station.Connects, Attempt(i));
            bench.Run(10);
            Assert.AreEqual(connects + 1, bench.Station.Connects, Attempt(i));
        }
    }

    [TestMethod]
    public void A_Network_Without_Any_Address_Is_Left_After_20_Attempt()
    {
        WifiBench bench = WifiBench.Started(Transport.Auto);
        bench.Sockets.HasIpv6 = false;
        bench.Run(19000);
        Assert.AreEqual(0, bench.Notices);
        bench.Run(2000);
        Assert.AreEqual((int)LinkNotice.NoAddress, (int)bench.LastNotice);
        Assert.AreEqual(1, bench.Station.Disconnects);
        Assert.AreEqual(0, bench.Ups);
        Assert.AreEqual(0, bench.Downs);
    }

    [TestMethod]
    public void The_Signal_Is_The_Stations()
    {
        WifiBench bench = WifiBench.UpOverUdp();
        bench.Station.SignalDbm = -71;
        Assert.AreEqual(-71, bench.Uplink.SignalDbm);
        Assert.AreEqual(1500, bench.Uplink.MaximumTransmissionUnit);
    }

    private static string Attempt(int attempt)
    {
        return "attempt " + attempt.ToString();
    }
}
