using McoaRouter.HomeAgents;
using McoaRouter.Security;

namespace McoaRouter.Tests.Security;

[TestClass]
public sealed class ReplayTests
{
    /// <summary>23 July 2026, 12:00:00, as milliseconds since 1970.</summary>
    private const long Noon = 1784808000000;

    private const long NoonTimestamp = unchecked((long)0xEE0C80C000000000);

    private const long Second = 1L << 32;

    [TestMethod]
    public void Rfc4285_6_A_Timestamp_Counts_Seconds_Since_1900_And_Their_Fraction()
    {
        Assert.AreEqual(unchecked((long)0x83AA7E8000000000), ReplayTimestamp.FromUnixMilliseconds(0));
        Assert.AreEqual(NoonTimestamp, ReplayTimestamp.FromUnixMilliseconds(Noon));
        Assert.AreEqual(NoonTimestamp + (Second / 2), ReplayTimestamp.FromUnixMilliseconds(Noon + 500));
        Assert.AreEqual(Noon, ReplayTimestamp.ToUnixMilliseconds(NoonTimestamp));
        Assert.AreEqual(Noon + 250, ReplayTimestamp.ToUnixMilliseconds(NoonTimestamp + (Second / 4)));
    }

    [TestMethod]
    public void Rfc4285_6_Every_Millisecond_Comes_Back_And_The_Next_Is_Greater()
    {
        long before = ReplayTimestamp.FromUnixMilliseconds(Noon - 1);
        for (int i = 0; i < 1000; i++)
        {
            long timestamp = ReplayTimestamp.FromUnixMilliseconds(Noon + i);
            Assert.AreEqual(Noon + i, ReplayTimestamp.ToUnixMilliseconds(timestamp));
            Assert.AreEqual(Noon + i - 1, ReplayTimestamp.ToUnixMilliseconds(timestamp - 1));
            Assert.IsTrue(timestamp > before);
            before = timestamp;
        }
    }

    [TestMethod]
    public void Rfc4285_6_Timestamps_Go_On_When_Their_Seconds_Wrap_In_2036()
    {
        const long Wrap = 2085978496000;
        Assert.AreEqual(0L, ReplayTimestamp.FromUnixMilliseconds(Wrap));
        Assert.AreEqual(-1L, ReplayTimestamp.FromUnixMilliseconds(Wrap - 1) >> 32);
        Assert.AreEqual(Wrap - 1, ReplayTimestamp.ToUnixMilliseconds(-1));
        Assert.AreEqual(Wrap + 60000, ReplayTimestamp.ToUnixMilliseconds(60 * Second));
        ReplayWindow window = new ReplayWindow(ReplayWindow.DefaultMs);
        window.Accept(ReplayTimestamp.FromUnixMilliseconds(Wrap - 1000));
        Assert.IsTrue(window.IsFresh(
            ReplayTimestamp.FromUnixMilliseconds(Wrap + 1000), ReplayTimestamp.FromUnixMilliseconds(Wrap - 500)));
    }

    [TestMethod]
    public void Rfc4285_6_The_Source_Tells_The_Time_And_Fills_The_Rest_With_Random_Bits()
    {
        TimestampSource source = new TimestampSource(Octets.SeededSource());
        source.SetClock(Noon, 5000);
        long first = source.Next(5000);
        Assert.AreEqual(NoonTimestamp + 0xC32D, first);
        long second = source.Next(65001);
        Assert.AreEqual(Noon + 60001, ReplayTimestamp.ToUnixMilliseconds(second));
        Assert.IsFalse((second & 0x3FFFFF) == (ReplayTimestamp.FromUnixMilliseconds(Noon + 60001) & 0x3FFFFF));
    }

    [TestMethod]
    public void Rfc4285_6_Each_Timestamp_Is_Greater_Than_The_One_Before()
    {
        TimestampSource source = new TimestampSource(Octets.SeededSource());
        source.SetClock(Noon, 0);
        long before = source.Next(0);
        for (int i = 0; i < 20; i++)
        {
            long next = source.Next(0);
            Assert.IsTrue(next > before);
            before = next;
        }

        source.SetClock(Noon - 3600000, 1000);
        Assert.AreEqual(before + 1, source.Next(1000));
    }

    [TestMethod]
    public void Rfc4285_6_A_Mismatch_Adjusts_The_Clock_Forth()
    {
        TimestampSource source = new TimestampSource(Octets.SeededSource());
        long sent = source.Next(10);
        Assert.AreEqual(10L, ReplayTimestamp.ToUnixMilliseconds(sent));
        long returned = ReplayWindow.Answer(sent, NoonTimestamp, false);
        Assert.IsTrue(source.Correct(sent, returned, 60));
        ReplayWindow window = new ReplayWindow(ReplayWindow.DefaultMs);
        long next = source.Next(1060);
        Assert.IsTrue(next > returned);
        Assert.IsTrue(window.IsFresh(next, NoonTimestamp + Second));
    }

    [TestMethod]
    public void Rfc4285_6_A_Mismatch_Adjusts_The_Clock_Back()
    {
        TimestampSource source = new TimestampSource(Octets.SeededSource());
        source.SetClock(Noon + 86400000, 0);
        long sent = source.Next(0);
        ReplayWindow window = new ReplayWindow(ReplayWindow.DefaultMs);
        Assert.IsFalse(window.IsFresh(sent, NoonTimestamp));
        Assert.IsTrue(source.Correct(sent, ReplayWindow.Answer(sent, NoonTimestamp, false), 50));
        Assert.IsTrue(window.IsFresh(source.Next(50), NoonTimestamp));
    }

    [TestMethod]
    public void Rfc4285_6_An_Adjusted_Timestamp_Is_Greater_Than_Any_That_Was_Accepted()
    {
        TimestampSource source = new TimestampSource(Octets.SeededSource());
        source.SetClock(Noon, 0);
        long accepted = source.Next(0);
        source.Accept(accepted);
        source.Accept(accepted - 1);
        long sent = source.Next(1000);
        Assert.IsTrue(source.Correct(sent, ReplayWindow.Answer(sent, NoonTimestamp - (60 * Second), false), 1000));
        Assert.AreEqual(accepted + 1, source.Next(1000));
    }

    [TestMethod]
    public void Rfc4285_6_An_Answer_With_Other_Low_Bits_Adjusts_Nothing()
    {
        TimestampSource source = new TimestampSource(Octets.SeededSource());
        source.SetClock(Noon, 0);
        long sent = source.Next(0);
        Assert.IsFalse(source.Correct(sent, (sent ^ 1) + (100 * Second), 0));
        Assert.AreEqual(sent >> 32, source.Next(0) >> 32);
    }

    [TestMethod]
    public void Rfc4285_5_1_Close_Enough_Is_7_Seconds_To_Either_Side()
    {
        ReplayWindow window = new ReplayWindow(ReplayWindow.DefaultMs);
        Assert.IsTrue(window.IsFresh(NoonTimestamp + (7 * Second), NoonTimestamp));
        Assert.IsTrue(window.IsFresh(NoonTimestamp - (7 * Second), NoonTimestamp));
        Assert.IsFalse(window.IsFresh(NoonTimestamp + (7 * Second) + 1, NoonTimestamp));
        Assert.IsFalse(window.IsFresh(NoonTimestamp - (7 * Second) - 1, NoonTimestamp));
        Assert.IsFalse(window.IsFresh(long.MaxValue, NoonTimestamp));
        Assert.IsFalse(window.IsFresh(0, NoonTimestamp));
        Assert.IsTrue(new ReplayWindow(4000).IsFresh(NoonTimestamp + (4 * Second), NoonTimestamp));
        Assert.IsFalse(new ReplayWindow(4000).IsFresh(NoonTimestamp + (5 * Second), NoonTimestamp));
    }

    [TestMethod]
    public void Rfc4285_6_A_Valid_Timestamp_Is_Greater_Than_All_That_Were_Accepted()
    {
        ReplayWindow window = new ReplayWindow(ReplayWindow.DefaultMs);
        Assert.IsTrue(window.IsFresh(NoonTimestamp, NoonTimestamp));
        Assert.IsTrue(window.IsFresh(NoonTimestamp, NoonTimestamp));
        window.Accept(NoonTimestamp);
        Assert.IsFalse(window.IsFresh(NoonTimestamp, NoonTimestamp));
        Assert.IsFalse(window.IsFresh(NoonTimestamp - 1, NoonTimestamp));
        Assert.IsTrue(window.IsFresh(NoonTimestamp + 1, NoonTimestamp));
    }

    [TestMethod]
    public void Rfc4285_6_The_Answer_Returns_The_Timestamp_Or_Its_Low_Half_Under_The_Receivers_Seconds()
    {
        const long Sent = unchecked((long)0xEC5B9E0012345678);
        Assert.AreEqual(Sent, ReplayWindow.Answer(Sent, NoonTimestamp + 99, true));
        Assert.AreEqual(NoonTimestamp | 0x12345678, ReplayWindow.Answer(Sent, NoonTimestamp + 99, false));
    }
}
