using McoaRouter.Wire;

namespace McoaRouter.Tests.Correspondents;

/// <summary>Both ends against the exchange of <see cref="ExchangeVectors"/>, octet for octet.</summary>
[TestClass]
public sealed class ExchangeVectorTests
{
    [TestMethod]
    public void Rfc6275_5_2_The_Router_Sends_The_Exchange_In_The_Drafts_Form()
    {
        RouteBench bench = Begin("draft-01");
        CollectionAssert.AreEqual(
            ExchangeVectors.DraftUpdate(), bench.LastSent(0, MobilityHeader.BindingUpdate));
        bench.Receive(0, ExchangeVectors.DraftAnswer());
        Assert.IsTrue(bench.Bindings.At(0).Registered);
    }

    [TestMethod]
    public void Rfc5648_5_9_The_Router_Sends_The_Exchange_In_The_Final_Form_And_O_First()
    {
        RouteBench bench = Begin("rfc5648");
        CollectionAssert.AreEqual(
            ExchangeVectors.FinalUpdate(), bench.LastSent(0, MobilityHeader.BindingUpdate));
        bench.Receive(0, ExchangeVectors.FinalAnswer());
        Assert.IsTrue(bench.Bindings.At(0).Registered);
    }

    [TestMethod]
    public void Rfc6275_9_5_The_Correspondent_Answers_The_Exchange_In_The_Drafts_Form()
    {
        CorrespondentBench bench = BeginPeer("draft-01");
        Answers(bench, ExchangeVectors.DraftUpdate(), ExchangeVectors.DraftAnswer());
        Assert.AreEqual("1:200@2001:db8:a:1::17;", bench.Show());
        Answers(bench, ExchangeVectors.DraftRemoval(), ExchangeVectors.DraftRemovalAnswer());
        Assert.AreEqual(string.Empty, bench.Show());
    }

    [TestMethod]
    public void Rfc5648_6_2_The_Correspondent_Answers_The_Exchange_In_The_Final_Form()
    {
        CorrespondentBench bench = BeginPeer("rfc5648");
        Answers(bench, ExchangeVectors.FinalUpdate(), ExchangeVectors.FinalAnswer());

        // 200 becomes BID-PRI 29, which stands for 199.
        Assert.AreEqual("1:199@2001:db8:a:1::17;", bench.Show());
    }

    [TestMethod]
    public void Binding_Updates_Cut_At_Every_Length_Change_Nothing()
    {
        byte[] update = ExchangeVectors.FinalUpdate();
        CorrespondentBench bench = BeginPeer("rfc5648");
        for (int i = 0; i < update.Length; i++)
        {
            bench.Deliver(RouterBench.Cut(update, i));
        }

        Assert.AreEqual(string.Empty, bench.Show());
        Assert.AreEqual(0, bench.Changes);
        Answers(bench, update, ExchangeVectors.FinalAnswer());
    }

    [TestMethod]
    public void Binding_Updates_With_Any_Bit_Flipped_Change_Nothing()
    {
        byte[] update = ExchangeVectors.DraftUpdate();
        CorrespondentBench bench = BeginPeer("draft-01");
        for (int bit = 8 * 24; bit < 8 * update.Length; bit++)
        {
            // Nothing covers the header of the Home Address option, and a new checksum is written below.
            if ((bit >= 8 * 40 && bit < 8 * 48) || (bit >= 8 * 68 && bit < 8 * 70))
            {
                continue;
            }

            update[bit / 8] ^= (byte)(1 << (bit & 7));
            if (bit >= 8 * 64)
            {
                BigEndian.WriteUInt16(update, 68, 0);
                BigEndian.WriteUInt16(
                    update,
                    68,
                    InternetChecksum.Compute(update, 48, update, 24, ProtocolNumbers.Mobility, update, 64, 40));
            }

            bench.Deliver(update);
            Assert.AreEqual(string.Empty, bench.Show());
            update = ExchangeVectors.DraftUpdate();
        }

        Assert.AreEqual(0, bench.Changes);
    }

    [TestMethod]
    public void Binding_Acknowledgements_Cut_At_Every_Length_Or_With_Any_Bit_Flipped_Change_Nothing()
    {
        byte[] answer = ExchangeVectors.FinalAnswer();
        RouteBench bench = Begin("rfc5648");
        for (int i = 0; i < answer.Length; i++)
        {
            bench.Receive(0, RouterBench.Cut(answer, i));
        }

        for (int bit = 8 * 64; bit < 8 * answer.Length; bit += bit == (8 * 68) - 1 ? 17 : 1)
        {
            answer[bit / 8] ^= (byte)(1 << (bit & 7));
            BigEndian.WriteUInt16(answer, 68, 0);
            BigEndian.WriteUInt16(
                answer,
                68,
                InternetChecksum.Compute(answer, 8, answer, 48, ProtocolNumbers.Mobility, answer, 64, 32));

            // A status that tells of expired nonces needs no authenticator.
            if (answer[70] < BindingStatus.ExpiredHomeNonce || answer[70] > BindingStatus.ExpiredNonces)
            {
                bench.Receive(0, answer);
            }

            answer = ExchangeVectors.FinalAnswer();
        }

        Assert.AreEqual(0, bench.Changes);
        bench.Receive(0, answer);
        Assert.AreEqual(1, bench.Changes);
    }

    private static RouteBench Begin(string profile)
    {
        RouteBench bench = new RouteBench(profile, "bulk", 600, "]");
        bench.Seed();
        bench.Up(0, RouteBench.First);
        bench.AcknowledgeHome();
        CollectionAssert.AreEqual(
            ExchangeVectors.HomeTestInit(), bench.LastSent(0, MobilityHeader.HomeTestInit));
        if (profile == "draft-01")
        {
            CollectionAssert.AreEqual(
                ExchangeVectors.CareOfTestInit(), bench.LastSent(0, MobilityHeader.CareOfTestInit));
        }

        bench.Receive(0, RouterBench.Tunnelled(RouteBench.HomeAgent, RouteBench.First, ExchangeVectors.HomeTest()));
        bench.Receive(0, ExchangeVectors.CareOfTest());
        return bench;
    }

    private static CorrespondentBench BeginPeer(string profile)
    {
        CorrespondentBench bench = new CorrespondentBench(profile);
        byte[] init = ExchangeVectors.HomeTestInit();
        byte[] inner = new byte[init.Length - Ipv6Header.Length];
        System.Array.Copy(init, Ipv6Header.Length, inner, 0, inner.Length);
        Answers(bench, inner, ExchangeVectors.HomeTest());
        Answers(bench, ExchangeVectors.CareOfTestInit(), ExchangeVectors.CareOfTest());
        return bench;
    }

    private static void Answers(CorrespondentBench bench, byte[] packet, byte[] answer)
    {
        bench.Network.Clear();
        bench.Deliver(packet);
        Assert.AreEqual(1, bench.Network.Count);
        CollectionAssert.AreEqual(answer, bench.Network.Last());
    }
}
