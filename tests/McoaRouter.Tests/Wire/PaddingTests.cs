using McoaRouter.HomeAgents;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Wire;

/// <summary>The padding between mobility options.</summary>
[TestClass]
public sealed class PaddingTests
{
    [TestMethod]
    public void Rfc6275_6_2_2_One_Octet_Of_Padding_Is_A_Pad1()
    {
        byte[] buffer = WireBench.Dirty();
        Assert.AreEqual(8, MobilityOption.Align(buffer, 0, 7, 8, 0));
        Assert.AreEqual(MobilityOption.Pad1, (int)buffer[7]);
        Assert.AreEqual(0xEE, (int)buffer[8]);
    }

    [TestMethod]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    [DataRow(5)]
    [DataRow(6)]
    [DataRow(7)]
    public void Rfc6275_6_2_3_More_Octets_Of_Padding_Are_One_PadN_Of_Zeros(int octets)
    {
        byte[] buffer = WireBench.Dirty();
        Assert.AreEqual(16, MobilityOption.Align(buffer, 0, 16 - octets, 8, 0));
        Assert.AreEqual(MobilityOption.PadN, (int)buffer[16 - octets]);
        Assert.AreEqual(octets - 2, MobilityOption.DataLength(buffer, 16 - octets));
        for (int i = 18 - octets; i < 16; i++)
        {
            Assert.AreEqual(0, (int)buffer[i]);
        }

        Assert.AreEqual(0xEE, (int)buffer[16]);
        Assert.AreEqual(0xEE, (int)buffer[15 - octets]);
    }

    [TestMethod]
    public void Alignment_Counts_From_The_Header()
    {
        Assert.IsTrue(MobilityOption.IsAligned(3, 11, 8, 0));
        Assert.IsTrue(MobilityOption.IsAligned(3, 9, 8, 6));
        Assert.IsFalse(MobilityOption.IsAligned(3, 8, 8, 0));
    }

    [TestMethod]
    public void Rfc6275_6_2_3_What_A_PadN_Holds_Is_Ignored()
    {
        ReceivedUpdate update = new ReceivedUpdate(Vectors.Draft);
        byte[] message = Hex.Read("3b03 0500 0000 0001 c400 003c 0104 2304 0001 2304 0007 6400 0104 ffff ffff");
        Assert.IsTrue(update.TryRead(message, 0, message.Length));
        Assert.AreEqual(1, update.Options.BindingIdentifierCount);
        Assert.AreEqual(7, BindingIdentifierOption.Bid(message, update.Options.BindingIdentifierAt(0)));
    }
}
