using McoaRouter.HomeAgents;
using McoaRouter.Simulation;
using McoaRouter.Wire;

namespace McoaRouter.Tests.HomeAgents;

/// <summary>
/// Binding Updates with octets changed at random and signed anew, in both profiles, with and without authentication;
/// and updates that come again, out of order. Each case is found again by its seed.
/// </summary>
[TestClass]
public sealed class HomeAgentMutationTests
{
    private const int Mutations = 400;
    private const int Header = Ipv6Header.Length + HomeAddressOption.HeaderLength;

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void Draft_6_2_A_Mutated_Update_Leaves_A_Whole_Cache(int seed)
    {
        HomeAgentBench bench = new HomeAgentBench();
        Mutate(bench, seed);
    }

    [TestMethod]
    [DataRow(4)]
    [DataRow(5)]
    [DataRow(6)]
    public void Rfc5648_6_2_A_Mutated_Update_Leaves_A_Whole_Cache(int seed)
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.HasHomeLink = true;
        bench.Settings.SimultaneousHome = SimultaneousHome.RouterDefends;
        bench.Speak(WireProfile.Rfc5648());
        Mutate(bench, seed);
    }

    [TestMethod]
    [DataRow(7, false)]
    [DataRow(8, true)]
    public void Rfc4285_5_1_No_Mutated_Update_Changes_Anything(int seed, bool rfc5648)
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Secure();
        if (rfc5648)
        {
            bench.Speak(WireProfile.Rfc5648());
        }

        SplitMix64 random = new SplitMix64((ulong)seed);
        Begin(bench, 1, bench.Wifi);
        bench.ExchangeSecurely(bench.Wifi, 0);
        string before = bench.Snapshot();
        for (int i = 0; i < Mutations; i++)
        {
            Begin(bench, 2 + i, bench.Wifi);
            bench.Authenticate(bench.Security, HomeAgentBench.Timestamp(i + 1), bench.Wifi);
            bench.End();
            Change(bench, random);
            bench.Deliver(i + 1);
            Assert.AreEqual(before, bench.Snapshot());
            Assert.AreEqual(1, bench.Bindings.LastSequence);
        }
    }

    [TestMethod]
    [DataRow(9, false, false)]
    [DataRow(10, true, false)]
    [DataRow(11, false, true)]
    [DataRow(12, true, true)]
    public void Rfc6275_9_5_1_Updates_That_Come_Again_In_Any_Order_Change_Nothing(
        int seed,
        bool rfc5648,
        bool secured)
    {
        const int Updates = 12;
        HomeAgentBench bench = new HomeAgentBench();
        if (secured)
        {
            bench.Secure();
        }

        bench.Speak(rfc5648 ? WireProfile.Rfc5648() : Vectors.Draft);
        byte[][] recorded = new byte[Updates][];
        for (int i = 0; i < Updates; i++)
        {
            Begin(bench, i + 1, (i & 1) == 0 ? bench.Wifi : bench.Satellite);
            if (secured)
            {
                bench.Authenticate(
                    bench.Security, HomeAgentBench.Timestamp(i), (i & 1) == 0 ? bench.Wifi : bench.Satellite);
            }

            bench.End();
            recorded[i] = new byte[bench.Packet.Length];
            System.Array.Copy(bench.Packet.Octets, bench.Packet.Start, recorded[i], 0, recorded[i].Length);
            Assert.AreEqual(BindingStatus.Accepted, bench.Deliver(i));
        }

        string before = bench.Snapshot();
        SplitMix64 random = new SplitMix64((ulong)seed);
        for (int i = 0; i < 100; i++)
        {
            byte[] again = recorded[random.Between(0, Updates - 1)];
            bench.Packet.Load(again, 0, again.Length);
            int expected = secured ? BindingStatus.TimestampMismatch : BindingStatus.SequenceOutOfWindow;
            Assert.AreEqual(expected, bench.Deliver(Updates + i));
            Assert.AreEqual(before, bench.Snapshot());
            Assert.AreEqual(Updates, bench.Bindings.LastSequence);
        }
    }

    private static void Mutate(HomeAgentBench bench, int seed)
    {
        SplitMix64 random = new SplitMix64((ulong)seed);
        int sequence = 0;
        for (int i = 0; i < Mutations; i++)
        {
            string before = bench.Snapshot();
            sequence = bench.Bindings.LastSequence + 1;
            Begin(bench, sequence & 0xFFFF, bench.Wifi);
            bench.End();
            Change(bench, random);
            int answer = bench.Deliver(i);
            if (answer < 0 || (answer >= BindingStatus.FirstRefusal && !IsPartial(answer)))
            {
                Assert.AreEqual(before, bench.Snapshot());
            }

            Whole(bench);
        }
    }

    /// <summary>Whether a refusal is one that may leave something registered, as each option says.</summary>
    private static bool IsPartial(int status)
    {
        return status == BindingStatus.Conflict || status == BindingStatus.BulkFailed;
    }

    /// <summary>What holds of the cache whatever came in.</summary>
    private static void Whole(HomeAgentBench bench)
    {
        RouterBindings bindings = bench.Bindings;
        long earliest = MobileRouter.NoDeadline;
        int homes = 0;
        for (int i = 0; i < bindings.Count; i++)
        {
            BindingCacheEntry entry = bindings.At(i);
            Assert.IsTrue(entry.Bid != RouterBindings.RegularBid || bindings.Count == 1);
            Assert.IsTrue(i == 0 || entry.Bid > bindings.At(i - 1).Bid);
            Assert.AreEqual(entry.IsHome, Ipv6Address.Equal(entry.CareOfAddress, 0, bench.HomeAddress, 0));
            Assert.IsTrue(Ipv6Address.IsRoutable(entry.CareOfAddress, 0));
            Assert.IsTrue(entry.IsMobileRouter == bindings.At(0).IsMobileRouter);
            homes += entry.IsHome ? 1 : 0;
            earliest = entry.ExpiresAt < earliest ? entry.ExpiresAt : earliest;
        }

        Assert.IsTrue(homes <= 1);
        Assert.AreEqual(bindings.Count != 0 && homes == 0, bindings.IsDefended);
        Assert.AreEqual(bindings.Count == 0, bindings.Preferred == null);
        Assert.IsTrue(bindings.Count != 0 || (!bindings.IsRegistered(0) && !bindings.IsRegistered(1)));
        Assert.AreEqual(0, bench.Agent.Bindings.Router(1).Count);
        Assert.IsTrue(bench.Agent.NextDeadline == earliest);
    }

    /// <summary>A bulk of two with a prefix, unfinished.</summary>
    private static void Begin(HomeAgentBench bench, int sequence, byte[] source)
    {
        bench.Begin(source, bench.HomeAddress, sequence, HomeAgentBench.Router, 60);
        bench.Identifier(1, 200, false, bench.Wifi);
        bench.Identifier(2, 100, false, bench.Cellular);
        bench.Prefix(0, 0);
    }

    /// <summary>Changes one to four octets of the message behind its checksum, and signs it anew.</summary>
    private static void Change(HomeAgentBench bench, SplitMix64 random)
    {
        byte[] octets = bench.Packet.Octets;
        int header = bench.Packet.Start + Header;
        int length = bench.Packet.Length - Header;
        for (int i = random.Between(1, 4); i > 0; i--)
        {
            octets[header + random.Between(MobilityHeader.DataOffset, length - 1)] ^= (byte)random.Between(1, 255);
        }

        BigEndian.WriteUInt16(octets, header + MobilityHeader.ChecksumOffset, 0);
        int checksum = InternetChecksum.Compute(
            octets,
            bench.Packet.Start + Ipv6Header.Length + 8,
            octets,
            bench.Packet.Start + Ipv6Header.DestinationOffset,
            ProtocolNumbers.Mobility,
            octets,
            header,
            length);
        BigEndian.WriteUInt16(octets, header + MobilityHeader.ChecksumOffset, checksum);
    }
}
