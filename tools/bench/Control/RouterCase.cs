using System;
using System.Diagnostics;
using System.Linq;
using McoaRouter.HomeAgents;
using McoaRouter.Security;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Tools.Bench.Control;

/// <summary>
/// A router with some uplinks and prefixes that refreshes its registration, all in one Binding Update that names every
/// uplink and every prefix, and a home agent that answers: each end's work timed by itself.
/// </summary>
internal sealed class RouterCase
{
    private const long UnixMilliseconds = 1767225600000;

    // Each update has a second of its own, so that MAX_UPDATE_RATE holds none back (RFC 6275 §12).
    private const int StepMs = 1000;

    private readonly MobileRouter _router;
    private readonly HomeAgent _homeAgent;
    private readonly KeepingLink[] _uplinks;
    private readonly KeepingLink _network = new();
    private readonly Answers _answers = new();
    private long _now = StepMs;

    /// <summary>Registers every uplink.</summary>
    /// <param name="uplinks">How many uplinks there are, 1 to 8.</param>
    /// <param name="prefixes">How many prefixes, 1 to 16.</param>
    /// <param name="profile">The wire profile, as the settings name it.</param>
    /// <param name="authenticated">Whether binding messages are authenticated (RFC 4285).</param>
    public RouterCase(int uplinks, int prefixes, string profile, bool authenticated)
    {
        RouterSettings settings = RouterSettingsReader.Read(Configuration(uplinks, prefixes, profile, authenticated)).Settings
            ?? throw new InvalidOperationException("The configuration has faults.");
        _uplinks = [.. Enumerable.Range(0, uplinks).Select(_ => new KeepingLink())];
        _router = new MobileRouter(settings, _uplinks, new KeepingLink(), _answers);
        _homeAgent = new HomeAgent(MatchingHomeAgent.SettingsFor(settings), _network, new KeepingLink(), null, _answers);
        _router.Seed(new byte[RandomSource.SeedOctets], 0, RandomSource.SeedOctets);
        _router.SetClock(UnixMilliseconds, 0);
        _homeAgent.SetClock(UnixMilliseconds, 0);
        byte[] careOfAddress = new byte[Ipv6Address.Length];
        for (int i = 0; i < uplinks; i++)
        {
            _now += StepMs;
            _ = Ipv6AddressText.TryRead(FormattableString.Invariant($"2001:db8:a{i}::17"), careOfAddress, 0);
            _router.LinkUp(i, careOfAddress, 0, _now);
            Carry();
        }
    }

    /// <summary>Octets of the Binding Update with all its headers.</summary>
    public int UpdateOctets { get; private set; }

    /// <summary>Updates that the router lays out, in thousands a second.</summary>
    public Sample Built { get; } = new();

    /// <summary>Acknowledgements that the router takes, likewise.</summary>
    public Sample Taken { get; } = new();

    /// <summary>Updates that the home agent judges, carries out and answers, likewise.</summary>
    public Sample Answered { get; } = new();

    /// <summary>Octets that both ends allocated in all rounds.</summary>
    public long Allocated { get; private set; }

    /// <summary>Refreshes the registration some times, uncounted.</summary>
    public void WarmUp(int exchanges)
    {
        _ = Exchange(exchanges);
    }

    /// <summary>Refreshes the registration some times, and counts them as a round.</summary>
    /// <exception cref="InvalidOperationException">One was not carried through.</exception>
    public void Round(int exchanges)
    {
        long taken = _answers.Taken;
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        (long build, long answer, long take) = Exchange(exchanges);
        Allocated += GC.GetAllocatedBytesForCurrentThread() - allocated;
        if (_answers.Taken - taken != exchanges)
        {
            throw new InvalidOperationException($"{_answers.Taken - taken} of {exchanges} Binding Updates were acknowledged.");
        }

        Built.Add(ThousandsPerSecond(exchanges, build));
        Answered.Add(ThousandsPerSecond(exchanges, answer));
        Taken.Add(ThousandsPerSecond(exchanges, take));
    }

    private static double ThousandsPerSecond(int count, long ticks)
    {
        return count * (Stopwatch.Frequency / 1000.0) / ticks;
    }

    /// <summary>The time that each end's work took, in ticks.</summary>
    private (long Build, long Answer, long Take) Exchange(int exchanges)
    {
        long build = 0;
        long answer = 0;
        long take = 0;
        for (int i = 0; i < exchanges; i++)
        {
            _now = Math.Max(_now + StepMs, _router.NextDeadline);
            long start = Stopwatch.GetTimestamp();
            _router.Poll(_now);
            long built = Stopwatch.GetTimestamp();
            int uplink = TakeUpdate();
            long sent = Stopwatch.GetTimestamp();
            _homeAgent.ReceiveFromNetwork(_uplinks[uplink].Last, _now);
            long answered = Stopwatch.GetTimestamp();
            _router.Receive(uplink, _network.Last, _now);
            take += Stopwatch.GetTimestamp() - answered;
            answer += answered - sent;
            build += built - start;
        }

        return (build, answer, take);
    }

    private static string Configuration(int uplinks, int prefixes, string profile, bool authenticated)
    {
        string security = authenticated
            ? """{ "spi": 256, "key": "00112233445566778899aabbccddeeff", "identifier": "bus-17@example.net" }"""
            : "\"none\"";
        return $$"""
            {
              "version": 1, "name": "bus-17", "homeAddress": "2001:db8:1::100/64", "homeAgents": ["2001:db8:1::1"],
              "homeAgentDiscovery": false, "wireProfile": "{{profile}}", "security": {{security}},
              "mobileNetworkPrefixes": [{{string.Join(',', Enumerable.Range(0, prefixes).Select(Prefix))}}],
              "uplinks": [{{string.Join(',', Enumerable.Range(1, uplinks).Select(Uplink))}}],
              "port": { "link": "simulated", "prefix": "2001:db8:100::/64" }
            }
            """;
    }

    private static string Prefix(int index)
    {
        return FormattableString.Invariant($"\"2001:db8:1{index:x2}::/56\"");
    }

    private static string Uplink(int number)
    {
        return FormattableString.Invariant(
            $$"""{ "name": "uplink-{{number}}", "bid": {{number}}, "priority": {{200 - number}}, "link": "simulated" }""");
    }

    /// <summary>Which uplink an update left by, after a refresh; it is the only one.</summary>
    private int TakeUpdate()
    {
        int found = -1;
        for (int i = 0; i < _uplinks.Length; i++)
        {
            found = _uplinks[i].Take() ? i : found;
        }

        if (found < 0)
        {
            throw new InvalidOperationException("No Binding Update was due.");
        }

        UpdateOctets = _uplinks[found].Last.Length;
        return found;
    }

    private void Carry()
    {
        int uplink = TakeUpdate();
        _homeAgent.ReceiveFromNetwork(_uplinks[uplink].Last, _now);
        _router.Receive(uplink, _network.Last, _now);
    }
}
