using McoaRouter.Consoles;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Wire;

[TestClass]
public sealed class AuthenticationOptionTests
{
    private const string Identifier = "0804 01 614062";

    private const string Replay = "0a08 ec5b9e0012345678";

    private const string Authentication = "0911 01 80000100 00112233 44556677 8899aabb";

    private const string Authorization = "050c 00112233 44556677 8899aabb";

    [TestMethod]
    public void Rfc4285_5_1_The_Options_Are_Read_Where_They_Stand()
    {
        byte[] octets = Hex.Read("00" + "00" + Replay + "00" + Authentication + Identifier);
        MobilityOptions options = Read(octets);
        Assert.AreEqual(2, options.ReplayProtectionAt);
        Assert.AreEqual(13, options.AuthenticationAt);
        Assert.AreEqual(32, options.MobileNodeIdentifierAt);
        Assert.AreEqual(-1, options.BindingAuthorizationDataAt);
        Assert.AreEqual(octets.Length, options.End);
        Assert.AreEqual(0, options.UnknownCount);
        Assert.IsTrue(AuthenticationOption.Spi(octets, 13) == 0x80000100);
        Assert.AreEqual(20, AuthenticationOption.AuthenticationDataAt(13));
        Assert.AreEqual(unchecked((long)0xEC5B9E0012345678), ReplayProtectionOption.Timestamp(octets, 2));
    }

    [TestMethod]
    public void Rfc6275_6_2_7_Binding_Authorization_Data_Is_Read_Where_It_Stands()
    {
        MobilityOptions options = Read(Hex.Read("0000" + Authorization));
        Assert.AreEqual(2, options.BindingAuthorizationDataAt);
        Assert.AreEqual(-1, options.AuthenticationAt);
        Assert.AreEqual(-1, options.MobileNodeIdentifierAt);
        Assert.AreEqual(-1, options.ReplayProtectionAt);
        Assert.IsFalse(options.HasOtherAuthentication);
        Assert.AreEqual(4, BindingAuthorizationDataOption.AuthenticatorAt(2));
    }

    [TestMethod]
    public void What_One_Message_Held_Is_Forgotten_With_The_Next()
    {
        MobilityOptions options = Read(Hex.Read("00" + Authentication + "010400000000" + Authorization + Identifier));
        Assert.AreEqual(1, options.AuthenticationAt);
        byte[] other = Hex.Read("00 0903 02 0000" + "0000" + Replay);
        Assert.IsTrue(options.TryRead(other, 0, 0, 6));
        Assert.IsTrue(options.HasOtherAuthentication);
        Assert.AreEqual(-1, options.AuthenticationAt);
        Assert.AreEqual(-1, options.BindingAuthorizationDataAt);
        Assert.AreEqual(-1, options.MobileNodeIdentifierAt);
        Assert.IsTrue(options.TryRead(other, 0, 0, 1));
        Assert.IsFalse(options.HasOtherAuthentication);
    }

    [TestMethod]
    public void Rfc4283_3_1_An_Identifier_Is_Named_Only_As_A_Whole()
    {
        byte[] octets = Hex.Read(Identifier);
        Assert.IsTrue(MobileNodeIdentifierOption.Names(octets, 0, Hex.Read("614062")));
        Assert.IsFalse(MobileNodeIdentifierOption.Names(octets, 0, Hex.Read("6140")));
        Assert.IsFalse(MobileNodeIdentifierOption.Names(octets, 0, Hex.Read("614063")));
        Assert.IsFalse(MobileNodeIdentifierOption.Names(octets, 0, Hex.Read("61406200")));
    }

    [TestMethod]
    public void Rfc4283_3_Identifiers_Of_Other_Subtypes_Are_Skipped()
    {
        MobilityOptions options = Read(Hex.Read("0804 02 614062" + "0801 07" + Identifier));
        Assert.AreEqual(2, options.UnknownCount);
        Assert.AreEqual(9, options.MobileNodeIdentifierAt);
    }

    [TestMethod]
    public void Rfc4285_5_2_Options_Of_Other_Subtypes_Are_Noted()
    {
        MobilityOptions options = Read(Hex.Read("00" + Authentication + "0905 02 00000003"));
        Assert.IsTrue(options.HasOtherAuthentication);
        Assert.AreEqual(1, options.AuthenticationAt);
    }

    [TestMethod]
    public void Malformed_Authentication_Is_Refused_By_Name()
    {
        AssertRefused(Refusal.OptionLength, "0800");
        AssertRefused(Refusal.OptionLength, "00 0900");
        AssertRefused(Refusal.OptionLength, "00 0910 01 80000100 00112233 44556677 8899aa");
        AssertRefused(Refusal.OptionLength, "00 0912 01 80000100 00112233 44556677 8899aabbcc");
        AssertRefused(Refusal.OptionMisaligned, "0000" + Authentication);
        AssertRefused(Refusal.OptionLength, "0000 0a07 ec5b9e00123456");
        AssertRefused(Refusal.OptionMisaligned, "00000000" + Replay);
        AssertRefused(Refusal.OptionLength, "0000 050b 00112233 44556677 8899aa");
        AssertRefused(Refusal.OptionMisaligned, "00" + Authorization);
    }

    [TestMethod]
    public void Duplicates_Are_Refused()
    {
        AssertRefused(Refusal.OptionDuplicate, Identifier + "0804 01 614063");
        AssertRefused(Refusal.OptionDuplicate, "00" + Authentication + "00" + Authentication);
        AssertRefused(Refusal.OptionDuplicate, "0000" + Replay + "01040000 0000" + Replay);
        AssertRefused(Refusal.OptionDuplicate, "0000" + Authorization + "0000" + Authorization);
    }

    [TestMethod]
    [DataRow(Identifier)]
    [DataRow("00" + Authentication)]
    [DataRow("0000" + Replay)]
    [DataRow("0000" + Authorization)]
    public void An_Option_Cut_Anywhere_Is_Refused(string text)
    {
        byte[] octets = Hex.Read(text);
        MobilityOptions options = new MobilityOptions(WireProfile.Draft01(35));
        int start = 0;
        while (octets[start] == MobilityOption.Pad1)
        {
            start++;
        }

        for (int end = start + 1; end < octets.Length; end++)
        {
            Assert.IsFalse(options.TryRead(octets, 0, 0, end));
            Assert.IsTrue(options.Refusal == Refusal.OptionTruncated);
        }

        Assert.IsTrue(options.TryRead(octets, 0, 0, octets.Length));
    }

    [TestMethod]
    public void Rfc4285_5_The_Options_Are_Written_On_Their_Alignment()
    {
        byte[] buffer = new byte[48];
        int at = MobileNodeIdentifierOption.Write(buffer, 1, Hex.Read("614062"));
        Assert.AreEqual(7, at);
        at = ReplayProtectionOption.Write(buffer, 0, at, unchecked((long)0xEC5B9E0012345678));
        Assert.AreEqual(20, at);
        at = AuthenticationOption.Begin(buffer, 0, at, 0x80000100);
        Assert.AreEqual(28, at);
        byte[] expected = Hex.Read(
            "00" + Identifier + "010100" + Replay + "00" + "0911 01 80000100 00000000 00000000 00000000"
            + "0000000000000000");
        CollectionAssert.AreEqual(expected, buffer);
    }

    [TestMethod]
    public void Rfc6275_6_2_7_Binding_Authorization_Data_Is_Written_On_Its_Alignment()
    {
        byte[] buffer = new byte[13];
        Assert.AreEqual(12, BindingAuthorizationDataOption.Begin(buffer, 0, 3));
        CollectionAssert.AreEqual(Hex.Read("000000 0105000000 0000 050c 00"), buffer);
    }

    [TestMethod]
    public void Integers_Stand_In_Network_Byte_Order()
    {
        byte[] buffer = new byte[9];
        BigEndian.WriteInt64(buffer, 1, unchecked((long)0x8123456789ABCDEF));
        CollectionAssert.AreEqual(Hex.Read("00 81234567 89abcdef"), buffer);
        Assert.AreEqual(unchecked((long)0x8123456789ABCDEF), BigEndian.ReadInt64(buffer, 1));
        Assert.IsTrue(BigEndian.ReadUInt32(buffer, 1) == 0x81234567);
        Assert.IsTrue(BigEndian.ReadUInt32(buffer, 5) == 0x89ABCDEF);
        Assert.AreEqual(0x008123L, BigEndian.ReadInt64(buffer, 0) >> 40);
    }

    private static MobilityOptions Read(byte[] octets)
    {
        MobilityOptions options = new MobilityOptions(WireProfile.Draft01(35));
        Assert.IsTrue(options.TryRead(octets, 0, 0, octets.Length));
        return options;
    }

    private static void AssertRefused(Refusal reason, string text)
    {
        byte[] octets = Hex.Read(text);
        MobilityOptions options = new MobilityOptions(WireProfile.Draft01(35));
        Assert.IsFalse(options.TryRead(octets, 0, 0, octets.Length), text);
        Assert.AreEqual(RefusalNames.Of(reason), RefusalNames.Of(options.Refusal));
    }
}
