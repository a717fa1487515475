using McoaRouter.Consoles;
using McoaRouter.HomeAgents;
using McoaRouter.HomeAgents.Correspondents;
using McoaRouter.Security;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Security;

[TestClass]
public sealed class ReturnRoutabilityTests
{
    private const string Correspondent = "2001:db8:c::9";

    private const string HomeToken = "0102030405060708";

    private const string CareOfToken = "1112131415161718";

    /// <summary>SHA-1 of the home and the care-of token.</summary>
    private const string Key = "cedf8515311913c2601bc6aa86a92ddf2601d97e";

    /// <summary>
    /// A Binding Update to a correspondent, BID 1 and nonce indices 9 and 10, with an authenticator that an independent
    /// program computed.
    /// </summary>
    private const string Update =
        "3b040500 36940007 8000003c 2304 0001 c800 0404 0009 000a 0100 050c 15de77db 1e8cbe81 5d58eea3";

    private const int OptionsEnd = 24;
    private const int AuthenticatorAt = 28;

    [TestMethod]
    public void Rfc6275_5_2_5_The_Binding_Management_Key_Hashes_Both_Tokens()
    {
        byte[] key = new byte[4 + Sha1.DigestLength];
        BindingManagementKey.Compute(new Sha1(), Hex.Read("ff" + HomeToken), 1, Hex.Read(CareOfToken), 0, key, 4);
        CollectionAssert.AreEqual(Hex.Read(Key), Octets.Slice(key, 4, Sha1.DigestLength));
    }

    [TestMethod]
    public void Rfc6275_5_2_5_To_Remove_A_Binding_The_Key_Hashes_The_Home_Token_Alone()
    {
        byte[] key = new byte[Sha1.DigestLength];
        BindingManagementKey.Compute(new Sha1(), Hex.Read(HomeToken), 0, key, 0);
        CollectionAssert.AreEqual(Hex.Read("dd5783bcf1e9002bc00ad5b83a95ed6e4ebb4ad5"), key);
    }

    [TestMethod]
    public void Rfc6275_5_2_5_A_Keygen_Token_Is_The_Start_Of_The_Code_Of_Address_And_Nonce()
    {
        NonceTable table = new NonceTable(Octets.SeededSource());
        table.Advance(0);
        Assert.AreEqual(35530, table.CurrentIndex);
        CollectionAssert.AreEqual(Hex.Read("04ea183b11259794"), Token(table, "2001:db8:1::100", false));
        CollectionAssert.AreEqual(Hex.Read("93b4a12845bb568e"), Token(table, RouterBench.First, true));
    }

    [TestMethod]
    public void Rfc6275_5_2_5_Home_And_Care_Of_Token_Of_One_Address_Differ()
    {
        NonceTable table = new NonceTable(Octets.SeededSource());
        table.Advance(0);
        byte[] home = Token(table, RouterBench.First, false);
        byte[] careOf = Token(table, RouterBench.First, true);
        Assert.IsFalse(BigEndian.ReadInt64(home, 0) == BigEndian.ReadInt64(careOf, 0));
    }

    [TestMethod]
    public void Rfc6275_5_2_7_A_Nonce_Serves_For_30_Seconds()
    {
        NonceTable table = new NonceTable(Octets.SeededSource());
        table.Advance(1000);
        int first = table.CurrentIndex;
        table.Advance(1000);
        table.Advance(30999);
        Assert.AreEqual(first, table.CurrentIndex);
        byte[] token = Token(table, RouterBench.First, true);
        table.Advance(31000);
        Assert.AreEqual((first + 1) & 0xFFFF, table.CurrentIndex);
        Assert.IsFalse(BigEndian.ReadInt64(token, 0) == BigEndian.ReadInt64(Token(table, RouterBench.First, true), 0));
    }

    [TestMethod]
    public void Rfc6275_5_2_7_A_Nonce_Is_Accepted_For_240_Seconds_And_Makes_The_Same_Token()
    {
        NonceTable table = new NonceTable(Octets.SeededSource());
        table.Advance(0);
        int first = table.CurrentIndex;
        byte[] address = Hex.Address(RouterBench.First);
        byte[] token = Token(table, RouterBench.First, true);
        byte[] again = new byte[KeygenToken.Octets];
        for (long now = 0; now < 240000; now += 10000)
        {
            table.Advance(now);
            Assert.IsTrue(table.IsAcceptable(first, now));
            table.Compute(first, address, 0, true, again, 0);
            CollectionAssert.AreEqual(token, again);
        }

        Assert.IsTrue(table.IsAcceptable(first, 239999));
        Assert.IsFalse(table.IsAcceptable(first, 240000));
        Assert.IsTrue(table.IsAcceptable((first + 1) & 0xFFFF, 240000));
    }

    [TestMethod]
    public void Rfc6275_5_2_2_Stale_And_Unknown_Indices_Are_Not_Accepted()
    {
        NonceTable table = new NonceTable(Octets.SeededSource());
        Assert.IsFalse(table.IsAcceptable(0, 0));
        table.Advance(0);
        int first = table.CurrentIndex;
        Assert.IsFalse(table.IsAcceptable((first + 1) & 0xFFFF, 0));
        Assert.IsFalse(table.IsAcceptable((first + 8) & 0xFFFF, 0));
        table.Advance(1000000);
        Assert.IsFalse(table.IsAcceptable(first, 1000000));
        Assert.AreEqual((first + 1) & 0xFFFF, table.CurrentIndex);
        Assert.IsTrue(table.IsAcceptable(table.CurrentIndex, 1000000));
    }

    /// <summary>The seed is one after which the first index is the last but one.</summary>
    [TestMethod]
    public void Rfc6275_5_2_2_Each_New_Nonce_Has_A_New_Index_Beyond_The_Last_Too()
    {
        RandomSource random = new RandomSource();
        byte[] seed = new byte[RandomSource.SeedOctets];
        BigEndian.WriteUInt16(seed, seed.Length - 2, 2709);
        random.Seed(seed, 0, seed.Length);
        NonceTable table = new NonceTable(random);
        for (int i = 0; i < 12; i++)
        {
            table.Advance(30000 * i);
            Assert.AreEqual((0xFFFE + i) & 0xFFFF, table.CurrentIndex);
            for (int age = 0; age < 8 && age <= i; age++)
            {
                Assert.IsTrue(table.IsAcceptable((0xFFFE + i - age) & 0xFFFF, 30000 * i));
            }

            Assert.IsFalse(table.IsAcceptable((0xFFFE + i - 8) & 0xFFFF, 30000 * i));
        }
    }

    [TestMethod]
    public void Rfc6275_6_2_7_An_Update_Laid_Out_By_Hand_Is_Authentic()
    {
        AssertVerdict(Refusal.None, Hex.Read(Update));
    }

    [TestMethod]
    public void Rfc6275_6_2_7_An_Update_Is_Ended_As_It_Is_Laid_Out_By_Hand()
    {
        byte[] expected = Hex.Read(Update);
        byte[] buffer = Octets.Repeated(0xEE, 3 + expected.Length + 5);
        System.Array.Copy(expected, 0, buffer, 3, OptionsEnd);
        byte[] correspondent = Hex.Address(Correspondent);
        int end = new BindingAuthorization().Append(
            buffer, 3, 3 + OptionsEnd, Hex.Read("00" + Key), 1, Hex.Address(RouterBench.First), 0, correspondent, 0);
        Assert.AreEqual(3 + expected.Length, end);
        int length = MobilityHeader.Finish(buffer, 3, end, Hex.Address("2001:db8:1::100"), 0, correspondent, 0);
        Assert.AreEqual(expected.Length, length);
        CollectionAssert.AreEqual(expected, Octets.Slice(buffer, 3, length));
        Assert.AreEqual(0xEE, (int)buffer[3 + length]);
    }

    /// <summary>Among them the Binding Identifier option, at 12 to 18.</summary>
    [TestMethod]
    public void Draft_3_1_Every_Octet_But_The_Checksum_Is_Covered()
    {
        ReceivedUpdate update = new ReceivedUpdate(WireProfile.Draft01(35));
        byte[] octets = Hex.Read(Update);
        for (int i = 0; i < octets.Length; i++)
        {
            octets[i] ^= 0x10;
            bool authentic = update.TryRead(octets, 0, octets.Length)
                && Verify(octets, update.Options, RouterBench.First, Key) == Refusal.None;
            Assert.AreEqual(i == 4 || i == 5, authentic);
            octets[i] ^= 0x10;
        }
    }

    [TestMethod]
    public void Rfc6275_6_2_7_Addresses_And_Key_Are_Covered()
    {
        byte[] octets = Hex.Read(Update);
        ReceivedUpdate update = Read(octets);
        AssertSame(Refusal.AuthenticationFailed, Verify(octets, update.Options, RouterBench.Second, Key));
        AssertSame(Refusal.AuthenticationFailed, Verify(octets, update.Options, RouterBench.First, "ff" + Key));
        AssertSame(
            Refusal.AuthenticationFailed,
            new BindingAuthorization().Verify(
                octets,
                0,
                update.Options,
                Hex.Read(Key),
                0,
                Hex.Address(RouterBench.First),
                0,
                Hex.Address(RouterBench.HomeAgentAddress),
                0));
    }

    [TestMethod]
    public void Rfc6275_6_2_1_The_Option_Is_The_Last_With_No_Padding_Behind_It()
    {
        byte[] padded = Hex.Read(Update + "0106000000000000");
        padded[MobilityHeader.HeaderLengthOffset]++;
        AssertVerdict(Refusal.AuthenticationFailed, padded);
    }

    [TestMethod]
    public void Rfc6275_9_5_1_A_Message_Without_The_Option_Or_Cut_Anywhere_Is_Not_Authentic()
    {
        byte[] octets = Hex.Read(Update);
        ReceivedUpdate update = new ReceivedUpdate(WireProfile.Draft01(35));
        AssertVerdict(Refusal.AuthenticationMissing, Octets.Slice(octets, 0, OptionsEnd));
        for (int length = 0; length < octets.Length; length++)
        {
            if (update.TryRead(octets, 0, length))
            {
                AssertSame(
                    Refusal.AuthenticationMissing, Verify(octets, update.Options, RouterBench.First, Key));
            }
        }
    }

    [TestMethod]
    public void Rfc6275_6_2_7_Judging_Leaves_The_Message_As_It_Is()
    {
        byte[] octets = Hex.Read(Update);
        AssertVerdict(Refusal.None, octets);
        CollectionAssert.AreEqual(Hex.Read(Update), octets);
        Assert.AreEqual(
            AuthenticatorAt,
            BindingAuthorizationDataOption.AuthenticatorAt(Read(octets).Options.BindingAuthorizationDataAt));
    }

    private static byte[] Token(NonceTable table, string address, bool careOf)
    {
        byte[] token = new byte[2 + KeygenToken.Octets];
        table.Compute(table.CurrentIndex, Hex.Address(address), 0, careOf, token, 2);
        return Octets.Slice(token, 2, KeygenToken.Octets);
    }

    private static ReceivedUpdate Read(byte[] octets)
    {
        ReceivedUpdate update = new ReceivedUpdate(WireProfile.Draft01(35));
        Assert.IsTrue(update.TryRead(octets, 0, octets.Length));
        return update;
    }

    private static Refusal Verify(byte[] octets, MobilityOptions options, string careOfAddress, string key)
    {
        return new BindingAuthorization().Verify(
            octets, 0, options, Hex.Read(key), 0, Hex.Address(careOfAddress), 0, Hex.Address(Correspondent), 0);
    }

    private static void AssertVerdict(Refusal expected, byte[] octets)
    {
        AssertSame(expected, Verify(octets, Read(octets).Options, RouterBench.First, Key));
    }

    private static void AssertSame(Refusal expected, Refusal found)
    {
        Assert.AreEqual(RefusalNames.Of(expected), RefusalNames.Of(found));
    }
}
