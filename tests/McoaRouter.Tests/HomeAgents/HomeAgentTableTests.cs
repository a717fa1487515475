using McoaRouter.HomeAgents;
using McoaRouter.Wire;

namespace McoaRouter.Tests.HomeAgents;

/// <summary>The tables by which a home agent finds routers and timers, and what it does when one is full.</summary>
[TestClass]
public sealed class HomeAgentTableTests
{
    private const int Keys = 4;

    [TestMethod]
    public void Addresses_That_Collide_Are_All_Found()
    {
        byte[][] addresses = Colliding(Keys + 1, AddressHash.PlacesFor(Keys));
        OctetsIndex index = new OctetsIndex(Keys);
        for (int i = 0; i < Keys; i++)
        {
            Assert.AreEqual(-1, index.Add(addresses[i], i));
        }

        for (int i = 0; i < Keys; i++)
        {
            Assert.AreEqual(i, index.FindAddress(addresses[i], 0));
        }

        Assert.AreEqual(-1, index.FindAddress(addresses[Keys], 0));
    }

    [TestMethod]
    public void The_First_Of_Equal_Keys_Is_Kept()
    {
        OctetsIndex index = new OctetsIndex(3);
        Assert.AreEqual(-1, index.Add(HomeAgentBench.Address("2001:db8::1"), 0));
        Assert.AreEqual(-1, index.Add(new byte[] { 1, 2, 3 }, 1));
        Assert.AreEqual(0, index.Add(HomeAgentBench.Address("2001:db8::1"), 2));
        Assert.AreEqual(1, index.Add(new byte[] { 1, 2, 3 }, 2));
        Assert.AreEqual(-1, index.Add(new byte[] { 1, 2 }, 2));
    }

    [TestMethod]
    public void A_Prefix_Of_Any_Length_Is_Found_And_The_First_Router_Of_Several()
    {
        RouterPrefixes prefixes = new RouterPrefixes(new RouterAccount[]
        {
            Account(new string[] { "2001:db8:100::/56", "2001:db8::1/128" }),
            Account(new string[] { "2001:db8:200:5::/64", "2001:db8:100:1::/64" }),
            Account(new string[] { "2001:db8:200::/48" }),
            Account(new string[] { "2001:db8:200::/48", "ffff::/1" }),
        });
        Assert.AreEqual(0, Find(prefixes, "2001:db8:100:1::7"));
        Assert.AreEqual(0, Find(prefixes, "2001:db8:100:ff:ffff:ffff:ffff:ffff"));
        Assert.AreEqual(-1, Find(prefixes, "2001:db8:100:100::"));
        Assert.AreEqual(1, Find(prefixes, "2001:db8:200:5::9"));
        Assert.AreEqual(2, Find(prefixes, "2001:db8:200:6::9"));
        Assert.AreEqual(0, Find(prefixes, "2001:db8::1"));
        Assert.AreEqual(-1, Find(prefixes, "2001:db8::2"));
        Assert.AreEqual(3, Find(prefixes, "8000::"));
        Assert.AreEqual(-1, Find(new RouterPrefixes(new RouterAccount[] { Account(new string[0]) }), "2001:db8::2"));
    }

    [TestMethod]
    public void The_Earliest_Deadline_Is_First_And_Of_Equal_Ones_The_Lowest_Number()
    {
        DeadlineHeap heap = new DeadlineHeap(13);
        long[] times = new long[13];
        for (int i = 0; i < times.Length; i++)
        {
            times[i] = MobileRouter.NoDeadline;
        }

        Assert.IsFalse(heap.IsDue(long.MaxValue));
        int random = 12345;
        for (int step = 0; step < 400; step++)
        {
            random = (random * 1103515245) + 12345;
            int number = ((random >> 16) & 0x7FFF) % times.Length;
            int time = (random >> 8) & 7;
            times[number] = time == 7 ? MobileRouter.NoDeadline : time;
            heap.Set(number, times[number]);
            int first = 0;
            for (int i = 1; i < times.Length; i++)
            {
                first = times[i] < times[first] ? i : first;
            }

            Assert.AreEqual(first, heap.First);
            Assert.AreEqual(times[first], heap.FirstAt);
            Assert.AreEqual(times[first] <= 3, heap.IsDue(3));
        }
    }

    [TestMethod]
    public void Equal_Care_Of_Addresses_Of_Two_Bindings_Are_Told_Apart()
    {
        CareOfAddressIndex index = new CareOfAddressIndex(4);
        byte[] address = HomeAgentBench.Address("2001:db8:a::10");
        BindingCacheEntry[] entries = new BindingCacheEntry[4];
        for (int i = 0; i < entries.Length; i++)
        {
            entries[i] = new BindingCacheEntry();
            Ipv6Address.Copy(address, 0, entries[i].CareOfAddress, 0);
            entries[i].UdpPort = i == 3 ? 4191 : 0;
            index.Add(entries[i]);
        }

        index.Remove(entries[1]);
        index.Remove(entries[2]);
        Assert.IsTrue(index.Has(address, 0, 0));
        index.Remove(entries[0]);
        Assert.IsFalse(index.Has(address, 0, 0));
        Assert.IsTrue(index.Has(address, 0, 4191));
        Assert.IsFalse(index.Has(address, 0, 4192));
        index.Remove(entries[3]);
        Assert.IsFalse(index.Has(address, 0, 4191));
        entries[0].IsHome = true;
        index.Add(entries[0]);
        Assert.IsFalse(index.Has(address, 0, 0));
    }

    [TestMethod]
    public void Limits_A_Full_Binding_Cache_Is_Counted_And_Leaves_Every_Router_One_Binding()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.Settings.BindingCapacity = 3;
        bench.Restart();
        bench.Begin(bench.Wifi, bench.HomeAddress, 1, HomeAgentBench.Router, 60);
        bench.Identifier(1, 200, false, bench.Wifi);
        bench.Identifier(2, 100, false, bench.Cellular);
        bench.Identifier(3, 50, false, bench.Satellite);
        Assert.AreEqual(BindingStatus.BulkFailed, bench.Exchange(0));
        Assert.AreEqual(BindingStatus.InsufficientResources, bench.AnswerStatus(2));
        Assert.AreEqual(1, bench.Refused(Refusal.BindingCacheFull));
        Assert.AreEqual(2, bench.Bindings.Count);
        Assert.AreEqual(BindingStatus.Accepted, bench.RegisterOther(1, 0));

        bench.Begin(bench.Wifi, bench.HomeAddress, 2, HomeAgentBench.Router, 60);
        bench.Identifier(1, 200, true, bench.Wifi);
        bench.Identifier(3, 50, false, bench.Satellite);
        Assert.AreEqual(BindingStatus.Accepted, bench.Exchange(0));
        Assert.AreEqual("2:100@2001:db8:b::20;3:50@2001:db8:c::30;", bench.Show());
        bench.Agent.Poll(240000);
        Assert.AreEqual(0, bench.Bindings.Count);
        Assert.AreEqual(BindingStatus.Accepted, bench.RegisterTwo(3, 60, 240000));
        Assert.AreEqual(1, bench.Refused(Refusal.BindingCacheFull));
    }

    [TestMethod]
    public void Memory_For_Flow_Bindings_Goes_From_Router_To_Router()
    {
        BindingPool pool = new BindingPool(2, 2, 1);
        RouterBindings first = new RouterBindings(0, Account(new string[0]), pool);
        RouterBindings second = new RouterBindings(1, Account(new string[0]), pool);
        Assert.IsTrue(first.TakeFlows());
        Assert.IsTrue(first.TakeFlows());
        first.Flows.Add(7);
        Assert.IsFalse(second.TakeFlows());
        Assert.AreSame(pool.NoFlows, second.Flows);
        first.ReturnFlows();
        Assert.AreEqual(1, first.Flows.Count);
        first.ClearFlows();
        Assert.IsTrue(second.TakeFlows());
        Assert.AreEqual(0, second.Flows.Count);
        Assert.AreEqual(0, pool.NoFlows.Count);
    }

    [TestMethod]
    public void Routers_That_Expire_At_Once_All_End()
    {
        HomeAgentBench bench = new HomeAgentBench();
        bench.RegisterTwo(1, 60, 0);
        bench.RegisterOther(1, 0);
        Assert.AreEqual(240000L, bench.Agent.NextDeadline);
        bench.Agent.Poll(long.MaxValue);
        Assert.AreEqual(0, bench.Bindings.Count);
        Assert.AreEqual(0, bench.Agent.Bindings.Router(1).Count);
        Assert.AreEqual(MobileRouter.NoDeadline, bench.Agent.NextDeadline);
        bench.Agent.Poll(long.MaxValue);
    }

    private static byte[][] Colliding(int count, int places)
    {
        byte[][] found = new byte[count][];
        byte[] address = HomeAgentBench.Address("2001:db8:1::");
        int have = 0;
        for (int i = 0; have < count; i++)
        {
            BigEndian.WriteUInt32(address, 12, i);
            if ((AddressHash.Of(address, 0) & (places - 1)) == places - 1)
            {
                found[have] = new byte[Ipv6Address.Length];
                Ipv6Address.Copy(address, 0, found[have++], 0);
            }
        }

        return found;
    }

    private static RouterAccount Account(string[] prefixes)
    {
        RouterAccount account = new RouterAccount();
        account.Prefixes = new Ipv6Prefix[prefixes.Length];
        for (int i = 0; i < prefixes.Length; i++)
        {
            account.Prefixes[i] = Ipv6Prefix.TryRead(prefixes[i], false);
        }

        return account;
    }

    private static int Find(RouterPrefixes prefixes, string address)
    {
        return prefixes.Find(HomeAgentBench.Address(address), 0);
    }
}
