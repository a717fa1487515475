using McoaRouter.Simulation;

namespace McoaRouter.Tests.Simulation;

[TestClass]
public sealed class SplitMix64Tests
{
    /// <summary>The numbers that its authors' implementation gives for this seed.</summary>
    [TestMethod]
    public void Numbers_Are_Those_Of_The_Published_Generator()
    {
        SplitMix64 generator = new SplitMix64(1234567);
        Assert.IsTrue(generator.Next() == 6457827717110365317UL);
        Assert.IsTrue(generator.Next() == 3203168211198807973UL);
        Assert.IsTrue(generator.Next() == 9817491932198370423UL);
        Assert.IsTrue(generator.Next() == 4593380528125082431UL);
        Assert.IsTrue(generator.Next() == 16408922859458223821UL);
    }

    [TestMethod]
    public void Between_Reaches_Both_Ends_And_Nothing_Beyond()
    {
        SplitMix64 generator = new SplitMix64(7);
        bool least = false;
        bool most = false;
        for (int i = 0; i < 500; i++)
        {
            int value = generator.Between(-3, 4);
            Assert.IsTrue(value >= -3 && value <= 4);
            least |= value == -3;
            most |= value == 4;
        }

        Assert.IsTrue(least);
        Assert.IsTrue(most);
    }

    [TestMethod]
    public void Chance_Of_Nothing_And_Of_Everything_Are_Certain()
    {
        SplitMix64 generator = new SplitMix64(9);
        for (int i = 0; i < 100; i++)
        {
            Assert.IsFalse(generator.Chance(0));
            Assert.IsTrue(generator.Chance(1000000));
        }
    }
}
