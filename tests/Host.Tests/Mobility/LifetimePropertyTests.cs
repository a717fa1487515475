using System;
using System.Globalization;
using System.Numerics;
using CsCheck;
using McoaRouter.HomeAgents;
using McoaRouter.Mobility;
using McoaRouter.Settings;
using McoaRouter.Wire;
using Microsoft.VisualStudio.TestTools.UnitTesting;

namespace McoaRouter.Host.Tests.Mobility;

/// <summary>Lifetimes and timeouts against arithmetic in whole numbers, which never wraps.</summary>
[TestClass]
public sealed class LifetimePropertyTests
{
    private const int LongestUnits = 0xFFFF;
    private const long LongestMs = 4000L * LongestUnits;

    private static readonly Gen<int> s_units = Gen.Frequency(
        (3, Gen.Int[0, LongestUnits]), (1, Gen.Int[0, 9]), (1, Pick.From(0, 1, 2, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF)));

    private static readonly Gen<uint> s_seconds = Gen.Frequency(
        (2, Gen.UInt), (3, Gen.UInt[0, 300000]), (1, Pick.From(0u, 3u, 4u, 5u, 262139u, 262140u, 262144u, uint.MaxValue)));

    // Clocks at the start, where 32 bits would wrap, and long after.
    private static readonly Gen<long> s_clock = Gen.Frequency(
        (1, Gen.Long[0, 100000]),
        (1, Pick.From(int.MaxValue - 1L, int.MaxValue, uint.MaxValue - 1L, uint.MaxValue, uint.MaxValue + 1L)),
        (1, Gen.Long[0, 1L << 52]));

    [TestMethod]
    public void What_is_granted_and_when_it_is_refreshed_is_as_in_whole_numbers()
    {
        byte[] buffer = new byte[64];
        BindingAcknowledgement answer = new(WireProfile.Draft01(200));
        CsCheck.Check.Sample(
            Gen.Select(s_units, s_units, s_units, Gen.Bool),
            (requested, granted, advised, advises) =>
            {
                int at = BindingAcknowledgement.Begin(buffer, 0, 0, 0, 7, granted);
                at = advises ? BindingRefreshAdviceOption.Write(buffer, 0, at, advised) : at;
                Assert.IsTrue(answer.TryRead(buffer, 0, at));
                long requestedMs = 4000L * requested;
                BigInteger expected = BigInteger.Min(new BigInteger(granted) * 4000, new BigInteger(requested) * 4000);
                long given = GrantedLifetime.Of(answer, requestedMs);
                Assert.AreEqual(expected, given);

                // A quarter is left for retransmissions; advice shortens, and 0 is none (RFC 6275 §6.2.4, §11.7.3).
                BigInteger refresh = expected * 3 / 4;
                BigInteger advice = new BigInteger(advised) * 4000;
                refresh = advises && advice > 0 ? BigInteger.Min(refresh, advice) : refresh;
                long after = GrantedLifetime.RefreshAfter(answer, buffer, given);
                Assert.AreEqual(refresh, after);
                Assert.IsTrue(given == 0 ? after == 0 : after > 0 && after < given);
                Assert.IsTrue(given <= LongestMs);
            },
            iter: 20000,
            threads: 1);
    }

    [TestMethod]
    public void A_home_agent_grants_no_more_than_is_asked_its_limit_and_the_prefix()
    {
        CsCheck.Check.Sample(
            Gen.Select(s_units, Gen.Int[1, LongestUnits], s_seconds, s_seconds),
            (asked, limitUnits, one, other) =>
            {
                HomeAgentSettings settings = new()
                {
                    LifetimeLimitSeconds = 4 * limitUnits,
                    PrefixValidSeconds = Math.Max(one, other),
                    PrefixPreferredSeconds = Math.Min(one, other),
                };
                LifetimeGrant grant = new(settings);
                BigInteger longest = BigInteger.Min(4 * new BigInteger(limitUnits), settings.PrefixValidSeconds);
                BigInteger expected = BigInteger.Min(asked, BigInteger.Divide(longest, 4));
                int granted = grant.UnitsFor(asked);
                Assert.AreEqual(expected, granted);
                Assert.IsTrue(granted is >= 0 and <= LongestUnits);
                Assert.IsTrue(4L * granted <= settings.PrefixValidSeconds && granted <= asked);

                // RFC 6275 §9.5.1: prefix discovery is needed where the binding outlives the preferred lifetime, or was cut
                // to the valid one.
                long seconds = 4L * granted;
                bool outlives = seconds > settings.PrefixPreferredSeconds;
                bool cut = seconds <= settings.PrefixValidSeconds && settings.PrefixValidSeconds < seconds + 4;
                Assert.AreEqual(
                    granted > 0 && (outlives || cut) ? BindingStatus.PrefixDiscoveryNeeded : BindingStatus.Accepted,
                    grant.StatusFor(granted));
            },
            iter: 20000,
            threads: 1);
    }

    [TestMethod]
    public void Configured_lifetimes_are_whole_units_that_fit_16_bits()
    {
        CsCheck.Check.Sample(
            Gen.Frequency((3, Gen.Long[-5, 262150]), (1, Gen.Long), (1, Pick.From(3L, 4L, 5L, 262139L, 262140L, 262144L))),
            seconds =>
            {
                SettingsFaults faults = new();
                string text = "{\"lifetimeSeconds\":" + seconds.ToString(CultureInfo.InvariantCulture) + "}";
                int read = LifetimeReader.Read(RouterSettingsReader.ReadRoot(text, faults), "lifetimeSeconds", 240);
                bool sound = seconds >= 4 && seconds <= 4L * LongestUnits && seconds % 4 == 0;
                Assert.AreEqual(sound, faults.Count == 0, text);
                Assert.IsTrue(!sound || (read == seconds && read / 4 * 4L == seconds && read / 4 is >= 1 and <= LongestUnits));
            },
            iter: 20000,
            threads: 1);
    }

    [TestMethod]
    public void Retransmissions_double_up_to_the_longest_timeout_at_any_clock()
    {
        CsCheck.Check.Sample(
            Gen.Select(s_clock, Gen.Int[100, 32000], Gen.Int[1, 40], Gen.Int[0, 0xFFFF]),
            (start, first, count, late) =>
            {
                RetransmissionTimer timer = new();
                timer.Start(first, start);
                BigInteger expected = start;
                BigInteger timeout = first;
                for (int i = 1; i <= count; i++)
                {
                    Assert.AreEqual(expected, timer.SendAt);
                    long now = timer.SendAt + late;
                    timer.Sent(now);
                    Assert.AreEqual(i, timer.Attempt);
                    expected = new BigInteger(now) + timeout;
                    timeout = BigInteger.Min(timeout * 2, 32000);
                }

                Assert.IsTrue(timer.IsOutstanding);
                timer.Stop();
                Assert.AreEqual(MobileRouter.NoDeadline, timer.SendAt);
            },
            iter: 4000,
            threads: 1);
    }

    [TestMethod]
    public void No_second_has_more_than_three_updates_at_any_clock()
    {
        CsCheck.Check.Sample(
            Gen.Select(s_clock, new GenArray<int>(Gen.Frequency((3, Gen.Int[0, 400]), (1, Gen.Int[0, 5000])))[1, 60]),
            (start, pauses) =>
            {
                UpdateRateLimit limit = new();
                long[] sent = new long[pauses.Length];
                long now = start;
                for (int i = 0; i < pauses.Length; i++)
                {
                    // Sent as soon as it may be, and no wait is longer than it must.
                    now = Math.Max(now + pauses[i], limit.FreeAt);
                    Assert.AreEqual(i < 3 ? long.MinValue : sent[i - 3] + 1000, limit.FreeAt);
                    limit.Take(now);
                    sent[i] = now;
                    Assert.IsTrue(i < 3 || sent[i] - sent[i - 3] >= 1000);
                }
            },
            iter: 4000,
            threads: 1);
    }
}
