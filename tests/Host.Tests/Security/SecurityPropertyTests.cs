using System;
using System.Linq;
using System.Security.Cryptography;
using CsCheck;
using McoaRouter.LinkLayers.Ppp;
using McoaRouter.Security;
using McoaRouter.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Security;

/// <summary>Our own SHA-1 and HMAC against .NET's, which share no line with them, on random input.</summary>
[TestClass]
public sealed class SecurityPropertyTests
{
    private static readonly Gen<byte[]> s_octets = new GenArray<byte>(Gen.Byte)[0, 300];

    // Pieces in which a message is fed, taken as often as needed.
    private static readonly Gen<int[]> s_pieces = new GenArray<int>(Gen.Int[1, 150])[1, 8];

    [TestMethod]
    public void A_million_octets_give_the_digest_of_FIPS_180()
    {
        byte[] digest = new byte[Sha1.DigestLength];
        Sha1 sha1 = new();
        sha1.Add([.. Enumerable.Repeat((byte)'a', 1_000_000)], 0, 1_000_000);
        sha1.Finish(digest, 0);

        Assert.AreEqual("34AA973CD4C4DAA4F61EEB2BDBAD27316534016F", Convert.ToHexString(digest));
    }

    [TestMethod]
    public void Digests_agree_with_the_class_library()
    {
        Sha1 sha1 = new();
        byte[] digest = new byte[Sha1.DigestLength];
        CsCheck.Check.Sample(
            Gen.Select(s_octets, s_pieces),
            (message, pieces) =>
            {
                sha1.Begin();
                Feed(message, pieces, sha1.Add);
                sha1.Finish(digest, 0);
                CollectionAssert.AreEqual(SHA1.HashData(message), digest);
            },
            threads: 1);
    }

    [TestMethod]
    public void Codes_agree_with_the_class_library()
    {
        HmacSha1 hmac = new();
        byte[] mac = new byte[HmacSha1.Length];
        CsCheck.Check.Sample(
            Gen.Select(s_octets, s_octets, s_pieces),
            (key, message, pieces) =>
            {
                hmac.SetKey(key, 0, key.Length);
                Feed(message, pieces, hmac.Add);
                hmac.Finish(mac, 0);
                CollectionAssert.AreEqual(HMACSHA1.HashData(key, message), mac);
            },
            threads: 1);
    }

    [TestMethod]
    public void Md5_digests_agree_with_the_class_library()
    {
        Md5 md5 = new();
        byte[] digest = new byte[Md5.DigestLength];
        CsCheck.Check.Sample(
            Gen.Select(s_octets, s_pieces),
            (message, pieces) =>
            {
                md5.Begin();
                Feed(message, pieces, md5.Add);
                md5.Finish(digest, 0);
#pragma warning disable CA5351 // PPP's CHAP asks for it (RFC 1994 §2.3).
                CollectionAssert.AreEqual(MD5.HashData(message), digest);
#pragma warning restore CA5351
            },
            threads: 1);
    }

    /// <summary>RFC 4285 §5.1, computed by the class library over the message with its checksum set to zero.</summary>
    [TestMethod]
    public void Authentication_data_agree_with_the_class_library()
    {
        GenArray<byte> octets = new(Gen.Byte);
        CsCheck.Check.Sample(
            Gen.Select(octets[16, 64], octets[1, 60], octets[16], octets[16], Gen.Long, Gen.Int[0, 5]),
            (key, identifier, careOf, home, timestamp, bids) =>
            {
                byte[] buffer = new byte[512];
                int at = BindingUpdate.Begin(buffer, 0, 1, BindingUpdate.HomeFlag, 60);
                for (int i = 0; i < bids; i++)
                {
                    at = WireProfile.Draft01(35).WriteIndividual(buffer, 0, at, 1 + i, 0, null, 0);
                }

                int end = new MessageAuthenticator(256, key, identifier)
                    .Append(buffer, 0, at, timestamp, careOf, 0, home, 0);
                byte[] covered = [.. careOf, .. home, .. buffer[..(end - 12)]];
                byte[] expected = HMACSHA1.HashData(key, covered);

                Assert.AreEqual(0, end % 8);
                CollectionAssert.AreEqual(expected[..12], buffer[(end - 12)..end]);
                Assert.AreEqual(end, MobilityHeader.Finish(buffer, 0, end, home, 0, careOf, 0));
            });
    }

    private static void Feed(byte[] message, int[] pieces, Action<byte[], int, int> add)
    {
        int at = 0;
        for (int i = 0; at < message.Length; i++)
        {
            int length = Math.Min(pieces[i % pieces.Length], message.Length - at);
            add(message, at, length);
            at += length;
        }
    }
}
