using McoaRouter.Security;

namespace McoaRouter.Tests.Security;

[TestClass]
public sealed class Sha1Tests
{
    [TestMethod]
    [DataRow("", "da39a3ee 5e6b4b0d 3255bfef 95601890 afd80709")]
    [DataRow("616263", "a9993e36 4706816a ba3e2571 7850c26c 9cd0d89d")]
    [DataRow(
        "6162636462636465636465666465666765666768666768696768696a68696a6b"
        + "696a6b6c6a6b6c6d6b6c6d6e6c6d6e6f6d6e6f706e6f7071",
        "84983e44 1c3bd26e baae4aa1 f95129e5 e54670f1")]
    public void Fips180_4_6_1_The_Examples_Give_Their_Digests(string message, string digest)
    {
        CollectionAssert.AreEqual(Hex.Read(digest), Digest(Hex.Read(message)));
    }

    [TestMethod]
    [DataRow(55, "ddf57317 ef34bfee 3b6df83d 35909893 0eb278bc")]
    [DataRow(56, "a0d492bb 0fc889d0 eca3bc13 7066ab6f 4f74f369")]
    [DataRow(63, "c5585674 9bef509b dfe6bfeb fc7bf4e7 93e82132")]
    [DataRow(64, "bede92be 29c3874e 1b54ddc7 7988d606 fc857a8e")]
    [DataRow(65, "b05a8052 2b053d6d c7e0a517 d0e70212 c7dad11f")]
    [DataRow(119, "504e2737 6a6e0f0d ba8295b8 5cb25dc4 dfa17d23")]
    [DataRow(120, "82134b02 fb3f7024 91be9bed 581eeab5 9334acb2")]
    public void Fips180_4_5_1_1_The_Padding_Is_Right_Around_The_Edges_Of_A_Block(int length, string digest)
    {
        CollectionAssert.AreEqual(Hex.Read(digest), Digest(Octets.Sequence(length)));
    }

    /// <summary>One digest over the digests of 201 messages; an independent program made it.</summary>
    [TestMethod]
    public void Fips180_4_Every_Length_Up_To_200_Gives_Its_Digest()
    {
        byte[] digests = new byte[201 * Sha1.DigestLength];
        Sha1 sha1 = new Sha1();
        byte[] message = Octets.Sequence(200);
        for (int length = 0; length <= message.Length; length++)
        {
            sha1.Begin();
            sha1.Add(message, 0, length);
            sha1.Finish(digests, length * Sha1.DigestLength);
        }

        CollectionAssert.AreEqual(Hex.Read("02d79069 dc73ad0a f03448ab faffbb71 0334f1e9"), Digest(digests));
    }

    [TestMethod]
    public void A_Message_In_Any_Two_Pieces_Gives_The_Digest_Of_The_Whole()
    {
        byte[] message = Octets.Sequence(200);
        byte[] expected = Digest(message);
        byte[] found = new byte[Sha1.DigestLength];
        Sha1 sha1 = new Sha1();
        for (int first = 0; first <= message.Length; first++)
        {
            sha1.Begin();
            sha1.Add(message, 0, first);
            sha1.Add(message, first, message.Length - first);
            sha1.Finish(found, 0);
            CollectionAssert.AreEqual(expected, found);
        }
    }

    [TestMethod]
    public void A_Message_In_Single_Octets_Gives_The_Digest_Of_The_Whole()
    {
        byte[] message = Octets.Sequence(130);
        byte[] found = new byte[4 + Sha1.DigestLength];
        Sha1 sha1 = new Sha1();
        for (int i = 0; i < message.Length; i++)
        {
            sha1.Add(message, i, 1);
        }

        sha1.Finish(found, 4);
        CollectionAssert.AreEqual(Digest(message), Octets.Slice(found, 4, Sha1.DigestLength));
    }

    [TestMethod]
    public void Begin_Forgets_What_Was_Added()
    {
        Sha1 sha1 = new Sha1();
        byte[] found = new byte[Sha1.DigestLength];
        sha1.Add(Octets.Sequence(99), 0, 99);
        sha1.Begin();
        sha1.Finish(found, 0);
        CollectionAssert.AreEqual(Hex.Read("da39a3ee 5e6b4b0d 3255bfef 95601890 afd80709"), found);
    }

    private static byte[] Digest(byte[] message)
    {
        byte[] digest = new byte[Sha1.DigestLength];
        Sha1 sha1 = new Sha1();
        sha1.Add(message, 0, message.Length);
        sha1.Finish(digest, 0);
        return digest;
    }
}
