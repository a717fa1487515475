using System;
using McoaRouter.Torture;
using McoaRouter.Torture.World;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Torture;

/// <summary>What is broken on purpose in a whole run without faults is found, each by the invariant that is there for it.</summary>
[TestClass]
public sealed class SabotageInvariantTests
{
    private const int Minutes = 24;
    private const int Seeds = 12;

    [TestMethod]
    public void Without_sabotage_and_faults_every_invariant_holds_and_all_vehicles_converge()
    {
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            TortureOutcome outcome = TortureRun.Run(new TortureCase(seed, Minutes, []), null);
            Assert.IsNull(outcome.Broken, $"seed {seed}: {outcome.Broken}");
            Assert.AreEqual(outcome.Totals.Vehicles, outcome.Totals.Converged, $"seed {seed}");
            Assert.IsGreaterThan(0, outcome.Totals.StreamReceived);
        }
    }

    [TestMethod]
    [DataRow(3)]
    [DataRow(108)]
    [DataRow(187)]
    [DataRow(10328)]
    [DataRow(10747)]
    [DataRow(11731)]
    public void A_seed_that_found_something_holds_now(int seed)
    {
        TortureOutcome outcome = TortureRun.Run(new TortureCase((ulong)seed), null);
        Assert.IsNull(outcome.Broken, outcome.Broken?.ToString());
    }

    [TestMethod]
    [DataRow("ForeignSource", "prefix-guard")]
    [DataRow("WrongCareOfAddress", "tunnel-guard")]
    [DataRow("WrongTunnel", "tunnel-guard")]
    [DataRow("SentTwice", "once-only")]
    [DataRow("TooManyUpdates", "update-rate")]
    [DataRow("NoBackOff", "back-off")]
    [DataRow("FastClock", "lifetimes")]
    [DataRow("StoppedClock", "lifetimes")]
    [DataRow("SilentHomeAgent", "agreement")]
    [DataRow("BackwardSequences", "sequence-order")]
    [DataRow("LostPackets", "convergence")]
    [DataRow("Allocation", "no-allocation")]
    [DataRow("LostBuffers", "table-limits")]
    [DataRow("Exception", "progress")]
    [DataRow("StoppedTime", "progress")]
    [DataRow("ForgottenConfirmation", "store-rule")]
    public void A_sabotage_is_found_by_its_invariant(string name, string invariant)
    {
        Sabotage sabotage = Enum.Parse<Sabotage>(name);
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            Broken? broken = TortureRun.Run(new TortureCase(seed, Minutes, []), null, sabotage).Broken;
            if (broken is not null)
            {
                Assert.AreEqual(invariant, broken.Invariant, broken.ToString());
                return;
            }
        }

        Assert.Fail($"{name} was not found in {Seeds} seeds");
    }
}
