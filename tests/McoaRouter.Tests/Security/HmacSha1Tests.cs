using McoaRouter.Security;

namespace McoaRouter.Tests.Security;

[TestClass]
public sealed class HmacSha1Tests
{
    [TestMethod]
    [DataRow(0x0B, 20, "4869205468657265", "b6173186 55057264 e28bc0b6 fb378c8e f146be00")]
    [DataRow(
        0xAA,
        20,
        "dddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddddd",
        "125d7342 b9ac11cd 91a39af4 8aa17b4f 63f175d3")]
    [DataRow(0x0C, 20, "546573742057697468205472756e636174696f6e", "4c1a0342 4b55e07f e7f27be1 d58bb932 4a9a5a04")]
    [DataRow(
        0xAA,
        80,
        "54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65204b6579202d2048617368204b6579204669727374",
        "aa4ae5e1 5272d00e 95705637 ce8a3b55 ed402112")]
    [DataRow(
        0xAA,
        80,
        "54657374205573696e67204c6172676572205468616e20426c6f636b2d53697a65204b657920"
        + "616e64204c6172676572205468616e204f6e6520426c6f636b2d53697a652044617461",
        "e8e99d0f 45237d78 6d6bbaa7 965c7808 bbff1a91")]
    public void Rfc2202_3_The_Test_Cases_Give_Their_Codes(int keyOctet, int keyLength, string message, string mac)
    {
        CollectionAssert.AreEqual(Hex.Read(mac), Mac(Octets.Repeated(keyOctet, keyLength), Hex.Read(message)));
    }

    [TestMethod]
    [DataRow(
        "4a656665",
        "7768617420646f2079612077616e7420666f72206e6f7468696e673f",
        "effcdf6a e5eb2fa2 d27416d5 f184df9c 259a7c79")]
    [DataRow(
        "0102030405060708090a0b0c0d0e0f10111213141516171819",
        "cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd",
        "4c9007f4 026250c6 bc8414f9 bf50c86c 2d7235da")]
    public void Rfc2202_3_The_Test_Cases_With_Other_Keys_Give_Their_Codes(string key, string message, string mac)
    {
        CollectionAssert.AreEqual(Hex.Read(mac), Mac(Hex.Read(key), Hex.Read(message)));
    }

    /// <summary>
    /// One digest over the codes of 141 messages, each under itself as its key; an independent program made it.
    /// </summary>
    [TestMethod]
    public void Rfc2104_2_Keys_And_Messages_Of_Every_Length_Up_To_140_Give_Their_Codes()
    {
        byte[] octets = Octets.Sequence(140);
        byte[] macs = new byte[141 * HmacSha1.Length];
        HmacSha1 hmac = new HmacSha1();
        for (int length = 0; length <= octets.Length; length++)
        {
            hmac.SetKey(octets, 0, length);
            hmac.Add(octets, 0, length);
            hmac.Finish(macs, length * HmacSha1.Length);
        }

        byte[] digest = new byte[Sha1.DigestLength];
        Sha1 sha1 = new Sha1();
        sha1.Add(macs, 0, macs.Length);
        sha1.Finish(digest, 0);
        CollectionAssert.AreEqual(Hex.Read("281356a5 052a4f51 99783064 477b645c cf4378b6"), digest);
    }

    [TestMethod]
    public void A_Key_Serves_For_Many_Messages()
    {
        byte[] message = Hex.Read("4869205468657265");
        byte[] expected = Hex.Read("b6173186 55057264 e28bc0b6 fb378c8e f146be00");
        byte[] found = new byte[HmacSha1.Length];
        HmacSha1 hmac = new HmacSha1();
        hmac.SetKey(Octets.Repeated(0x0B, 30), 5, 20);
        for (int i = 0; i < 3; i++)
        {
            hmac.Add(message, 0, i);
            hmac.Begin();
            hmac.Add(message, 0, message.Length);
            hmac.Finish(found, 0);
            CollectionAssert.AreEqual(expected, found);
            hmac.Begin();
        }
    }

    [TestMethod]
    public void Without_A_Key_It_Is_The_Empty_One()
    {
        byte[] found = new byte[HmacSha1.Length];
        new HmacSha1().Finish(found, 0);
        CollectionAssert.AreEqual(Hex.Read("fbdb1d1b 18aa6c08 324b7d64 b71fb763 70690e1d"), found);
    }

    private static byte[] Mac(byte[] key, byte[] message)
    {
        byte[] mac = new byte[HmacSha1.Length];
        HmacSha1 hmac = new HmacSha1();
        hmac.SetKey(key, 0, key.Length);
        hmac.Add(message, 0, message.Length);
        hmac.Finish(mac, 0);
        return mac;
    }
}
