using McoaRouter.Simulation;

namespace McoaRouter.Tests.Simulation;

[TestClass]
public sealed class EventQueueTests
{
    [TestMethod]
    public void Events_Come_In_The_Order_Of_Their_Time()
    {
        EventQueue queue = new EventQueue(4);
        Assert.IsTrue(queue.Add(30, 3, 33, 333));
        Assert.IsTrue(queue.Add(10, 1, 11, 111));
        Assert.IsTrue(queue.Add(20, 2, 22, 222));
        Assert.IsTrue(queue.NextTime == 10);
        AssertNext(queue, 10, 1, 11, 111);
        AssertNext(queue, 20, 2, 22, 222);
        AssertNext(queue, 30, 3, 33, 333);
        Assert.IsFalse(queue.TryTake());
        Assert.IsTrue(queue.NextTime == long.MaxValue);
    }

    [TestMethod]
    public void Events_Of_The_Same_Time_Come_In_The_Order_Of_Their_Adding()
    {
        EventQueue queue = new EventQueue(16);
        for (int i = 0; i < 16; i++)
        {
            Assert.IsTrue(queue.Add(5, i, i, i));
        }

        for (int i = 0; i < 16; i++)
        {
            AssertNext(queue, 5, i, i, i);
        }
    }

    [TestMethod]
    public void A_Full_Queue_Takes_No_More_And_Loses_Nothing()
    {
        EventQueue queue = new EventQueue(2);
        Assert.IsTrue(queue.Add(2, 2, 0, 0));
        Assert.IsTrue(queue.Add(1, 1, 0, 0));
        Assert.IsFalse(queue.Add(0, 0, 0, 0));
        AssertNext(queue, 1, 1, 0, 0);
        AssertNext(queue, 2, 2, 0, 0);
    }

    [TestMethod]
    public void Order_Holds_Under_Any_Mixture_Of_Adding_And_Taking()
    {
        SplitMix64 generator = new SplitMix64(20);
        EventQueue queue = new EventQueue(32);
        long now = 0;
        for (int i = 0; i < 1000; i++)
        {
            if (queue.Count == 32 || (queue.Count > 0 && generator.Chance(450000)))
            {
                Assert.IsTrue(queue.TryTake());
                Assert.IsTrue(queue.Time >= now);
                Assert.IsTrue(queue.NextTime >= queue.Time);
                now = queue.Time;
            }
            else
            {
                Assert.IsTrue(queue.Add(now + generator.Between(0, 40), 0, 0, 0));
            }
        }
    }

    private static void AssertNext(EventQueue queue, long time, int kind, int subject, int epoch)
    {
        Assert.IsTrue(queue.TryTake());
        Assert.IsTrue(queue.Time == time);
        Assert.AreEqual(kind, queue.Kind);
        Assert.AreEqual(subject, queue.Subject);
        Assert.AreEqual(epoch, queue.Epoch);
    }
}
