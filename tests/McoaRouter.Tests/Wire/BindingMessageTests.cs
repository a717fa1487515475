using McoaRouter.Consoles;
using McoaRouter.HomeAgents;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Wire;

[TestClass]
public sealed class BindingMessageTests
{
    [TestMethod]
    public void Of_A_Message_Shorter_Than_Its_Fixed_Part_Nothing_Is_Read()
    {
        byte[] message = new byte[16];
        BindingAcknowledgement acknowledgement = new BindingAcknowledgement(Vectors.Draft);
        Assert.IsTrue(acknowledgement.TryRead(message, 0, 12));
        Assert.IsFalse(acknowledgement.TryRead(message, 0, 11));
        Assert.AreEqual((int)Refusal.Truncated, (int)acknowledgement.Refusal);
    }

    [TestMethod]
    [DataRow(0, true)]
    [DataRow(127, true)]
    [DataRow(128, false)]
    [DataRow(143, false)]
    [DataRow(144, true)]
    [DataRow(145, true)]
    [DataRow(146, false)]
    public void Statuses_Of_Bindings_Count_Under_Some_Statuses_Only(int status, bool count)
    {
        Assert.AreEqual(count, Vectors.Draft.HasStatusPerBinding(status));
        Assert.AreEqual(count ? 7 : status, Vectors.Draft.StatusOf(7, status));
    }

    [TestMethod]
    public void The_Draft_Has_No_Option_For_A_Home_Binding()
    {
        byte[] untouched = new byte[64];
        byte[] buffer = new byte[64];
        Assert.AreEqual(28, Vectors.Draft.WriteHomeBinding(buffer, 0, 28, 1, 100, Hex.Address("2001:db8::1"), 0));
        CollectionAssert.AreEqual(untouched, buffer);
    }

    private const int Header = Ipv6Header.Length + HomeAddressOption.HeaderLength;

    [TestMethod]
    public void Draft_4_3_1_A_Bulk_Update_Laid_Out_By_Hand_Is_Read()
    {
        byte[] octets = Vectors.BulkUpdate();
        ReceivedUpdate update = Read(octets);
        Assert.AreEqual(1, update.Sequence);
        Assert.AreEqual(0xC400, update.Flags);
        Assert.AreEqual(60, update.LifetimeUnits);
        Assert.AreEqual(2, update.Options.BindingIdentifierCount);
        int first = update.Options.BindingIdentifierAt(0);
        int second = update.Options.BindingIdentifierAt(1);
        Assert.AreEqual(1, BindingIdentifierOption.Bid(octets, first));
        Assert.AreEqual(200, Vectors.Draft.Priority(octets, first));
        Assert.IsTrue(Vectors.Draft.NamesCareOfAddress(octets, first));
        Assert.IsFalse(Vectors.Draft.Removes(octets, first));
        Assert.AreEqual(2, BindingIdentifierOption.Bid(octets, second));
        Assert.AreEqual(
            RouterBench.Second, Ipv6AddressText.Write(octets, BindingIdentifierOption.CareOfAddressOffset(second)));
        Assert.AreEqual(1, update.Options.PrefixCount);
        Assert.IsTrue(MobileNetworkPrefixOption.Names(
            octets, update.Options.PrefixAt(0), Ipv6Prefix.TryRead("2001:db8:100::/56", true)));
    }

    [TestMethod]
    public void Rfc3963_4_3_A_Prefix_Is_Named_Only_With_Its_Length()
    {
        byte[] octets = Vectors.BulkUpdate();
        ReceivedUpdate update = Read(octets);
        int at = update.Options.PrefixAt(0);
        Assert.IsFalse(MobileNetworkPrefixOption.Names(octets, at, Ipv6Prefix.TryRead("2001:db8:100::/57", true)));
        Assert.IsFalse(MobileNetworkPrefixOption.Names(octets, at, Ipv6Prefix.TryRead("2001:db8:200::/56", true)));
    }

    [TestMethod]
    public void Draft_4_3_1_R_Is_Read()
    {
        byte[] octets = Vectors.UpdateWithRemoval();
        ReceivedUpdate update = Read(octets);
        Assert.IsTrue(Vectors.Draft.Removes(octets, update.Options.BindingIdentifierAt(0)));
        Assert.IsFalse(Vectors.Draft.Removes(octets, update.Options.BindingIdentifierAt(1)));
    }

    [TestMethod]
    public void Draft_4_3_1_Compliance_Is_Length_4_Or_20_By_C_And_R_Only_With_C_And_A_Bid()
    {
        Assert.IsTrue(Vectors.Draft.IsWellFormed(Hex.Read("2304 0001 c800"), 0));
        Assert.IsFalse(Vectors.Draft.IsWellFormed(Hex.Read("2304 0000 c800"), 0));
        Assert.IsFalse(Vectors.Draft.IsWellFormed(Hex.Read("2304 0001 c880"), 0));
        Assert.IsFalse(Vectors.Draft.IsWellFormed(Hex.Read("2304 0001 c840"), 0));
        Assert.IsFalse(Vectors.Draft.IsWellFormed(Hex.Read("2302 0001"), 0));
        Assert.IsFalse(Vectors.Draft.IsWellFormed(
            Hex.Read("2314 0001 c800 20010db8000a00010000000000000017"), 0));
        Assert.IsTrue(Vectors.Draft.IsWellFormed(
            Hex.Read("2314 0001 c8c0 20010db8000a00010000000000000017"), 0));
    }

    [TestMethod]
    public void Rfc6275_6_2_Options_Are_Written_On_Their_Alignment()
    {
        byte[] buffer = new byte[64];
        int at = AlternateCareOfAddressOption.Write(buffer, 0, 12, Hex.Address(RouterBench.First), 0);
        Assert.AreEqual(32, at);
        CollectionAssert.AreEqual(
            Hex.Read("0100 0310 20010db8000a00010000000000000017"), Slice(buffer, 12, 20));
        at = WireProfile.Draft01(200).WriteIndividual(buffer, 0, 33, 258, 7, null, 0);
        Assert.AreEqual(40, at);
        CollectionAssert.AreEqual(Hex.Read("00 c804 0102 0700"), Slice(buffer, 33, 7));
    }

    [TestMethod]
    public void Rfc6275_6_2_1_Unknown_Options_Are_Skipped()
    {
        MobilityOptions options = new MobilityOptions(WireProfile.Draft01(35));
        byte[] octets = Hex.Read("00 00 fe03010203 00 0102ffff c800 2304 0009 0100");
        Assert.IsTrue(options.TryRead(octets, 0, 0, octets.Length));
        Assert.AreEqual(2, options.UnknownCount);
        Assert.AreEqual(1, options.BindingIdentifierCount);
        Assert.AreEqual(9, BindingIdentifierOption.Bid(octets, options.BindingIdentifierAt(0)));
    }

    [TestMethod]
    public void Draft_4_3_1_The_Option_Type_Is_Settable()
    {
        MobilityOptions options = new MobilityOptions(WireProfile.Draft01(200));
        byte[] octets = Hex.Read("c804 0009 0100 2304 0001 0100");
        Assert.IsTrue(options.TryRead(octets, 0, 0, octets.Length));
        Assert.AreEqual(1, options.BindingIdentifierCount);
        Assert.AreEqual(1, options.UnknownCount);
        Assert.AreEqual(9, BindingIdentifierOption.Bid(octets, options.BindingIdentifierAt(0)));
    }

    [TestMethod]
    public void Malformed_Options_Are_Refused_By_Name()
    {
        AssertRefused(Refusal.OptionTruncated, "01");
        AssertRefused(Refusal.OptionTruncated, "0103 0000");
        AssertRefused(Refusal.OptionMisaligned, "00 2304 0001 0000");
        AssertRefused(Refusal.OptionLength, "01020000 0611 0038 20010db801000000000000000000 00");
        AssertRefused(Refusal.OptionMisaligned, "0612 0038 20010db8010000000000000000000000");
        AssertRefused(Refusal.OptionLength, "010400000000 0304 00000000");
        AssertRefused(Refusal.OptionMisaligned, "0310 20010db8010000000000000000000000");
    }

    [TestMethod]
    public void More_Options_Than_The_Limits_Are_Refused()
    {
        MobilityOptions options = new MobilityOptions(WireProfile.Draft01(35));
        byte[] octets = new byte[6 * (Limits.BindingIdentifierOptions + 1)];
        for (int at = 0; at < octets.Length; at += 6)
        {
            Vectors.Draft.WriteReference(octets, 0, at, 1 + at);
        }

        Assert.IsTrue(options.TryRead(octets, 0, 0, octets.Length - 6));
        Assert.IsFalse(options.TryRead(octets, 0, 0, octets.Length));
        Assert.IsTrue(options.Refusal == Refusal.TooManyOptions);
    }

    [TestMethod]
    public void More_Unknown_Options_Than_The_Limit_Are_Refused()
    {
        MobilityOptions options = new MobilityOptions(Vectors.Draft);
        byte[] octets = new byte[2 * (Limits.MobilityOptions + 1)];
        for (int at = 0; at < octets.Length; at += 2)
        {
            octets[at] = 200;
        }

        Assert.IsTrue(options.TryRead(octets, 0, 0, octets.Length - 2));
        Assert.AreEqual(Limits.MobilityOptions, options.UnknownCount);
        Assert.IsFalse(options.TryRead(octets, 0, 0, octets.Length));
        Assert.IsTrue(options.Refusal == Refusal.TooManyOptions);
    }

    [TestMethod]
    public void More_Prefixes_Than_The_Limit_Are_Refused()
    {
        MobilityOptions options = new MobilityOptions(Vectors.Draft);
        Ipv6Prefix prefix = Ipv6Prefix.TryRead("2001:db8:100::/56", true);
        byte[] octets = new byte[24 * (Limits.Prefixes + 1)];
        int last = 0;
        int end = 0;
        for (int i = 0; i <= Limits.Prefixes; i++)
        {
            last = end;
            end = MobileNetworkPrefixOption.Write(octets, 0, end, prefix);
        }

        Assert.IsTrue(options.TryRead(octets, 0, 0, last));
        Assert.AreEqual(Limits.Prefixes, options.PrefixCount);
        Assert.IsFalse(options.TryRead(octets, 0, 0, end));
        Assert.IsTrue(options.Refusal == Refusal.TooManyOptions);
    }

    [TestMethod]
    public void Rfc6275_6_1_1_The_Mobility_Header_Is_Checked()
    {
        AssertHeader(Refusal.None, -1, 0);
        AssertHeader(Refusal.PayloadProtocol, Header, 41);
        AssertHeader(Refusal.Truncated, Header + 1, 11);
        AssertHeader(Refusal.OverLong, Header + 1, 9);
        AssertHeader(Refusal.Checksum, Header + 5, 0x64);
        AssertHeader(Refusal.Checksum, 63, 0x01);
    }

    [TestMethod]
    public void Draft_6_3_An_Answer_Copies_The_Option_With_Its_Status()
    {
        byte[] received = Hex.Read("2314 0001 c880 20010db8000a00010000000000000017");
        byte[] answer = new byte[64];
        int end = Vectors.Draft.WriteAnswer(answer, 0, 12, received, 0, 128);
        Assert.AreEqual(40, end);
        CollectionAssert.AreEqual(
            Hex.Read("010400000000 2314 0001 8080 20010db8000a00010000000000000017"), Slice(answer, 12, 28));
        end = Vectors.Draft.WriteAnswer(answer, 0, 12, Hex.Read("2302 0001"), 0, 128);
        Assert.AreEqual(18, end);
        CollectionAssert.AreEqual(Hex.Read("2304 0001 8000"), Slice(answer, 12, 6));
    }

    private static ReceivedUpdate Read(byte[] octets)
    {
        ReceivedUpdate update = new ReceivedUpdate(WireProfile.Draft01(35));
        Assert.IsTrue(update.TryRead(octets, Header, octets.Length - Header));
        return update;
    }

    private static byte[] Slice(byte[] buffer, int offset, int length)
    {
        byte[] slice = new byte[length];
        System.Array.Copy(buffer, offset, slice, 0, length);
        return slice;
    }

    private static void AssertRefused(Refusal reason, string text)
    {
        byte[] octets = Hex.Read(text);
        MobilityOptions options = new MobilityOptions(WireProfile.Draft01(35));
        Assert.IsFalse(options.TryRead(octets, 0, 0, octets.Length), text);
        Assert.AreEqual(RefusalNames.Of(reason), RefusalNames.Of(options.Refusal));
    }

    private static void AssertHeader(Refusal reason, int at, int value)
    {
        byte[] octets = Vectors.BulkUpdate();
        if (at >= 0)
        {
            octets[at] = (byte)value;
        }

        Ipv6Packet packet = new Ipv6Packet();
        Assert.IsTrue(packet.TryRead(octets, 0, octets.Length));
        Assert.AreEqual(RefusalNames.Of(reason), RefusalNames.Of(MobilityHeader.Check(packet)));
    }
}
