using System.Numerics;
using McoaRouter.HomeAgents;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.HomeAgents;

/// <summary>The comparison of sequence numbers (RFC 6275 §9.5.1) against one in whole numbers, which never wraps.</summary>
[TestClass]
public sealed class SequencePropertyTests
{
    private static readonly int[] s_last = [0, 1, 2, 0x7FFE, 0x7FFF, 0x8000, 0x8001, 0x8002, 0xFFFD, 0xFFFE, 0xFFFF];

    [TestMethod]
    public void Every_sequence_number_is_judged_as_in_whole_numbers()
    {
        RouterBindings router = new(0, null!, new BindingPool(1, 1, 1));
        foreach (int last in s_last)
        {
            router.LastSequence = last;
            for (int sequence = 0; sequence <= 0xFFFF; sequence++)
            {
                Assert.AreEqual(IsNewer(sequence, last), router.AcceptsSequence(sequence, -1), $"{sequence} after {last}");
            }
        }
    }

    [TestMethod]
    public void Without_a_binding_every_sequence_number_is_taken_once_the_last_is_forgotten()
    {
        RouterBindings router = new(0, null!, new BindingPool(1, 1, 1)) { LastSequence = 5 };
        for (int sequence = 0; sequence <= 0xFFFF; sequence++)
        {
            Assert.IsTrue(router.AcceptsSequence(sequence, 0));
        }
    }

    /// <summary>Of all whole numbers that end in these 16 bits, the one nearest to the last decides.</summary>
    private static bool IsNewer(int sequence, int last)
    {
        BigInteger above = new BigInteger(last) + (1 << 16);
        BigInteger nearest = sequence;
        for (int turn = 1; turn <= 2; turn++)
        {
            BigInteger other = sequence + (new BigInteger(turn) << 16);
            nearest = BigInteger.Abs(other - above) < BigInteger.Abs(nearest - above) ? other : nearest;
        }

        return nearest > above && nearest - above < 1 << 15;
    }
}
