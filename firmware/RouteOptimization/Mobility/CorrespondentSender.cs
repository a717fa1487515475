using McoaRouter.Bindings;
using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Mobility;

/// <summary>
/// Sends what <see cref="CorrespondentRegistration"/> decides, to one correspondent: gives updates their sequence
/// numbers, states in the Binding Update List what may be held from then on, and keeps to MAX_UPDATE_RATE for each type
/// of message (RFC 6275 §11.8).
/// </summary>
internal sealed class CorrespondentSender
{
    // MAX_RR_BINDING_LIFETIME (RFC 6275 §12).
    private const long MaximumLifetimeMs = 420000;

    private const long UnitMs = 1000L * BindingUpdate.LifetimeUnitSeconds;

    private readonly WireProfile _profile;
    private readonly BindingUpdateList _uplinks;
    private readonly CorrespondentBindings _bindings;
    private readonly CorrespondentExchanges _exchanges;
    private readonly CorrespondentMessageWriter _writer;
    private readonly ILink[] _links;
    private readonly RefusalCounters _refusals;
    private readonly RandomSource _random;
    private readonly UpdateRateLimit _homeTestRate = new UpdateRateLimit();
    private readonly UpdateRateLimit _careOfTestRate = new UpdateRateLimit();
    private readonly UpdateRateLimit _updateRate = new UpdateRateLimit();
    private bool _sequenceStarted;

    internal CorrespondentSender(
        RouterSettings settings,
        BindingUpdateList uplinks,
        CorrespondentBindings bindings,
        CorrespondentExchanges exchanges,
        CorrespondentMessageWriter writer,
        ILink[] links,
        RefusalCounters refusals,
        RandomSource random)
    {
        _profile = settings.Profile;
        _uplinks = uplinks;
        _bindings = bindings;
        _exchanges = exchanges;
        _writer = writer;
        _links = links;
        _refusals = refusals;
        _random = random;
    }

    /// <summary>Whether cookies cannot be guessed: nothing is to be sent before.</summary>
    internal bool IsSeeded
    {
        get { return _random.IsSeeded; }
    }

    /// <summary>When the Home Test Init may leave, in monotonic ms.</summary>
    internal long HomeTestAt
    {
        get { return LaterOf(_exchanges.HomeTest.Timer.SendAt, _homeTestRate.FreeAt); }
    }

    /// <summary>When the Care-of Test Init of an uplink may leave, in monotonic ms.</summary>
    internal long CareOfTestAt(int uplink)
    {
        return LaterOf(_exchanges.CareOfTestAt(uplink).Timer.SendAt, _careOfTestRate.FreeAt);
    }

    /// <summary>When an update may leave, in monotonic ms.</summary>
    internal long UpdateAt(CorrespondentUpdate update)
    {
        return LaterOf(update.Timer.SendAt, _updateRate.FreeAt);
    }

    /// <summary>
    /// The flags of an update beside A. O is only used with a Binding Identifier (RFC 5648 §4.2).
    /// </summary>
    internal int FlagsFor(int bid)
    {
        return _exchanges.Overwrites && bid != CorrespondentBinding.RegularBid ? _profile.OverwriteFlags : 0;
    }

    /// <summary>Sends a Home Test Init along a path.</summary>
    internal void SendHomeTest(int path, long now)
    {
        AddressTest test = _exchanges.HomeTest;
        test.Sending(_random, now);
        _homeTestRate.Take(now);
        _writer.WriteHomeTestInit(path, _bindings.Address, test.Cookie);
        Send(path);
    }

    /// <summary>Sends a Care-of Test Init from an uplink.</summary>
    internal void SendCareOfTest(int uplink, int bid, long now)
    {
        AddressTest test = _exchanges.CareOfTestAt(uplink);
        test.Sending(_random, now);
        _careOfTestRate.Take(now);
        _writer.WriteCareOfTestInit(uplink, bid, _bindings.Address, test.Cookie);
        Send(uplink);
    }

    /// <summary>
    /// Sends the registration of an uplink, for at most MAX_RR_BINDING_LIFETIME (RFC 6275 §5.2.6, §12); nothing where
    /// no unit of lifetime is left.
    /// </summary>
    /// <param name="uplink">The uplink.</param>
    /// <param name="carrier">The uplink that carries it.</param>
    /// <param name="bid">The Binding Identifier, or 0.</param>
    /// <param name="left">The longest lifetime to ask for, in ms.</param>
    /// <param name="now">Monotonic ms.</param>
    internal void SendRegistration(int uplink, int carrier, int bid, long left, long now)
    {
        int units = (int)((left < MaximumLifetimeMs ? left : MaximumLifetimeMs) / UnitMs);
        if (units <= 0)
        {
            return;
        }

        CorrespondentUpdate update = _exchanges.UpdateAt(uplink);
        update.LifetimeUnits = units;
        Stamp(update, bid, now);
        _writer.WriteRegistration(
            update,
            uplink,
            carrier,
            FlagsFor(bid),
            _bindings.Address,
            _exchanges.HomeTest,
            _exchanges.CareOfTestAt(uplink));
        CorrespondentBinding binding = _bindings.At(uplink);
        binding.HeldBid = bid;
        binding.HeldUntil = LaterOf(binding.HeldUntil, now + (units * UnitMs));
        Ipv6Address.Copy(_uplinks.At(uplink).CareOfAddress, 0, binding.CareOfAddress, 0);
        Send(carrier);
    }

    /// <summary>Sends the removal of a Binding Identifier, or with 0 of everything.</summary>
    internal void SendRemoval(CorrespondentUpdate update, int bid, int carrier, byte[] careOfAddress, long now)
    {
        update.LifetimeUnits = 0;
        Stamp(update, bid, now);
        _writer.WriteRemoval(update, carrier, careOfAddress, _bindings.Address, _exchanges.HomeTest);
        Send(carrier);
    }

    private static long LaterOf(long left, long right)
    {
        return left > right ? left : right;
    }

    /// <summary>
    /// Gives an update its sequence number, higher than all before (RFC 6275 §11.7.2, §11.8); the first is random.
    /// </summary>
    private void Stamp(CorrespondentUpdate update, int bid, long now)
    {
        if (!_sequenceStarted)
        {
            _sequenceStarted = true;
            _bindings.Sequence = _random.NextUInt16();
        }

        update.Bid = bid;
        update.Sequence = _bindings.NextSequence();
        update.SentAt = now;
        update.Timer.Sent(now);
        _updateRate.Take(now);
    }

    private void Send(int uplink)
    {
        if (!_links[uplink].Send(_writer.Packet))
        {
            _refusals.Add(Refusal.LinkRefused);
        }
    }
}
