using McoaRouter.Wire;

namespace McoaRouter.Tests.Wire;

[TestClass]
public sealed class MobilityOptionTests
{
    private const int Absent = -1;

    [TestMethod]
    public void Rfc6275_6_2_4_Binding_Refresh_Advice_Is_Read()
    {
        byte[] octets = Hex.Read("0202 fffe");
        MobilityOptions options = Read(octets);
        Assert.AreEqual(0, options.BindingRefreshAdviceAt);
        Assert.AreEqual(0xFFFE, BindingRefreshAdviceOption.IntervalUnits(octets, options.BindingRefreshAdviceAt));
        Assert.AreEqual(0, options.UnknownCount);
    }

    [TestMethod]
    public void Rfc6275_6_2_4_Binding_Refresh_Advice_Is_Written_On_Its_Alignment()
    {
        byte[] buffer = WireBench.Dirty();
        Assert.AreEqual(5, BindingRefreshAdviceOption.Write(buffer, 1, 1, 0x0103));
        CollectionAssert.AreEqual(Hex.Read("ee 0202 0103 ee"), WireBench.Slice(buffer, 0, 6));
        Assert.AreEqual(8, BindingRefreshAdviceOption.Write(buffer, 0, 3, 60));
        CollectionAssert.AreEqual(Hex.Read("00 0202 003c ee"), WireBench.Slice(buffer, 3, 6));
    }

    [TestMethod]
    public void Rfc6275_6_2_6_Nonce_Indices_Are_Read()
    {
        byte[] octets = Hex.Read("0100 0404 0102 fffe");
        MobilityOptions options = Read(octets);
        Assert.AreEqual(2, options.NonceIndicesAt);
        Assert.AreEqual(0x0102, NonceIndicesOption.HomeNonceIndex(octets, 2));
        Assert.AreEqual(0xFFFE, NonceIndicesOption.CareOfNonceIndex(octets, 2));
        Assert.AreEqual(0, options.UnknownCount);
    }

    [TestMethod]
    public void Rfc6275_6_2_6_Nonce_Indices_Are_Written_On_Their_Alignment()
    {
        byte[] buffer = WireBench.Dirty();
        Assert.AreEqual(10, NonceIndicesOption.Write(buffer, 0, 3, 0x0102, 0xFFFE));
        CollectionAssert.AreEqual(Hex.Read("ee 00 0404 0102 fffe ee"), WireBench.Slice(buffer, 2, 9));
    }

    [TestMethod]
    public void Rfc5568_6_4_4_A_Link_Layer_Address_Is_Read()
    {
        byte[] octets = Hex.Read("00 0707 02 0200 5e10 2030");
        MobilityOptions options = Read(octets);
        Assert.AreEqual(1, options.LinkLayerAddressAt);
        Assert.AreEqual(LinkLayerAddressOption.MobileNode, LinkLayerAddressOption.OptionCode(octets, 1));
        Assert.AreEqual(4, LinkLayerAddressOption.AddressOffset(1));
        Assert.AreEqual(6, LinkLayerAddressOption.AddressLength(octets, 1));
        Assert.AreEqual(0, options.UnknownCount);
        Assert.AreEqual(0, Read(Hex.Read("0702 02 ff")).LinkLayerAddressAt);
    }

    [TestMethod]
    public void Rfc5648_5_6_3_Only_The_Mobile_Nodes_Link_Layer_Address_Is_Taken()
    {
        byte[] octets = Hex.Read("0702 01 aa 0702 02 bb 0702 03 cc");
        MobilityOptions options = Read(octets);
        Assert.AreEqual(4, options.LinkLayerAddressAt);
        Assert.AreEqual(2, options.UnknownCount);
    }

    [TestMethod]
    public void Rfc5648_5_6_3_The_Mobile_Nodes_Link_Layer_Address_Is_Written()
    {
        byte[] buffer = WireBench.Dirty();
        Assert.AreEqual(12, LinkLayerAddressOption.Write(buffer, 3, Hex.Read("ff 02005e102030"), 1, 6));
        CollectionAssert.AreEqual(Hex.Read("ee 0707 02 02005e102030 ee"), WireBench.Slice(buffer, 2, 11));
    }

    [TestMethod]
    public void Rfc5555_3_1_2_An_Ipv4_Care_Of_Address_Is_Accepted()
    {
        byte[] octets = Hex.Read("2006 ffff c0000205");
        MobilityOptions options = Read(octets);
        Assert.AreEqual(0, options.Ipv4CareOfAddressAt);
        Assert.AreEqual(4, Ipv4CareOfAddressOption.AddressOffset(options.Ipv4CareOfAddressAt));
        Assert.AreEqual(0, options.UnknownCount);
    }

    [TestMethod]
    public void What_A_Message_Does_Not_Have_Is_Forgotten()
    {
        MobilityOptions options = new MobilityOptions(Vectors.Draft);
        byte[] octets = Hex.Read("0202 0001 0404 0001 0002 0000 2006 0000 c0000205 0702 02 ff");
        Assert.IsTrue(options.TryRead(octets, 0, 0, octets.Length));
        Assert.AreEqual(0, options.BindingRefreshAdviceAt);
        Assert.AreEqual(4, options.NonceIndicesAt);
        Assert.AreEqual(12, options.Ipv4CareOfAddressAt);
        Assert.AreEqual(20, options.LinkLayerAddressAt);
        Assert.IsTrue(options.TryRead(octets, 0, 0, 0));
        Assert.AreEqual(Absent, options.BindingRefreshAdviceAt);
        Assert.AreEqual(Absent, options.NonceIndicesAt);
        Assert.AreEqual(Absent, options.Ipv4CareOfAddressAt);
        Assert.AreEqual(Absent, options.LinkLayerAddressAt);
    }

    [TestMethod]
    [DataRow("0200")]
    [DataRow("0201 00")]
    [DataRow("0203 000000")]
    [DataRow("0400")]
    [DataRow("0403 000000")]
    [DataRow("0405 0000000000")]
    [DataRow("0700")]
    [DataRow("0701 02")]
    [DataRow("2005 0000000000")]
    [DataRow("2007 00000000000000")]
    public void Rfc6275_6_2_1_A_Wrong_Length_Is_Refused(string octets)
    {
        AssertRefused(Refusal.OptionLength, octets);
    }

    [TestMethod]
    [DataRow("00 0202 0001")]
    [DataRow("00 0404 0001 0002")]
    [DataRow("0100 2006 0000 c0000205")]
    public void Rfc6275_6_2_1_A_Wrong_Alignment_Is_Refused(string octets)
    {
        AssertRefused(Refusal.OptionMisaligned, octets);
    }

    [TestMethod]
    [DataRow("0202 0001 0202 0001")]
    [DataRow("0404 0001 0002 0404 0001 0002")]
    [DataRow("0702 02 aa 0702 02 bb")]
    [DataRow("2006 0000 c0000205 2006 0000 c0000205")]
    public void What_A_Message_Has_Once_Is_Refused_Twice(string octets)
    {
        AssertRefused(Refusal.OptionDuplicate, octets);
    }

    [TestMethod]
    [DataRow("0202 0001")]
    [DataRow("0404 0001 0002")]
    [DataRow("0707 02 02005e102030")]
    [DataRow("2006 0000 c0000205")]
    public void An_Option_Cut_At_Any_Length_Is_Refused(string octets)
    {
        byte[] whole = Hex.Read(octets);
        for (int length = 1; length < whole.Length; length++)
        {
            AssertRefused(Refusal.OptionTruncated, WireBench.Slice(whole, 0, length));
        }
    }

    private static MobilityOptions Read(byte[] octets)
    {
        MobilityOptions options = new MobilityOptions(Vectors.Draft);
        Assert.IsTrue(options.TryRead(octets, 0, 0, octets.Length));
        return options;
    }

    private static void AssertRefused(Refusal reason, string octets)
    {
        AssertRefused(reason, Hex.Read(octets));
    }

    private static void AssertRefused(Refusal reason, byte[] octets)
    {
        MobilityOptions options = new MobilityOptions(Vectors.Draft);
        Assert.IsFalse(options.TryRead(octets, 0, 0, octets.Length));
        WireBench.AssertRefusal(reason, options.Refusal);
    }
}
