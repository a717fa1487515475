using McoaRouter.Security;
using McoaRouter.Wire;

namespace McoaRouter.LinkLayers.Ethernet;

/// <summary>
/// Advertises the router to the hosts of a link (RFC 4861 §6.2): a few times at first, then at random intervals, soon
/// after a solicitation, and once with lifetime 0 at the end. Every advertisement goes to all nodes, so that any number
/// of solicitations costs one every three seconds.
/// </summary>
internal sealed class RouterAdvertiser
{
    /// <summary>How long hosts may use the router after an advertisement, in s (AdvDefaultLifetime).</summary>
    internal const int RouterLifetimeSeconds = 1800;

    /// <summary>How long addresses of the prefix last after an advertisement, in s (AdvValidLifetime).</summary>
    internal const int ValidLifetimeSeconds = 86_400;

    /// <summary>How long they are used for what is new, in s (AdvPreferredLifetime).</summary>
    internal const int PreferredLifetimeSeconds = 14_400;

    /// <summary>MinRtrAdvInterval and MaxRtrAdvInterval, in ms.</summary>
    private const int LeastIntervalMs = 200_000;
    private const int GreatestIntervalMs = 600_000;

    /// <summary>MAX_INITIAL_RTR_ADVERTISEMENTS, and MAX_INITIAL_RTR_ADVERT_INTERVAL in ms.</summary>
    private const int InitialCount = 3;
    private const int InitialIntervalMs = 16_000;

    /// <summary>MIN_DELAY_BETWEEN_RAS, in ms.</summary>
    private const int LeastGapMs = 3000;

    /// <summary>MAX_RA_DELAY_TIME, in ms.</summary>
    private const int AnswerMs = 500;

    private readonly NeighborMessages _messages;
    private readonly RandomSource _random;
    private readonly Ipv6Prefix _prefix;
    private int _initialLeft;
    private long _sentAt;
    private bool _ending;

    /// <summary>The MTU that is advertised, in octets.</summary>
    internal int Mtu;

    /// <summary>When <see cref="Poll"/> must next be called.</summary>
    internal long NextDeadline = MobileRouter.NoDeadline;

    internal RouterAdvertiser(NeighborMessages messages, RandomSource random, Ipv6Prefix prefix)
    {
        _messages = messages;
        _random = random;
        _prefix = prefix;
        _sentAt = -LeastGapMs;
    }

    /// <summary>Begins to advertise, or advertises anew what has changed.</summary>
    internal void Begin(long now)
    {
        _ending = false;
        _initialLeft = InitialCount;
        NextDeadline = Allowed(now);
    }

    /// <summary>A host has asked (RFC 4861 §6.2.6). Costs next to nothing while an answer is due already.</summary>
    internal void Solicited(long now)
    {
        if (!_ending && NextDeadline > Allowed(now) + AnswerMs)
        {
            NextDeadline = Allowed(now + Random(AnswerMs));
        }
    }

    /// <summary>Advertises no more, without a word.</summary>
    internal void End()
    {
        NextDeadline = MobileRouter.NoDeadline;
    }

    /// <summary>Takes leave: one more advertisement, with lifetime 0 (RFC 4861 §6.2.5).</summary>
    internal void TakeLeave(long now)
    {
        _ending = true;
        NextDeadline = Allowed(now);
    }

    /// <summary>Advertises where that is due.</summary>
    internal void Poll(long now)
    {
        if (now < NextDeadline)
        {
            return;
        }

        Send(_ending ? 0 : RouterLifetimeSeconds);
        _sentAt = now;
        NextDeadline = _ending ? MobileRouter.NoDeadline : now + Interval();
    }

    /// <summary>The time, or a later one at which the next advertisement is allowed.</summary>
    private long Allowed(long at)
    {
        return at - _sentAt < LeastGapMs ? _sentAt + LeastGapMs : at;
    }

    private int Interval()
    {
        int interval = LeastIntervalMs + Random(GreatestIntervalMs - LeastIntervalMs);
        if (_initialLeft > 1)
        {
            _initialLeft--;
            return interval > InitialIntervalMs ? InitialIntervalMs : interval;
        }

        return interval;
    }

    /// <summary>A number from 0 to <paramref name="bound"/>, in 65536 steps.</summary>
    private int Random(int bound)
    {
        return (int)((long)bound * _random.NextUInt16() >> 16);
    }

    private void Send(int routerLifetime)
    {
        byte[] octets = _messages.Octets;
        int message = _messages.Begin();
        int at = RouterAdvertisement.Write(octets, message, Ipv6Header.DefaultHopLimit, routerLifetime);
        at = NeighborDiscoveryOption.WriteLinkLayerAddress(
            octets, at, NeighborDiscoveryOption.SourceLinkLayerAddress, _messages.Station);
        at = MtuOption.Write(octets, at, Mtu);
        at = PrefixInformationOption.Write(
            octets,
            at,
            _prefix.Octets,
            0,
            _prefix.Length,
            PrefixInformationOption.OnLinkFlag | PrefixInformationOption.AutonomousFlag,
            ValidLifetimeSeconds,
            PreferredLifetimeSeconds);
        _messages.SendToGroup(message, at, _messages.LinkLocal, _messages.AllNodes);
    }
}
