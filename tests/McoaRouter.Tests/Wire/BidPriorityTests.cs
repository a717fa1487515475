using McoaRouter.Wire;

namespace McoaRouter.Tests.Wire;

/// <summary>The BID-PRI of RFC 6089, made from the priority of the settings and back.</summary>
[TestClass]
public sealed class BidPriorityTests
{
    [TestMethod]
    public void Rfc6089_4_1_Bid_Pri_Is_1_To_127_And_The_Higher_Priority_Has_The_Lower()
    {
        int before = 127;
        for (int priority = 0; priority <= 255; priority++)
        {
            int bidPri = Write(priority)[5];
            Assert.IsTrue(bidPri >= 1 && bidPri <= before);
            before = bidPri;
        }

        Assert.AreEqual(127, (int)Write(0)[5]);
        Assert.AreEqual(1, (int)Write(255)[5]);
    }

    [TestMethod]
    public void Rfc6089_4_1_What_Differs_By_Three_Differs_In_Bid_Pri()
    {
        for (int priority = 3; priority <= 255; priority++)
        {
            Assert.IsTrue(Write(priority)[5] < Write(priority - 3)[5]);
        }
    }

    [TestMethod]
    public void Rfc6089_5_2_1_Bid_Pri_0_Is_No_Priority()
    {
        WireProfile profile = WireProfile.Rfc5648();
        Assert.AreEqual(0, profile.Priority(Hex.Read("2304 0001 0000"), 0));
        Assert.AreEqual(0, profile.Priority(Hex.Read("2304 0001 0080"), 0));
        Assert.AreEqual(255, profile.Priority(Hex.Read("2304 0001 0001"), 0));
        Assert.AreEqual(0, profile.Priority(Hex.Read("2304 0001 007f"), 0));
        Assert.IsTrue(profile.IsWellFormed(Hex.Read("2304 0001 0000"), 0));
    }

    [TestMethod]
    public void Priority_That_Was_Read_Writes_The_Same_Bid_Pri()
    {
        WireProfile profile = WireProfile.Rfc5648();
        for (int priority = 0; priority <= 255; priority++)
        {
            byte[] option = Write(priority);
            Assert.AreEqual((int)option[5], (int)Write(profile.Priority(option, 0))[5]);
        }
    }

    private static byte[] Write(int priority)
    {
        byte[] buffer = WireBench.Dirty();
        int end = WireProfile.Rfc5648().WriteIndividual(
            buffer, 0, 2, 1, priority, Hex.Address(WireBench.CareOf), 0);
        return WireBench.Slice(buffer, end - 22, 22);
    }
}
