using McoaRouter.Bindings;
using McoaRouter.Forwarding;
using McoaRouter.Links;
using McoaRouter.Mobility;
using McoaRouter.Security;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Health;

/// <summary>
/// The health of the paths over all uplinks. An Echo Request goes through the tunnel of each to the home agent, one an
/// interval, and what comes back says how well the path serves: two unanswered ones in a row are a dead path, losses and
/// slowness a degraded one, and so is a signal below its floor. A path that came up or serves again is held back for a
/// while, where another serves. The standing of each goes into its binding, and with it into the next update.
/// </summary>
public sealed class PathHealth
{
    private readonly RouterSettings _settings;
    private readonly BindingUpdateList _bindings;
    private readonly HomeRegistration _home;
    private readonly ILink[] _uplinks;
    private readonly IRouterListener _listener;
    private readonly RefusalCounters _refusals;
    private readonly RandomSource _random;
    private readonly WatchedPath[] _paths;
    private readonly PacketBuffer _packet;
    private long _now;

    internal PathHealth(
        RouterSettings settings,
        BindingUpdateList bindings,
        HomeRegistration home,
        ILink[] uplinks,
        IRouterListener listener,
        RefusalCounters refusals,
        RandomSource random)
    {
        _settings = settings;
        _bindings = bindings;
        _home = home;
        _uplinks = uplinks;
        _listener = listener;
        _refusals = refusals;
        _random = random;
        _paths = new WatchedPath[settings.Health == null ? 0 : bindings.Count];
        for (int i = 0; i < _paths.Length; i++)
        {
            _paths[i] = new WatchedPath(settings.Health, settings.Uplinks[i], i);
        }

        _packet = _paths.Length == 0 ? null : new PacketBuffer(PathProbe.Length);
    }

    /// <summary>How many paths are watched: as many as there are uplinks, or none.</summary>
    public int Count
    {
        get { return _paths.Length; }
    }

    /// <summary>When <see cref="Run"/> must next be called, in monotonic ms.</summary>
    internal long NextDeadline
    {
        get
        {
            long next = MobileRouter.NoDeadline;
            for (int i = 0; i < _paths.Length && IsOn; i++)
            {
                long path = _paths[i].NextDeadline(_now);
                next = path < next ? path : next;
            }

            return next;
        }
    }

    // What leaves before there is a seed could be guessed.
    private bool IsOn
    {
        get { return _random.IsSeeded && _home.State != RegistrationState.Stopped && !_home.IsStopping; }
    }

    private bool IsSingle
    {
        get { return _home.Form == RegistrationForm.Single; }
    }

    /// <summary>What is known of the path over an uplink.</summary>
    public WatchedPath At(int uplink)
    {
        return _paths[uplink];
    }

    /// <summary>A packet of the vehicle leaves by an uplink, or one for it came.</summary>
    internal void Used(int uplink, long now)
    {
        if (uplink < _paths.Length)
        {
            _now = now;
            _paths[uplink].Used(now);
        }
    }

    /// <summary>
    /// Whether a packet from the home agent's tunnel has the form of an answer to a probe, and a mark of one of the last
    /// probes. What has none answers a host with our address, which may ping the home agent as well.
    /// </summary>
    internal bool IsProbeAnswer(byte[] buffer, int inner, int length)
    {
        if (_paths.Length == 0
            || !PathProbe.IsAnswer(buffer, inner, length, _settings.HomeAddress, _home.HomeAgent))
        {
            return false;
        }

        bool marked = false;
        for (int i = 0; i < _paths.Length; i++)
        {
            WatchedPath path = _paths[i];
            marked |= path.Identifier >= 0
                && (PathProbe.HasMark(buffer, inner, path.Identifier, path.Secret)
                    || PathProbe.HasMark(buffer, inner, path.FormerIdentifier, path.Secret));
        }

        return marked;
    }

    /// <summary>
    /// Such a packet came to an uplink, whose tunnel was checked. A home agent may answer by the tunnel of another
    /// uplink than that of the probe.
    /// </summary>
    /// <returns><see cref="Refusal.None"/>, or why it changed nothing.</returns>
    internal Refusal ReceiveProbeAnswer(int uplink, byte[] buffer, int inner, int length, long now)
    {
        Refusal refusal = PathProbe.Check(buffer, inner);
        if (refusal != Refusal.None)
        {
            return refusal;
        }

        for (int i = 0; i < _paths.Length; i++)
        {
            WatchedPath path = _paths[i];
            if (path.Awaits
                && now < path.LostAt
                && PathProbe.Answers(buffer, inner, path.Identifier, path.Sequence, path.Secret))
            {
                path.Answered(uplink, now);
                return Refusal.None;
            }
        }

        return Refusal.NotAwaited;
    }

    /// <summary>An error came that may be about a packet of the tunnel: it is no more than a reason to look.</summary>
    internal void TunnelFailed(int uplink, long now)
    {
        if (uplink < _paths.Length)
        {
            _paths[uplink].Suspect();
        }
    }

    /// <summary>The strength of an uplink's signal.</summary>
    internal void SignalChanged(int uplink, int dbm, long now)
    {
        if (uplink < _paths.Length)
        {
            _paths[uplink].SignalChanged(dbm, now);
        }
    }

    /// <summary>Takes every step that is due.</summary>
    /// <returns>Whether the home agent is to be told of a standing.</returns>
    internal bool Run(long now)
    {
        _now = now;
        if (_paths.Length == 0 || !IsOn)
        {
            return false;
        }

        for (int i = 0; i < _paths.Length; i++)
        {
            Follow(_paths[i], _bindings.At(i), now);
            Probe(i, now);
        }

        for (int i = 0; i < _paths.Length; i++)
        {
            Judge(i, now);
        }

        bool changed = false;
        for (int i = 0; i < _paths.Length; i++)
        {
            changed |= Tell(i, now);
        }

        return changed;
    }

    /// <summary>Follows what became of an uplink and its binding.</summary>
    private void Follow(WatchedPath path, Binding binding, long now)
    {
        bool up = binding.Up && !binding.OnHomeLink;
        bool moved = up && path.Up && !Ipv6Address.Equal(path.CareOfAddress, 0, binding.CareOfAddress, 0);
        if (path.Up && !up)
        {
            path.LoseLink();
        }
        else if (up && (moved || !path.Up))
        {
            // An address that follows another on a path that serves is the same path; else it is a new one.
            bool hold = path.Standing == PathStanding.Held || (moved && path.Standing != PathStanding.Good);
            path.Clear();
            Ipv6Address.Copy(binding.CareOfAddress, 0, path.CareOfAddress, 0);
            if (hold)
            {
                path.BeginHold(now);
            }
        }

        path.Up = up;
        bool watched = up && binding.State == BindingState.Registered && _home.HomeUplink < 0;
        if (watched && !path.Watched)
        {
            path.BeginWatch(now);
            if (path.Standing == PathStanding.Held)
            {
                path.BeginHold(now);
            }
        }

        path.Watched = watched;
        path.Awaits &= watched;
    }

    private void Probe(int uplink, long now)
    {
        WatchedPath path = _paths[uplink];
        if (path.Awaits && path.LostAt <= now)
        {
            path.Lose(IsExcused(path, uplink));
        }

        if (path.IsProbeDue(now))
        {
            path.Sequence = (path.Sequence + 1) & 0xFFFF;
            path.FormerIdentifier = path.Identifier;
            path.Identifier = _random.NextUInt16();
            _random.Fill(path.Secret, 0, PathProbe.SecretOctets);
            PathProbe.Write(
                _packet, _settings.HomeAddress, _home.HomeAgent, path.Identifier, path.Sequence, path.Secret);
            path.ProbeSent(now);
            if (!Encapsulate(_bindings.At(uplink), now) || !_uplinks[uplink].Send(_packet))
            {
                _refusals.Add(Refusal.LinkRefused);
            }
        }
    }

    private bool Encapsulate(Binding binding, long now)
    {
        if (!binding.IsIpv4)
        {
            return Tunnel.Encapsulate(_packet, binding.CareOfAddress, 0, _home.HomeAgent, 0);
        }

        binding.Nat.Sent(now);
        return UdpTunnel.ToHomeAgent(
            _packet, binding.Nat.NextIdentification(), binding.CareOfAddress, _home.HomeAgentIpv4);
    }

    /// <summary>
    /// Whether a lost probe is laid at the uplink by which answers come: where the home agent sends all answers by one
    /// tunnel, and that one's own probes are lost as well.
    /// </summary>
    private bool IsExcused(WatchedPath path, int uplink)
    {
        WatchedPath other = _paths[path.AnsweredBy];
        return path.AnsweredBy != uplink
            && other.Watched
            && other.Unanswered > 0
            && other.Standing != PathStanding.Dead;
    }

    private void Judge(int uplink, long now)
    {
        WatchedPath path = _paths[uplink];
        if (path.Up && !path.Watched && IsLeft(uplink))
        {
            Retry(path, now);
        }
        else
        {
            path.RetryAt = WatchedPath.Never;
        }

        path.Standing = path.Judge(now, path.Watched || !IsSingle);
        bool alone = !OtherServes(uplink);
        if (!path.Up)
        {
            path.Standing = path.Standing == PathStanding.Good && !alone && !_bindings.At(uplink).OnHomeLink
                ? PathStanding.Held
                : path.Standing;
        }
        else if (alone && path.Watched && path.Standing == PathStanding.Held)
        {
            path.EndHold();
            path.Standing = PathStanding.Good;
        }
    }

    /// <summary>
    /// Whether a path that was left is registered no more, so that it can't be probed: in single form; and where the path
    /// died and no other could state its binding, as none can with an IPv4 care-of address, and one in UDP with no other.
    /// </summary>
    private bool IsLeft(int uplink)
    {
        WatchedPath path = _paths[uplink];
        return IsSingle
            ? path.NeedsTrial
            : path.Unanswered >= WatchedPath.DeadAfter && (_bindings.At(uplink).IsIpv4 || UdpAloneLives());
    }

    /// <summary>Whether a path in UDP lives, and of those with an IPv6 care-of address none that is registered.</summary>
    private bool UdpAloneLives()
    {
        for (int i = 0; i < _paths.Length; i++)
        {
            if (_paths[i].Watched && !_bindings.At(i).IsIpv4 && _paths[i].Standing != PathStanding.Dead)
            {
                return false;
            }
        }

        return _bindings.CountLive(false) > _bindings.CountLive(true);
    }

    /// <summary>It is registered again for a trial: in single form to be used at once, else beside the others.</summary>
    private void Retry(WatchedPath path, long now)
    {
        if (path.RetryAt == WatchedPath.Never)
        {
            path.PutOff(now);
        }
        else if (path.RetryAt <= now)
        {
            path.Clear();
            if (!IsSingle)
            {
                path.BeginHold(now);
            }
        }
    }

    private bool OtherServes(int uplink)
    {
        for (int i = 0; i < _paths.Length; i++)
        {
            if (i != uplink && _paths[i].Serves)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes a standing over into the binding.</summary>
    /// <returns>Whether the home agent is to be told.</returns>
    private bool Tell(int uplink, long now)
    {
        Binding binding = _bindings.At(uplink);
        PathStanding standing = _paths[uplink].Standing;
        if (binding.Standing == standing)
        {
            return false;
        }

        // What the home agent sends by a worse path may be lost meanwhile.
        binding.IsUrgent |= standing > binding.Standing;
        binding.Standing = standing;
        if (!_paths[uplink].Up)
        {
            return false;
        }

        _listener.PathStandingChanged(uplink, standing, now);
        return true;
    }
}
