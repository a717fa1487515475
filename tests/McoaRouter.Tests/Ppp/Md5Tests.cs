using McoaRouter.LinkLayers.Ppp;

namespace McoaRouter.Tests.Ppp;

[TestClass]
public sealed class Md5Tests
{
    [TestMethod]
    [DataRow("", "d41d8cd98f00b204e9800998ecf8427e")]
    [DataRow("61", "0cc175b9c0f1b6a831c399e269772661")]
    [DataRow("616263", "900150983cd24fb0d6963f7d28e17f72")]
    [DataRow("6d65737361676520646967657374", "f96b697d7cb7938d525a2f31aaf161d0")]
    [DataRow(
        "4142434445464748494a4b4c4d4e4f505152535455565758595a6162636465666768696a6b6c6d6e6f707172737475767778797a"
        + "30313233343536373839",
        "d174ab98d277d9f5a5611c2c9f419d9f")]
    public void Rfc1321_A_5_The_Test_Suite_Gives_Its_Digests(string message, string digest)
    {
        byte[] octets = Hex.Read(message);
        CollectionAssert.AreEqual(Hex.Read(digest), Digest(octets, octets.Length));
    }

    /// <summary>
    /// A digest over the digests of 130 messages, one longer than the other; another program made it.
    /// </summary>
    [TestMethod]
    public void Every_Length_Around_The_Edges_Of_A_Block_Gives_Its_Digest()
    {
        byte[] message = new byte[130];
        byte[] digests = new byte[message.Length * Md5.DigestLength];
        for (int length = 0; length < message.Length; length++)
        {
            message[length] = (byte)length;
            System.Array.Copy(
                Digest(message, length), 0, digests, length * Md5.DigestLength, Md5.DigestLength);
        }

        CollectionAssert.AreEqual(Hex.Read("3bd6fc76c984cc0a4a363e5f4e4505c0"), Digest(digests, digests.Length));
    }

    private static byte[] Digest(byte[] message, int length)
    {
        Md5 md5 = new Md5();
        byte[] digest = new byte[Md5.DigestLength];
        md5.Begin();
        md5.Add(message, 0, length / 3);
        md5.Add(message, length / 3, length - (length / 3));
        md5.Finish(digest, 0);
        return digest;
    }
}
