using McoaRouter.Simulation;

namespace McoaRouter.Tests.Simulation;

[TestClass]
public sealed class ScriptedCoverageTests
{
    [TestMethod]
    public void An_Uplink_Takes_Its_Own_Steps_When_They_Are_Due()
    {
        ScriptedCoverage coverage = new ScriptedCoverage(Journey(), 1);
        Assert.AreEqual(0, coverage.Signal);
        coverage.MoveTo(1999, 0);
        Assert.AreEqual(0, coverage.Signal);
        coverage.MoveTo(2000, 0);
        Assert.AreEqual(100, coverage.Signal);
        Assert.IsTrue(coverage.Link == AttachedLink.Foreign);
        int cell = coverage.Cell;
        coverage.MoveTo(3000, 0);
        Assert.IsTrue(coverage.Link == AttachedLink.Home);
        Assert.IsFalse(coverage.Cell == cell);
        coverage.MoveTo(4000, 0);
        Assert.AreEqual(0, coverage.Signal);
    }

    [TestMethod]
    public void Steps_That_Were_Passed_By_Are_All_Taken()
    {
        ScriptedCoverage coverage = new ScriptedCoverage(Journey(), 1);
        coverage.MoveTo(3500, 0);
        Assert.AreEqual(100, coverage.Signal);
        Assert.IsTrue(coverage.Link == AttachedLink.Home);
    }

    [TestMethod]
    public void Another_Link_Is_Another_Cell_Though_The_Signal_Never_Went()
    {
        ScriptedCoverage coverage = new ScriptedCoverage(Journey(), 1);
        coverage.MoveTo(2000, 0);
        Assert.AreEqual(0, coverage.Cell);
        coverage.MoveTo(3000, 0);
        Assert.AreEqual(1, coverage.Cell);
    }

    private static Scenario Journey()
    {
        ScenarioStep[] steps = new ScenarioStep[]
        {
            new ScenarioStep(1000, 0, AttachedLink.Home),
            new ScenarioStep(2000, 1, AttachedLink.Foreign),
            new ScenarioStep(3000, 1, AttachedLink.Home),
            new ScenarioStep(4000, 1, AttachedLink.None),
        };
        return new Scenario("test", "test", steps, null);
    }
}
