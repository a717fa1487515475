using McoaRouter.Wire;

namespace McoaRouter.Tests.HomeAgents;

/// <summary>A home agent with two bindings, and what is expected of it when it refuses to change them.</summary>
internal static class Expect
{
    internal static HomeAgentBench Registered()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.RegisterTwo(1, 60, 0);
        bench.Listener.Clear();
        return bench;
    }

    /// <summary>
    /// A home agent that speaks RFC 5648, with the same two bindings; their priorities are 199 and 100 on this wire.
    /// </summary>
    internal static HomeAgentBench RegisteredByRfc5648()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Speak(WireProfile.Rfc5648());
        bench.RegisterTwo(1, 60, 0);
        bench.Listener.Clear();
        return bench;
    }

    internal static void Silent(HomeAgentBench bench, int answer, Refusal reason)
    {
        Assert.AreEqual(-1, answer);
        Assert.AreEqual(1, bench.Refused(reason));
        Unchanged(bench);
    }

    internal static void Incompliant(HomeAgentBench bench, int answer)
    {
        Refused(bench, answer, BindingStatus.BulkFailed);
        Assert.AreEqual(Vectors.Draft.MalformedStatus, bench.AnswerStatus(0));
        Assert.AreEqual(1, bench.Refused(Refusal.BindingIdentifierMalformed));
        Unchanged(bench);
    }

    internal static void Refused(HomeAgentBench bench, int answer, int status)
    {
        Assert.AreEqual(status, answer);
        Assert.AreEqual(0, bench.Answer.LifetimeUnits);
        if (bench.Bindings.Count != 0)
        {
            Unchanged(bench);
        }
    }

    private static void Unchanged(HomeAgentBench bench)
    {
        Assert.AreEqual("1:200@2001:db8:a::10;2:100@2001:db8:b::20;", bench.Show());
        Assert.IsTrue(bench.Bindings.IsRegistered(0) && bench.Bindings.IsRegistered(1));
    }
}
