using McoaRouter.Tests.Correspondents;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Attacks;

/// <summary>
/// Return routability (RFC 6275 §15.4): who does not get the messages of both addresses can't bind one to the other. At
/// the correspondent, and at the router that asks it.
/// </summary>
[TestClass]
public sealed class CorrespondentAttackTests
{
    private const string OtherHome = "2001:db8:1::200";

    [TestMethod]
    [DataRow("draft-01")]
    [DataRow("rfc5648")]
    public void Tokens_Of_Other_Addresses_Bind_Nothing(string profile)
    {
        CorrespondentBench bench = new CorrespondentBench(profile);
        bench.Begin(RouteBench.First, 1, CorrespondentBench.Flags, 100);
        bench.Identifier(1, 200);
        bench.Test(OtherHome, RouteBench.First);
        Assert.AreEqual(-1, bench.Exchange());
        bench.Begin(RouteBench.First, 1, CorrespondentBench.Flags, 100);
        bench.Identifier(1, 200);
        bench.Test(RouteBench.Home, RouteBench.Second);
        Assert.AreEqual(-1, bench.Exchange());

        // A home token is no care-of token of the same address, and one address's tokens are not both.
        bench.Begin(RouteBench.First, 1, CorrespondentBench.Flags, 100);
        bench.Identifier(1, 200);
        bench.Test(RouteBench.First, RouteBench.Home);
        Assert.AreEqual(-1, bench.Exchange());
        Assert.AreEqual(3L, bench.Refused(Refusal.AuthenticationFailed));
        Assert.AreEqual(0, bench.Changes);
    }

    [TestMethod]
    [DataRow("draft-01")]
    [DataRow("rfc5648")]
    public void A_Recorded_Update_Serves_Neither_Another_Care_Of_Address_Nor_Another_Home_Address(string profile)
    {
        CorrespondentBench bench = new CorrespondentBench(profile);
        bench.Begin(RouteBench.First, 1, CorrespondentBench.Flags, 100);
        bench.Identifier(1, 200);
        byte[] update = bench.End();
        byte[] moved = (byte[])update.Clone();
        Ipv6Address.Copy(Hex.Address(Fleet.AttackerIpv6), 0, moved, Ipv6Header.SourceOffset);
        bench.Deliver(moved);

        // The final form names its care-of address in the option: wherever it comes from, it binds that one.
        Assert.AreEqual(profile == "rfc5648" ? "1:199@2001:db8:a:1::17;" : string.Empty, bench.Show());
        int changes = bench.Changes;
        moved = (byte[])update.Clone();
        Ipv6Address.Copy(Hex.Address(OtherHome), 0, moved, 48);
        Assert.AreEqual((int)MobilityHeader.BindingUpdate, (int)moved[66]);
        BigEndian.WriteUInt16(moved, 64 + MobilityHeader.ChecksumOffset, 0);
        MobilityHeader.Finish(moved, 64, moved.Length, moved, 48, moved, Ipv6Header.DestinationOffset);
        bench.Deliver(moved);
        Assert.AreEqual(changes, bench.Changes);
        bench.Deliver(update);
        Assert.AreEqual(1, bench.Changes);
        bench.Deliver(update);
        Assert.AreEqual(BindingStatus.SequenceOutOfWindow, bench.LastStatus);
        Assert.AreEqual(1, bench.Changes);
    }

    [TestMethod]
    public void An_Update_With_Tokens_Of_Another_Correspondent_Is_Nothing_Here()
    {
        CorrespondentBench bench = new CorrespondentBench("draft-01");
        CorrespondentBench other = new CorrespondentBench("draft-01");
        byte[] seed = new byte[24];
        seed[0] = 1;
        other.Node.Seed(seed, 0, seed.Length);
        other.Begin(RouteBench.First, 1, CorrespondentBench.Flags, 100);
        other.Identifier(1, 200);
        bench.Test(RouteBench.Home, RouteBench.First);
        other.HomeIndex = bench.HomeIndex;
        other.CareOfIndex = bench.CareOfIndex;
        bench.Deliver(other.End());
        Assert.AreEqual(0, bench.Changes);
        Assert.AreEqual(1L, bench.Refused(Refusal.AuthenticationFailed));
    }

    [TestMethod]
    [DataRow("draft-01")]
    [DataRow("rfc5648")]
    public void Recorded_And_Guessed_Tests_Give_The_Router_No_Tokens(string profile)
    {
        RouteBench bench = RouteBench.Registered(profile);
        byte[] home = bench.Pen.HomeTest(bench.LastSent(0, MobilityHeader.HomeTestInit));
        byte[] careOf = bench.Pen.CareOfTest(bench.LastSent(0, MobilityHeader.CareOfTestInit));
        bench.RunTo(2000);

        // The inits were repeated with new cookies meanwhile: what answers the first ones is a recording.
        bench.Receive(0, home);
        bench.Receive(0, careOf);
        Assert.AreEqual(2L, bench.Refused(Refusal.CookieMismatch));
        byte[] guessed = bench.Pen.CareOfTest(bench.LastSent(0, MobilityHeader.CareOfTestInit));
        for (int octet = 48; octet < 56; octet++)
        {
            byte[] wrong = (byte[])guessed.Clone();
            wrong[octet] ^= 1;
            BigEndian.WriteUInt16(wrong, Ipv6Header.Length + MobilityHeader.ChecksumOffset, 0);
            MobilityHeader.Finish(
                wrong, Ipv6Header.Length, wrong.Length, wrong, Ipv6Header.SourceOffset, wrong, Ipv6Header.DestinationOffset);
            bench.Receive(0, wrong);
        }

        Assert.AreEqual(10L, bench.Refused(Refusal.CookieMismatch));
        Assert.AreEqual(0, bench.CountSent(MobilityHeader.BindingUpdate));
        Assert.AreEqual(0, bench.Changes);
    }
}
