using McoaRouter.Simulation;

namespace McoaRouter.Tests.Simulation;

[TestClass]
public sealed class PipeTests
{
    [TestMethod]
    public void A_Packet_Takes_Its_Time_On_The_Wire_And_The_Delay()
    {
        Pipe pipe = new Pipe(5000, 0, 1000, 1);
        Assert.IsTrue(pipe.Schedule(125, 100) == 100 + 1000 + 5000);
    }

    [TestMethod]
    public void Packets_Wait_For_Each_Other_And_Keep_Their_Order()
    {
        Pipe pipe = new Pipe(5000, 4000, 1000, 1);
        long last = 0;
        for (int i = 0; i < 100; i++)
        {
            long arrival = pipe.Schedule(125, i * 1000);
            Assert.IsTrue(arrival >= last);
            Assert.IsTrue(arrival >= (i * 1000) + 6000);
            Assert.IsTrue(arrival <= (i * 1000) + 10000);
            last = arrival;
        }
    }

    [TestMethod]
    public void A_Full_Queue_Drops_And_Drains()
    {
        Pipe pipe = new Pipe(0, 0, 1000, 1);
        int taken = 0;
        while (pipe.Schedule(1250, 0) != Pipe.Full)
        {
            taken++;
        }

        Assert.AreEqual(26, taken);
        Assert.IsTrue(pipe.Schedule(1250, 200000) != Pipe.Full);
    }
}
