using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;
using McoaRouter.HomeAgents;
using McoaRouter.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.HomeAgents;

/// <summary>The home agent's tables against a walk over everything.</summary>
[TestClass]
public sealed class TablePropertyTests
{
    // Few different bits, so that prefixes contain each other, and addresses lie in them.
    private static readonly Gen<byte[]> s_address = Gen.Select(
        OneOf<byte>(0x20, 0x21, 0xA0), Gen.Int[0, 7], OneOf<byte>(0, 1, 0x80), Address);

    private static readonly Gen<Ipv6Prefix> s_prefix = Gen.Select(
        s_address,
        OneOf(0, 1, 8, 48, 50, 51, 56, 62, 64, 127, 128),
        (address, length) => new Ipv6Prefix(address, 0, length));

    [TestMethod]
    public void Prefixes_are_found_as_by_a_walk_over_all_routers()
    {
        CsCheck.Check.Sample(
            Gen.Select(Many(Many(s_prefix, 0, 3), 1, 12), Many(s_address, 20, 20)),
            (accounts, addresses) =>
            {
                RouterAccount[] routers = [.. accounts.Select(prefixes => new RouterAccount { Prefixes = prefixes })];
                RouterPrefixes found = new(routers);
                foreach (byte[] address in addresses)
                {
                    int expected = Array.FindIndex(routers, router => router.Prefixes.Any(one => one.Contains(address, 0)));
                    Assert.AreEqual(expected, found.Find(address, 0));
                }
            },
            iter: 2000,
            threads: 1);
    }

    [TestMethod]
    public void Overlaps_are_found_as_by_a_walk_over_all_prefixes()
    {
        CsCheck.Check.Sample(
            Many(s_prefix, 1, 30),
            prefixes =>
            {
                PrefixTree tree = new();
                for (int i = 0; i < prefixes.Length; i++)
                {
                    int expected = Array.FindIndex(prefixes, 0, i, other => other.Overlaps(prefixes[i]));
                    Assert.AreEqual(expected < 0 ? PrefixTree.None : expected, tree.FindOverlap(prefixes[i]));
                    tree.Add(prefixes[i], i);
                }
            },
            iter: 2000,
            threads: 1);
    }

    [TestMethod]
    public void Octets_are_found_as_in_a_dictionary()
    {
        Gen<byte[]> octets = Gen.OneOf(s_address, Many(Gen.Byte, 1, 3));
        CsCheck.Check.Sample(
            Many(octets, 1, 60),
            keys =>
            {
                OctetsIndex index = new(keys.Length);
                Dictionary<string, int> model = [];
                for (int i = 0; i < keys.Length; i++)
                {
                    bool known = model.TryGetValue(Convert.ToHexString(keys[i]), out int first);
                    Assert.AreEqual(known ? first : -1, index.Add(keys[i], i));
                    _ = model.TryAdd(Convert.ToHexString(keys[i]), i);
                }
            },
            iter: 1000,
            threads: 1);
    }

    [TestMethod]
    public void Deadlines_come_in_the_order_of_a_sort()
    {
        CsCheck.Check.Sample(
            Gen.Select(Gen.Int[1, 40], Many(Gen.Select(Gen.Int[0, 39], Gen.Long[0, 20]), 1, 200)),
            (count, changes) =>
            {
                DeadlineHeap heap = new(count);
                long[] times = [.. Enumerable.Repeat(MobileRouter.NoDeadline, count)];
                foreach ((int number, long time) in changes)
                {
                    times[number % count] = time == 20 ? MobileRouter.NoDeadline : time;
                    heap.Set(number % count, times[number % count]);
                }

                int[] expected = [.. Enumerable.Range(0, count).OrderBy(i => times[i]).ThenBy(i => i)];
                for (int i = 0; i < count && heap.IsDue(long.MaxValue); i++)
                {
                    Assert.AreEqual(expected[i], heap.First);
                    Assert.AreEqual(times[expected[i]], heap.FirstAt);
                    heap.Set(heap.First, MobileRouter.NoDeadline);
                }
            },
            iter: 1000,
            threads: 1);
    }
    private static Gen<T> OneOf<T>(params T[] values)
    {
        return Gen.Int[0, values.Length - 1].Select(i => values[i]);
    }

    private static Gen<T[]> Many<T>(Gen<T> one, int fewest, int most)
    {
        return new GenArray<T>(one)[fewest, most];
    }

    private static byte[] Address(byte first, int bits, byte last)
    {
        byte[] address = new byte[Ipv6Address.Length];
        address[0] = first;
        address[6] = (byte)(bits << 5);
        address[7] = (byte)bits;
        address[15] = last;
        return address;
    }
}
