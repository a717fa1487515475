using System;
using System.Linq;
using CsCheck;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Steering;

/// <summary>How a balanced rule shares flows out, over any weights (whole routers, packets of all ports).</summary>
[TestClass]
public sealed class BalancePropertyTests
{
    private const int Blocks = 16;
    private const int PortsPerBlock = 4096;

    private static readonly Gen<int[]> s_weights = new GenArray<int>(Gen.Int[1, 100])[2, 8];

    [TestMethod]
    public void Each_uplink_carries_its_weight_within_a_sixteenth()
    {
        Check.Sample(
            Gen.Select(s_weights, Gen.Int[0, PortsPerBlock - 1]),
            (weights, offset) =>
            {
                SteeredRouter router = new(weights);
                int[] shares = new int[weights.Length];
                foreach (int uplink in router.Uplinks(offset))
                {
                    shares[uplink]++;
                }

                for (int i = 0; i < weights.Length; i++)
                {
                    Assert.IsLessThan(1.0 / Blocks, Math.Abs(((double)shares[i] / Blocks) - ((double)weights[i] / weights.Sum())));
                }
            },
            iter: 200,
            threads: 1);
    }

    [TestMethod]
    public void Flow_sticks_to_its_uplink_and_ports_of_a_block_go_together()
    {
        Check.Sample(
            Gen.Select(s_weights, Gen.Int[0, PortsPerBlock - 1], Gen.Int[0, PortsPerBlock - 1]),
            (weights, one, other) =>
            {
                SteeredRouter router = new(weights);
                int[] first = router.Uplinks(one);
                CollectionAssert.AreEqual(first, router.Uplinks(other));
                router.Now += 100_000;
                CollectionAssert.AreEqual(first, router.Uplinks(one));
                CollectionAssert.AreEqual(first, new SteeredRouter(weights).Uplinks(one));
            },
            iter: 100,
            threads: 1);
    }

    [TestMethod]
    public void Loss_of_an_uplink_moves_its_own_flows_alone_and_they_come_back()
    {
        Check.Sample(
            Gen.Select(s_weights, Gen.Int[0, 7], Gen.Bool),
            (weights, chosen, dies) =>
            {
                int lost = chosen % weights.Length;
                SteeredRouter router = new(weights);
                int[] before = router.Uplinks(0);
                router.Serve(lost, false, dies);
                int[] meanwhile = router.Uplinks(0);
                for (int i = 0; i < Blocks; i++)
                {
                    Assert.AreNotEqual(lost, meanwhile[i]);
                    Assert.IsTrue(meanwhile[i] == before[i] || before[i] == lost);
                }

                router.Serve(lost, true, dies);
                CollectionAssert.AreEqual(before, router.Uplinks(0));
            },
            iter: 200,
            threads: 1);
    }

    [TestMethod]
    public void Steering_without_rules_and_health_sets_next_to_no_memory_aside()
    {
        Assert.IsLessThan(1024L, SteeringOf(string.Empty));
        Assert.IsGreaterThan(8192L, SteeringOf(",\"health\":{}"));

        static long SteeringOf(string members)
        {
            _ = new SteeredRouter(members, null);
            long before = GC.GetAllocatedBytesForCurrentThread();
            _ = new SteeredRouter(members, null);
            long plain = GC.GetAllocatedBytesForCurrentThread() - before;
            before = GC.GetAllocatedBytesForCurrentThread();
            _ = new SteeredRouter(members, new TrafficSteering());
            return GC.GetAllocatedBytesForCurrentThread() - before - plain;
        }
    }
}
