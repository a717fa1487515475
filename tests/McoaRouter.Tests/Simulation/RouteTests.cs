using McoaRouter.Simulation;

namespace McoaRouter.Tests.Simulation;

[TestClass]
public sealed class RouteTests
{
    [TestMethod]
    public void The_Same_Seed_Gives_The_Same_Route()
    {
        Route first = new Route(DriveBench.ReadSettings(), 5, null);
        Route second = new Route(DriveBench.ReadSettings(), 5, null);
        for (int second500 = 0; second500 < 600; second500++)
        {
            first.MoveTo(500 * second500);
            second.MoveTo(500 * second500);
            Assert.IsTrue(first.Vehicle.Position == second.Vehicle.Position);
            Assert.AreEqual(first.CoverageOf(0).Signal, second.CoverageOf(0).Signal);
            Assert.AreEqual(first.CoverageOf(1).Cell, second.CoverageOf(1).Cell);
        }
    }

    [TestMethod]
    public void How_Often_It_Is_Asked_Does_Not_Change_The_Route()
    {
        Route often = new Route(DriveBench.ReadSettings(), 6, null);
        Route seldom = new Route(DriveBench.ReadSettings(), 6, null);
        for (int i = 0; i <= 3000; i++)
        {
            often.MoveTo(100 * i);
        }

        seldom.MoveTo(300000);
        Assert.IsTrue(often.Vehicle.Position == seldom.Vehicle.Position);
        Assert.AreEqual(often.CoverageOf(0).Cell, seldom.CoverageOf(0).Cell);
        Assert.AreEqual(often.CoverageOf(0).Signal, seldom.CoverageOf(0).Signal);
        Assert.AreEqual(often.CoverageOf(1).Signal, seldom.CoverageOf(1).Signal);
    }

    [TestMethod]
    public void Another_Seed_Gives_Another_Route()
    {
        Route first = new Route(DriveBench.ReadSettings(), 1, null);
        Route second = new Route(DriveBench.ReadSettings(), 2, null);
        first.MoveTo(60000);
        second.MoveTo(60000);
        Assert.IsFalse(first.Vehicle.Position == second.Vehicle.Position);
    }

    [TestMethod]
    public void Hotspots_Have_Gaps_And_The_Cellular_Network_Covers_More()
    {
        Route route = new Route(DriveBench.ReadSettings(), 3, null);
        Assert.AreEqual("wifi", route.ProfileOf(0).Name);
        Assert.AreEqual("cellular", route.ProfileOf(1).Name);
        int hotspots = 0;
        int cellular = 0;
        for (int second = 0; second < 1200; second++)
        {
            route.MoveTo(1000 * second);
            Assert.IsTrue(route.CoverageOf(0).Signal >= 0 && route.CoverageOf(0).Signal <= 100);
            hotspots += route.CoverageOf(0).Signal > 0 ? 1 : 0;
            cellular += route.CoverageOf(1).Signal > 0 ? 1 : 0;
        }

        Assert.IsTrue(hotspots > 120 && hotspots < 900);
        Assert.IsTrue(cellular > hotspots && cellular <= 1200);
    }
}
