using McoaRouter.Bindings;
using McoaRouter.Wire;

namespace McoaRouter.Tests.FlowBindings;

/// <summary>What traffic steering tells the operator of its rules.</summary>
[TestClass]
public sealed class SteeringViewTests
{
    // Rule 0 without balance: the flow binding of all its packets.
    private const int Fid = 17;

    private const string Rules =
        ",\"flows\":[{\"uplinks\":[\"lte\",\"wifi\"],\"name\":\"voice\",\"protocol\":\"udp\"}]";

    [TestMethod]
    public void A_Rule_Is_Unasked_Then_Stated_Then_Acknowledged()
    {
        TrafficSteering steering = new TrafficSteering();
        RouterBench bench = new RouterBench(Rules, steering);
        Assert.IsTrue(bench.Router.Steering.StandingOf(0) == FlowStanding.Unasked);
        Assert.AreEqual(0, bench.Router.Steering.ShareOf(0, 1));
        Register(bench);
        Assert.IsTrue(steering.StandingOf(0) == FlowStanding.Stated);
        Assert.AreEqual(steering.Shares, steering.ShareOf(0, 1));
        Assert.AreEqual(0, steering.ShareOf(0, 0));
        Answer(bench, steering, FlowStatus.Accepted);
        Assert.IsTrue(steering.StandingOf(0) == FlowStanding.Acknowledged);
        Assert.AreEqual(FlowStatus.Accepted, steering.StatusOf(0));
    }

    [TestMethod]
    public void A_Refused_Rule_Has_The_Status_Of_Its_Refusal()
    {
        TrafficSteering steering = new TrafficSteering();
        RouterBench bench = new RouterBench(Rules, steering);
        Register(bench);
        Answer(bench, steering, FlowStatus.Prohibited);
        Assert.IsTrue(steering.StandingOf(0) == FlowStanding.Refused);
        Assert.AreEqual(FlowStatus.Prohibited, steering.StatusOf(0));
    }

    [TestMethod]
    public void A_Home_Agent_Without_Flow_Bindings_Ignores_The_Rule()
    {
        TrafficSteering steering = new TrafficSteering();
        RouterBench bench = new RouterBench(Rules, steering);
        Register(bench);
        steering.Acknowledged(bench.Router.Bindings.Sequence, new byte[12], 0, 12, bench.Now);
        Assert.IsTrue(steering.StandingOf(0) == FlowStanding.Ignored);
    }

    [TestMethod]
    public void Paths_That_Are_Not_Watched_Are_Told_So()
    {
        RouterBench bench = new RouterBench(Rules, new TrafficSteering());
        Assert.IsFalse(bench.Router.Steering.WatchesPaths);
        Assert.IsTrue(new RouterBench(",\"health\":{}", new TrafficSteering()).Router.Steering.WatchesPaths);
        Assert.IsNull(new RouterBench().Router.Steering);
    }

    private static void Register(RouterBench bench)
    {
        bench.BothUp();
        bench.Answer(0, BindingStatus.Accepted, 60, 0, 0);
        Assert.AreEqual(0, bench.Router.Path);
    }

    private static void Answer(RouterBench bench, TrafficSteering steering, int status)
    {
        byte[] answer = new byte[32];
        FlowIdentificationOption.WriteStatus(answer, 0, 12, Fid, status);
        steering.Acknowledged(bench.Router.Bindings.Sequence, answer, 0, 20, bench.Now);
    }
}
