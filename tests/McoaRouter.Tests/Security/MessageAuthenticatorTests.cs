using McoaRouter.Consoles;
using McoaRouter.HomeAgents;
using McoaRouter.Security;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Security;

[TestClass]
public sealed class MessageAuthenticatorTests
{
    private const long Timestamp = unchecked((long)0xEC5B9E0012345678);

    private const string Key = "00112233445566778899aabbccddeeff";

    /// <summary>bus-17@example.net.</summary>
    private const string Identifier = "6275732d3137406578616d706c652e6e6574";

    private const int OptionsEnd = 88;
    private const int End = 144;

    /// <summary>
    /// A bulk Binding Update of both uplinks with identifier, timestamp 0xEC5B9E0012345678, SPI 256 and an
    /// authenticator that an independent program computed over care-of address, home address and all before it.
    /// </summary>
    private const string Update =
        "3b110500 98470001 c400003c 010400000000 2314 0001 c880 20010db8000a00010000000000000017"
        + "0100 2314 0002 6480 20010db8000b00020000000000000029 01020000 06120038 20010db8010000000000000000000000"
        + "0813 01 6275732d3137406578616d706c652e6e6574 0103000000 0a08 ec5b9e0012345678 00"
        + "0911 01 00000100 28cd1272 355cdca8 6c86d0b5";

    /// <summary>Its acknowledgement for the first uplink, likewise.</summary>
    private const string Acknowledgement =
        "3b0b0600 80e70040 0001003c 010400000000 2314 0001 0080 20010db8000a00010000000000000017"
        + "0813 01 6275732d3137406578616d706c652e6e6574 0103000000 0a08 ec5b9e0012345678 00"
        + "0911 01 00000100 936b7933 db3bea8a fa7b4c81";

    [TestMethod]
    public void Rfc4285_5_1_An_Update_Laid_Out_By_Hand_Is_Authentic()
    {
        AssertVerdict(Refusal.None, Hex.Read(Update));
    }

    [TestMethod]
    public void Rfc4285_5_1_An_Acknowledgement_Laid_Out_By_Hand_Is_Authentic()
    {
        byte[] octets = Hex.Read(Acknowledgement);
        BindingAcknowledgement message = new BindingAcknowledgement(WireProfile.Draft01(35));
        Assert.IsTrue(message.TryRead(octets, 0, octets.Length));
        Assert.AreEqual(Timestamp, ReplayProtectionOption.Timestamp(octets, message.Options.ReplayProtectionAt));
        AssertSame(Refusal.None, Verify(Association(), octets, message.Options));
    }

    /// <summary>
    /// Also: the identifier comes first (RFC 4283 §3.2), the authentication option stands at 4n+1 and ends the message.
    /// </summary>
    [TestMethod]
    public void Rfc4285_5_1_An_Update_Is_Ended_As_It_Is_Laid_Out_By_Hand()
    {
        byte[] expected = Hex.Read(Update);
        byte[] buffer = Octets.Repeated(0xEE, 7 + End + 5);
        System.Array.Copy(expected, 0, buffer, 7, OptionsEnd);
        buffer[7 + 1] = 0;
        byte[] home = Hex.Address("2001:db8:1::100");
        int end = Association().Append(
            buffer, 7, 7 + OptionsEnd, Timestamp, Hex.Address(RouterBench.First), 0, home, 0);
        Assert.AreEqual(7 + End, end);
        int length = MobilityHeader.Finish(buffer, 7, end, home, 0, Hex.Address(RouterBench.HomeAgentAddress), 0);
        Assert.AreEqual(End, length);
        CollectionAssert.AreEqual(expected, Octets.Slice(buffer, 7, End));
        Assert.AreEqual(0xEE, (int)buffer[7 + End]);
    }

    [TestMethod]
    public void Rfc4285_5_1_It_Ends_At_A_Multiple_Of_8_Octets_Behind_Any_Options()
    {
        byte[] home = Hex.Address("2001:db8:1::100");
        byte[] careOf = Hex.Address(RouterBench.First);
        byte[] buffer = new byte[128];
        WireProfile profile = WireProfile.Draft01(35);
        MessageAuthenticator association = Association();
        for (int identifiers = 0; identifiers < 4; identifiers++)
        {
            int at = BindingUpdate.Begin(buffer, 0, 1, 0, 0);
            for (int i = 0; i < identifiers; i++)
            {
                at = profile.WriteIndividual(buffer, 0, at, 1 + i, 0, null, 0);
            }

            int end = association.Append(buffer, 0, at, Timestamp, careOf, 0, home, 0);
            Assert.AreEqual(0, end % 8);
            Assert.AreEqual(end, MobilityHeader.Finish(buffer, 0, end, home, 0, careOf, 0));
            AssertVerdict(Refusal.None, Octets.Slice(buffer, 0, end));
        }
    }

    [TestMethod]
    public void Rfc4285_5_1_Every_Octet_But_The_Checksum_Is_Covered()
    {
        MessageAuthenticator association = Association();
        ReceivedUpdate update = new ReceivedUpdate(WireProfile.Draft01(35));
        byte[] octets = Hex.Read(Update);
        for (int i = 0; i < octets.Length; i++)
        {
            octets[i] ^= 0x10;
            bool authentic = update.TryRead(octets, 0, octets.Length)
                && Verify(association, octets, update.Options) == Refusal.None;
            Assert.AreEqual(i == 4 || i == 5, authentic);
            octets[i] ^= 0x10;
        }
    }

    [TestMethod]
    public void Rfc4285_5_1_Both_Addresses_Are_Covered()
    {
        byte[] octets = Hex.Read(Update);
        ReceivedUpdate update = Read(octets);
        byte[] careOf = Hex.Address(RouterBench.First);
        byte[] home = Hex.Address("2001:db8:1::100");
        MessageAuthenticator association = Association();
        AssertSame(Refusal.None, association.Verify(octets, 0, update.Options, careOf, 0, home, 0));
        careOf[15] ^= 1;
        AssertSame(Refusal.AuthenticationFailed, association.Verify(octets, 0, update.Options, careOf, 0, home, 0));
        careOf[15] ^= 1;
        home[0] ^= 1;
        AssertSame(Refusal.AuthenticationFailed, association.Verify(octets, 0, update.Options, careOf, 0, home, 0));
    }

    [TestMethod]
    public void Rfc4285_5_1_Judging_Leaves_The_Message_As_It_Is()
    {
        byte[] octets = Hex.Read(Update);
        AssertVerdict(Refusal.None, octets);
        CollectionAssert.AreEqual(Hex.Read(Update), octets);
    }

    [TestMethod]
    public void Rfc4285_5_1_Another_Spi_Or_Key_Fails()
    {
        byte[] octets = Hex.Read(Update);
        ReceivedUpdate update = Read(octets);
        MessageAuthenticator otherSpi = new MessageAuthenticator(257, Hex.Read(Key), Hex.Read(Identifier));
        MessageAuthenticator highSpi = new MessageAuthenticator(0x80000100, Hex.Read(Key), Hex.Read(Identifier));
        MessageAuthenticator otherKey = new MessageAuthenticator(256, Hex.Read(Key + "00ff"), Hex.Read(Identifier));
        AssertSame(Refusal.AuthenticationFailed, Verify(otherSpi, octets, update.Options));
        AssertSame(Refusal.AuthenticationFailed, Verify(highSpi, octets, update.Options));
        AssertSame(Refusal.AuthenticationFailed, Verify(otherKey, octets, update.Options));
    }

    [TestMethod]
    public void Rfc4285_5_A_Message_Without_The_Option_Is_Refused()
    {
        byte[] octets = Hex.Read(Update);
        AssertVerdict(Refusal.AuthenticationMissing, Octets.Slice(octets, 0, OptionsEnd));
    }

    [TestMethod]
    public void Rfc4285_5_A_Message_Cut_Anywhere_Is_Not_Authentic()
    {
        byte[] octets = Hex.Read(Update);
        MessageAuthenticator association = Association();
        ReceivedUpdate update = new ReceivedUpdate(WireProfile.Draft01(35));
        for (int length = 0; length < octets.Length; length++)
        {
            if (update.TryRead(octets, 0, length))
            {
                AssertSame(Refusal.AuthenticationMissing, Verify(association, octets, update.Options));
            }
        }
    }

    [TestMethod]
    public void Rfc4285_4_A_Message_Without_The_Identifier_Or_With_Another_Is_Refused()
    {
        byte[] octets = Hex.Read(Update);
        ReceivedUpdate update = Read(octets);
        byte[] longer = Hex.Read(Identifier + "2e");
        AssertSame(
            Refusal.IdentifierMismatch,
            Verify(new MessageAuthenticator(256, Hex.Read(Key), longer), octets, update.Options));
        octets[OptionsEnd + 20]++;
        AssertVerdict(Refusal.IdentifierMismatch, octets);
        octets[OptionsEnd + 20]--;
        octets[OptionsEnd + 2] = 2;
        AssertVerdict(Refusal.IdentifierMismatch, octets);
        octets[OptionsEnd] = 200;
        AssertVerdict(Refusal.IdentifierMismatch, octets);
    }

    [TestMethod]
    public void Rfc4285_5_1_The_Option_Is_The_Last_With_No_Padding_Behind_It()
    {
        AssertVerdict(Refusal.AuthenticationFailed, WithHeaderLength(Hex.Read(Update + "0106000000000000"), 18));
        AssertVerdict(Refusal.AuthenticationFailed, WithHeaderLength(Hex.Read(Update + "0000000000000000"), 18));
        AssertVerdict(Refusal.AuthenticationFailed, WithHeaderLength(Hex.Read(Update + "c806000000000000"), 18));
    }

    [TestMethod]
    public void Rfc4285_5_Of_One_Subtype_There_Is_One_Option()
    {
        const string Again = "0102ffff00 0911 01 00000100 28cd1272 355cdca8 6c86d0b5";
        byte[] octets = WithHeaderLength(Hex.Read(Update + Again), 20);
        ReceivedUpdate update = new ReceivedUpdate(WireProfile.Draft01(35));
        Assert.IsFalse(update.TryRead(octets, 0, octets.Length));
        AssertSame(Refusal.OptionDuplicate, update.Refusal);
    }

    /// <summary>§5: behind one for the home domain's servers it must not stand, before one it is not the last.</summary>
    [TestMethod]
    public void Rfc4285_5_Beside_An_Option_Of_Another_Subtype_It_Is_Refused()
    {
        const string Other = "0102ffff00 0911 02 00000003 28cd1272 355cdca8 6c86d0b5";
        AssertVerdict(Refusal.AuthenticationFailed, WithHeaderLength(Hex.Read(Update + Other), 20));
        byte[] buffer = new byte[200];
        byte[] home = Hex.Address("2001:db8:1::100");
        byte[] other = Hex.Read("010104" + "0911 02 00000003 28cd1272 355cdca8 6c86d0b5");
        System.Array.Copy(Hex.Read(Update), 0, buffer, 0, OptionsEnd);
        System.Array.Copy(other, 0, buffer, OptionsEnd, other.Length);
        int end = Association().Append(
            buffer, 0, OptionsEnd + other.Length, Timestamp, Hex.Address(RouterBench.First), 0, home, 0);
        AssertVerdict(Refusal.AuthenticationFailed, Octets.Slice(buffer, 0, end));
    }

    [TestMethod]
    public void The_Association_Keeps_Its_Own_Key_And_Identifier()
    {
        byte[] key = Hex.Read(Key);
        byte[] identifier = Hex.Read(Identifier);
        MessageAuthenticator association = new MessageAuthenticator(256, key, identifier);
        key[0]++;
        identifier[0]++;
        byte[] octets = Hex.Read(Update);
        AssertSame(Refusal.None, Verify(association, octets, Read(octets).Options));
    }

    private static MessageAuthenticator Association()
    {
        return new MessageAuthenticator(256, Hex.Read(Key), Hex.Read(Identifier));
    }

    private static ReceivedUpdate Read(byte[] octets)
    {
        ReceivedUpdate update = new ReceivedUpdate(WireProfile.Draft01(35));
        Assert.IsTrue(update.TryRead(octets, 0, octets.Length));
        return update;
    }

    private static byte[] WithHeaderLength(byte[] octets, int headerLength)
    {
        octets[MobilityHeader.HeaderLengthOffset] = (byte)headerLength;
        return octets;
    }

    private static Refusal Verify(MessageAuthenticator association, byte[] octets, MobilityOptions options)
    {
        return association.Verify(
            octets, 0, options, Hex.Address(RouterBench.First), 0, Hex.Address("2001:db8:1::100"), 0);
    }

    private static void AssertVerdict(Refusal expected, byte[] octets)
    {
        AssertSame(expected, Verify(Association(), octets, Read(octets).Options));
    }

    private static void AssertSame(Refusal expected, Refusal found)
    {
        Assert.AreEqual(RefusalNames.Of(expected), RefusalNames.Of(found));
    }
}
