using McoaRouter.LinkLayers;
using McoaRouter.Wire;

namespace McoaRouter.Tests.Ppp;

/// <summary>What a hostile access point or peer advertises is refused, counted and bounded.</summary>
[TestClass]
public sealed class HostileAdvertisementTests
{
    [TestMethod]
    public void Rfc4861_6_1_2_From_Off_The_Link_Nothing_Is_Taken()
    {
        HostBench bench = Started();
        bench.Pen.HopLimit = 254;
        bench.Pen.Begin(1800);
        bench.Pen.AddPrefix(HostBench.Prefix, 64, PrefixInformationOption.AutonomousFlag, 86400, 14400);
        Assert.IsTrue(bench.Give());
        Assert.AreEqual(1L, bench.Refusals.Of(LinkRefusal.HopLimit));
        bench.Pen.HopLimit = 255;
        string[] sources = { "2001:db8::1", "::", "::1", "ff02::1", "fec0::1" };
        for (int i = 0; i < sources.Length; i++)
        {
            bench.Pen.Begin(sources[i], 1800);
            bench.Pen.AddPrefix(HostBench.Prefix, 64, PrefixInformationOption.AutonomousFlag, 86400, 14400);
            Assert.IsTrue(bench.Give());
            Assert.AreEqual(i + 1L, bench.Refusals.Of(LinkRefusal.NotOnLink));
        }

        AssertNothing(bench);
    }

    [TestMethod]
    public void Rfc4861_6_1_2_A_Wrong_Checksum_Or_Code_Is_Refused()
    {
        HostBench bench = Started();
        bench.Pen.Begin(1800);
        bench.Pen.AddPrefix(HostBench.Prefix, 64, PrefixInformationOption.AutonomousFlag, 86400, 14400);
        int length = bench.Pen.Finish();
        bench.Pen.Octets[60] ^= 1;
        Assert.IsTrue(bench.Host.Receive(bench.Pen.Octets, 0, length, bench.Now));
        Assert.AreEqual(1L, bench.Refusals.Of(LinkRefusal.Checksum));
        bench.Pen.Begin(1800);
        bench.Pen.Octets[Ipv6Header.Length + 1] = 1;
        Assert.IsTrue(bench.Give());
        Assert.AreEqual(1L, bench.Refusals.Of(LinkRefusal.Malformed));
        AssertNothing(bench);
    }

    [TestMethod]
    public void Rfc4861_6_1_2_Cut_At_Every_Length_Nothing_But_Whole_Options_Is_Taken()
    {
        AdvertisementPen pen = new AdvertisementPen();
        for (int length = Ipv6Header.Length; length < Ipv6Header.Length + 16 + 32; length++)
        {
            HostBench bench = Started();
            pen.Begin(1800);
            pen.AddPrefix(HostBench.Prefix, 64, PrefixInformationOption.AutonomousFlag, 86400, 14400);
            pen.Finish();
            BigEndian.WriteUInt16(pen.Octets, Ipv6Header.PayloadLengthOffset, length - Ipv6Header.Length);
            int end = length > 44 ? length : 44;
            Icmpv6.Finish(
                pen.Octets, Ipv6Header.Length, end, Hex.Address("fe80::1"), 0, Hex.Address("ff02::1"), 0);
            bench.Host.Receive(pen.Octets, 0, length, bench.Now);
            Assert.IsFalse(bench.Host.HasAddress);
            Assert.AreEqual(length == Ipv6Header.Length + 16, bench.Host.HasRouter);
        }
    }

    [TestMethod]
    [DataRow("0300")] // no length
    [DataRow("0301 4040 00015180 00015180")] // a prefix too short
    [DataRow("0500")]
    [DataRow("0502 0000 000005dc 00000000 00000000")] // an MTU too long
    [DataRow("f0ff 000000000000")] // over the end
    public void Rfc4861_6_1_2_An_Option_That_Is_Not_What_It_Says_Makes_All_Invalid(string option)
    {
        HostBench bench = Started();
        bench.Pen.Begin(1800);
        bench.Pen.AddPrefix(HostBench.Prefix, 64, PrefixInformationOption.AutonomousFlag, 86400, 14400);
        bench.Pen.Add(option);
        Assert.IsTrue(bench.Give());
        Assert.AreEqual(1L, bench.Refusals.Of(LinkRefusal.Malformed));
        AssertNothing(bench);
    }

    [TestMethod]
    public void Rfc4861_6_1_2_Unknown_Options_Are_Skipped()
    {
        HostBench bench = Started();
        bench.Pen.Begin(1800);
        bench.Pen.Add("1901 0000 00000000");
        bench.Pen.AddPrefix(HostBench.Prefix, 64, PrefixInformationOption.AutonomousFlag, 86400, 14400);
        bench.Give();
        Assert.IsTrue(bench.Host.HasAddress);
    }

    [TestMethod]
    public void A_Flood_Is_Read_At_A_Rate_And_What_Is_There_Stays()
    {
        HostBench bench = Started();
        bench.Advertise(HostBench.Prefix, 1800, 86400, 14400);
        byte[] address = Copy(bench.Host.Address);
        for (int i = 0; i < 2000; i++)
        {
            bench.Pen.Begin("fe80::" + (2 + i).ToString(), 9000);
            bench.Pen.AddPrefix(
                "2001:db8:" + (100 + i).ToString() + "::", 64, PrefixInformationOption.AutonomousFlag, 999999, 999999);
            Assert.IsTrue(bench.Give());
        }

        Assert.IsTrue(bench.Refusals.Of(LinkRefusal.TooOften) > 1990);
        CollectionAssert.AreEqual(address, bench.Host.Address);
        CollectionAssert.AreEqual(Hex.Address("fe80::1"), bench.Host.Router);
        Assert.AreEqual(1, bench.Changes);
    }

    [TestMethod]
    public void A_Slow_Flood_Fills_The_Tables_And_No_More()
    {
        HostBench bench = Started();
        bench.OnlyCounts = true;
        bench.Advertise(HostBench.Prefix, 1800, 86400, 14400);
        byte[] address = Copy(bench.Host.Address);
        for (int i = 0; i < 100; i++)
        {
            bench.Wait(1000);
            bench.Pen.Begin("fe80::" + (2 + i).ToString(), 9000);
            bench.Pen.AddPrefix(
                "2001:db8:" + (100 + i).ToString() + "::", 64, PrefixInformationOption.AutonomousFlag, 999999, 999999);
            bench.Give();
        }

        long full = 100L - (LinkLimits.HostAddresses - 1) + 100 - (LinkLimits.DefaultRouters - 1);
        Assert.AreEqual(full, bench.Refusals.Of(LinkRefusal.TableFull));
        CollectionAssert.AreEqual(address, bench.Host.Address);
        CollectionAssert.AreEqual(Hex.Address("fe80::1"), bench.Host.Router);
    }

    [TestMethod]
    public void An_Advertisement_With_Too_Many_Prefixes_Is_Refused_Whole()
    {
        HostBench bench = Started();
        bench.Pen.Begin(1800);
        for (int i = 0; i <= Limits.AdvertisedPrefixes; i++)
        {
            bench.Pen.AddPrefix(
                "2001:db8:" + (100 + i).ToString() + "::", 64, PrefixInformationOption.AutonomousFlag, 9999, 9999);
        }

        Assert.IsTrue(bench.Give());
        Assert.AreEqual(1L, bench.Refusals.Of(LinkRefusal.Malformed));
        AssertNothing(bench);
    }

    [TestMethod]
    public void A_Forged_End_Of_All_Lifetimes_Does_Not_Take_The_Address()
    {
        HostBench bench = Started();
        bench.Advertise(HostBench.Prefix, 1800, 86400, 14400);
        for (int i = 0; i < 100; i++)
        {
            bench.Advertise(HostBench.Prefix, 0, 0, 0);
        }

        Assert.IsTrue(bench.Host.HasAddress);
        Assert.AreEqual(100L, bench.Refusals.Of(LinkRefusal.LifetimeRefused));
    }

    [TestMethod]
    [DataRow(21)]
    [DataRow(22)]
    [DataRow(23)]
    public void Random_Advertisements_Break_Nothing(int seed)
    {
        TestRandom random = new TestRandom(seed);
        HostBench bench = Started();
        bench.OnlyCounts = true;
        for (int round = 0; round < 300; round++)
        {
            bench.Pen.Begin(random.Next(3));
            int options = random.Next(4);
            for (int i = 0; i < options; i++)
            {
                bench.Pen.AddPrefix(
                    "2001:db8:" + random.Next(9).ToString() + "::",
                    random.Next(2) == 0 ? 64 : random.Next(256),
                    PrefixInformationOption.AutonomousFlag,
                    random.Next(5),
                    random.Next(5));
            }

            int length = bench.Pen.Finish();
            if (random.Next(2) == 0)
            {
                bench.Pen.Octets[Ipv6Header.Length + 4 + random.Next(length - 44)] = (byte)random.Next(256);
                BigEndian.WriteUInt16(bench.Pen.Octets, Ipv6Header.Length + 2, 0);
                Icmpv6.Finish(
                    bench.Pen.Octets, Ipv6Header.Length, length, Hex.Address("fe80::1"), 0, Hex.Address("ff02::1"), 0);
            }

            bench.Host.Receive(bench.Pen.Octets, 0, length - (random.Next(5) == 0 ? random.Next(8) : 0), bench.Now);
            bench.Wait(random.Next(2000));
            Assert.IsTrue(bench.Host.NextDeadline > bench.Now);
        }
    }

    private static HostBench Started()
    {
        HostBench bench = new HostBench();
        bench.Start(0);
        return bench;
    }

    private static void AssertNothing(HostBench bench)
    {
        Assert.IsFalse(bench.Host.HasAddress);
        Assert.IsFalse(bench.Host.HasRouter);
        Assert.AreEqual(0, bench.Changes);
    }

    private static byte[] Copy(byte[] address)
    {
        byte[] copy = new byte[address.Length];
        System.Array.Copy(address, 0, copy, 0, copy.Length);
        return copy;
    }
}
