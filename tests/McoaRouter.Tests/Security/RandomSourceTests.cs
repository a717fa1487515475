using McoaRouter.Security;

namespace McoaRouter.Tests.Security;

[TestClass]
public sealed class RandomSourceTests
{
    /// <summary>
    /// NIST's vector for HMAC_DRBG with SHA-1, no additional input: instantiated with entropy and nonce, reseeded,
    /// asked twice for 80 octets, the second ones given.
    /// </summary>
    [TestMethod]
    public void Sp800_90A_10_1_2_The_Vector_Of_The_Generator_Is_Given()
    {
        RandomSource random = new RandomSource();
        byte[] seed = Hex.Read("79349bbf7cdda5799557866621c91383 1146733abf8c35c8");
        random.Seed(seed, 0, seed.Length);
        byte[] reseed = Hex.Read("c7215b5b96c48e9b338c74e3e99dfedf");
        random.Seed(reseed, 0, reseed.Length);
        byte[] found = new byte[80];
        random.Fill(found, 0, 80);
        random.Fill(found, 0, 80);
        CollectionAssert.AreEqual(
            Hex.Read(
                "c6a16ab8d420706f0f34ab7fec5adca9d8ca3a133e159ca6ac43c6f8a2be2283"
                + "4a4c0a0affb10d7194f1c1a5cf7322ec1ae0964ed4bf122746e087fdb5b3e91b"
                + "3493d5bb98faed49e85f130fc8a459b7"),
            found);
    }

    [TestMethod]
    public void The_Same_Seed_Gives_The_Same_Octets_And_Another_Seed_Others()
    {
        byte[] first = new byte[12];
        byte[] second = new byte[12];
        byte[] third = new byte[12];
        Octets.SeededSource().Fill(first, 0, 12);
        Octets.SeededSource().Fill(second, 0, 12);
        RandomSource other = Octets.SeededSource();
        other.Seed(first, 0, 1);
        other.Fill(third, 0, 12);
        CollectionAssert.AreEqual(first, second);
        Assert.IsFalse(AreSame(first, third));
        CollectionAssert.AreEqual(Hex.Read("08c0c32d f7bd6a0d bfda396b"), first);
    }

    [TestMethod]
    public void Octets_Do_Not_Come_Twice_And_Stay_In_Their_Place()
    {
        RandomSource random = Octets.SeededSource();
        byte[] first = new byte[10];
        byte[] second = new byte[10];
        random.Fill(first, 1, 8);
        random.Fill(second, 1, 8);
        Assert.IsFalse(AreSame(first, second));
        Assert.AreEqual(0, (int)first[0]);
        Assert.AreEqual(0, (int)first[9]);
    }

    [TestMethod]
    public void It_Is_Seeded_When_24_Octets_Came_In()
    {
        RandomSource random = new RandomSource();
        Assert.IsFalse(random.IsSeeded);
        random.Seed(new byte[16], 0, 16);
        Assert.IsFalse(random.IsSeeded);
        random.Seed(new byte[8], 0, 8);
        Assert.IsTrue(random.IsSeeded);
    }

    [TestMethod]
    public void A_Number_Has_16_Bits()
    {
        RandomSource random = Octets.SeededSource();
        int all = 0;
        for (int i = 0; i < 40; i++)
        {
            int value = random.NextUInt16();
            Assert.IsTrue(value >= 0 && value <= 0xFFFF);
            all |= value;
        }

        Assert.AreEqual(0xFFFF, all);
    }

    private static bool AreSame(byte[] left, byte[] right)
    {
        for (int i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i])
            {
                return false;
            }
        }

        return true;
    }
}
