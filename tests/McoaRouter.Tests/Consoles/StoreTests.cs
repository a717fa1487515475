using System.Text;
using McoaRouter.Consoles;

namespace McoaRouter.Tests.Consoles;

/// <summary>The store loses its power at every octet, and every octet of it goes bad.</summary>
[TestClass]
public sealed partial class StoreTests
{
    private const string Small = "{\"version\":1,\"name\":\"a\",\"homeAddress\":\"2001:db8:1::100/64\","
        + "\"homeAgents\":[\"2001:db8:1::1\"],\"mobileNetworkPrefixes\":[\"2001:db8:100::/56\"],\"security\":\"none\","
        + "\"uplinks\":[{\"name\":\"s\",\"bid\":1,\"priority\":1,\"link\":\"simulated\"}],"
        + "\"port\":{\"link\":\"simulated\",\"prefix\":\"2001:db8:100:1::/64\"}}";

    [TestMethod]
    public void Commit_CutAtAnyOctetLeavesTheOlderOne()
    {
        int length = Confirmed().Slots[0].Length;
        for (int cut = 0; cut < length; cut = Next(cut))
        {
            ConsoleBench bench = new ConsoleBench(Confirmed(), null);
            Assert.AreEqual("a", bench.Settings.Name);
            _ = bench.Ask("{\"op\":\"set\",\"path\":\"name\",\"value\":\"b\"}");
            bench.Slots.CutAfter = cut;
            bench.Fails("{\"op\":\"commit\"}", "storage");
            Assert.AreEqual("a", Rebooted(bench.Slots));
        }
    }

    [TestMethod]
    public void Trial_CutAtAnyOctetOfItsBeginningLeavesTheOlderOne()
    {
        int length = Confirmed().Slots[0].Length;
        for (int cut = 0; cut < length; cut = Next(cut))
        {
            ConsoleBench bench = new ConsoleBench(Confirmed(), null);
            _ = bench.Ask("{\"op\":\"set\",\"path\":\"name\",\"value\":\"b\"}");
            bench.Has("{\"op\":\"commit\"}", "\"revision\":2");
            bench.Slots.CutAfter = cut;
            bench.Start();
            Assert.AreEqual("a", bench.Settings.Name);
            Assert.AreEqual("a", Rebooted(bench.Slots));
        }
    }

    [TestMethod]
    public void Confirmation_CutAtAnyOctetLeavesTheOlderOne()
    {
        int length = Confirmed().Slots[0].Length;
        for (int cut = 0; cut < length; cut = Next(cut))
        {
            ConsoleBench bench = new ConsoleBench(Confirmed(), null);
            _ = bench.Ask("{\"op\":\"set\",\"path\":\"name\",\"value\":\"b\"}");
            bench.Has("{\"op\":\"commit\"}", "\"revision\":2");
            bench.Start();
            Assert.AreEqual("b", bench.Settings.Name);
            bench.Slots.CutAfter = cut;
            bench.Fails("{\"op\":\"confirm\",\"force\":true}", "storage");
            Assert.AreEqual("a", Rebooted(bench.Slots));
        }
    }

    [TestMethod]
    public void Slot_WithAnyOctetDamagedIsIgnored()
    {
        TestSlots slots = Confirmed();
        Second(slots);
        Assert.AreEqual("b", Rebooted(slots));
        int length = slots.Slots[1].Length;
        for (int at = 0; at < length; at = Next(at))
        {
            byte[] good = slots.Slots[1];
            byte[] bad = new byte[length];
            System.Array.Copy(good, 0, bad, 0, length);
            bad[at] ^= (byte)(1 << (at % 8));
            slots.Slots[1] = bad;
            Assert.AreEqual("a", Rebooted(slots));
            slots.Slots[1] = good;
        }

        slots.Slots[1] = new byte[9000];
        Assert.AreEqual("a", Rebooted(slots));
        slots.Slots[0] = new byte[20];
        Assert.IsNull(new ConsoleBench(slots, null).Settings);
    }

    /// <summary>Found by tools/fuzz: the revision behind the greatest number was none, and its trial was lost.</summary>
    [TestMethod]
    public void Slot_WithARevisionThatHasNoNextIsIgnored()
    {
        TestSlots slots = Confirmed();
        slots.Slots[1] = Stored(int.MaxValue);
        Assert.AreEqual("a", Rebooted(slots));
        Second(slots);
        Assert.AreEqual("b", Rebooted(slots));
        slots.Slots[1] = Stored(StoredConfiguration.GreatestRevision + 1);
        Assert.AreEqual("a", Rebooted(slots));
        slots.Slots[1] = Stored(StoredConfiguration.GreatestRevision);
        Assert.AreEqual("c", Rebooted(slots));
    }

    private static byte[] Stored(int revision)
    {
        string text = "{\"version\":1,\"name\":\"c\"" + Small.Substring("{\"version\":1,\"name\":\"a\"".Length);
        StoredConfiguration stored = new StoredConfiguration(Encoding.UTF8.GetBytes(text), revision, 120);
        stored.State = SlotState.Confirmed;
        return stored.ToOctets();
    }

    private static TestSlots Confirmed()
    {
        TestSlots slots = new TestSlots();
        ConsoleBench bench = new ConsoleBench(slots, null);
        bench.Has("{\"op\":\"set\",\"value\":" + Small + "}", "\"faults\":[]");
        bench.Has("{\"op\":\"commit\"}", "\"revision\":1");
        bench.Start();
        bench.Has("{\"op\":\"confirm\",\"force\":true}", "{\"revision\":1}");
        return slots;
    }

    private static void Second(TestSlots slots)
    {
        ConsoleBench bench = new ConsoleBench(slots, null);
        _ = bench.Ask("{\"op\":\"set\",\"path\":\"name\",\"value\":\"b\"}");
        bench.Has("{\"op\":\"commit\"}", "\"revision\":2");
        bench.Start();
        bench.Has("{\"op\":\"confirm\",\"force\":true}", "{\"revision\":2}");
    }

    /// <summary>The name of what runs after the power came back; damage may have left a slot as it was.</summary>
    private static string Rebooted(TestSlots slots)
    {
        slots.CutAfter = -1;
        ConsoleBench bench = new ConsoleBench(slots, null);
        return bench.Settings == null ? "none" : bench.Settings.Name;
    }
}
