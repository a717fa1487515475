using McoaRouter.LinkLayers.Ppp;
using McoaRouter.Links;
using McoaRouter.Security;
using McoaRouter.Settings;

namespace McoaRouter.LinkLayers.Modem;

/// <summary>
/// An uplink over a cellular modem on a serial line: the dialogue brings it into data mode, PPP carries the packets
/// there. A call that ends, however it does, is made anew after a pause. The signal is asked for before each call only:
/// in data mode there is no room for commands on the line.
/// </summary>
public sealed class CellularUplink : ILinkLayer
{
    // Text at the end of what came is the modem's where nothing follows it: PPP's frames end with a flag.
    private const int QuietMs = 500;

    // A call that was up so long was a good one: the next begins after the shortest pause.
    private const int GoodCallMs = 10000;

    // What PPP may take for its end, so that hanging up has its time in the five seconds.
    private const int TerminateMs = 1500;

    private readonly ModemLine _line;
    private readonly PppLink _ppp;
    private readonly NoticeOnce _notices = new NoticeOnce();
    private readonly LinkRefusalCounters _refusals = new LinkRefusalCounters();
    private ILinkListener _packets;
    private int _link;
    private bool _inCall;
    private bool _isCommandMode;
    private bool _isStopping;
    private long _upSince = MobileRouter.NoDeadline;
    private long _quietAt = MobileRouter.NoDeadline;
    private long _dropAt = MobileRouter.NoDeadline;

    /// <summary>The dialogue with the modem.</summary>
    internal readonly ModemDialogue Dialogue;

    /// <summary>Makes an uplink that is to be started. All its memory is set aside here.</summary>
    /// <param name="settings">The uplink, with link <c>modem</c>.</param>
    /// <param name="line">The modem's line.</param>
    /// <param name="random">Where PPP's numbers come from.</param>
    public CellularUplink(UplinkSettings settings, ISerialLine line, RandomSource random)
    {
        _line = new ModemLine(line);
        Dialogue = new ModemDialogue(settings, _line, _notices, _refusals);
        _ppp = new PppLink(settings.Transport, settings.User, settings.Password, random, _refusals);
    }

    /// <inheritdoc/>
    public LinkRefusalCounters Refusals
    {
        get { return _refusals; }
    }

    /// <inheritdoc/>
    public int MaximumTransmissionUnit
    {
        get { return _ppp.MaximumTransmissionUnit; }
    }

    /// <inheritdoc/>
    public int SignalDbm
    {
        get { return Dialogue.SignalDbm; }
    }

    /// <inheritdoc/>
    public bool Stopped
    {
        get { return !_inCall && Dialogue.State == ModemState.Off; }
    }

    /// <inheritdoc/>
    public long NextDeadline
    {
        get
        {
            return _inCall
                ? Timing.Earlier(_ppp.NextDeadline, Timing.Earlier(_quietAt, _dropAt))
                : Dialogue.NextDeadline;
        }
    }

    /// <inheritdoc/>
    public void Start(int link, ILinkListener packets, ILinkNoticeListener notices, long now)
    {
        _link = link;
        _packets = packets;
        _notices.Start(link, notices);
        _isStopping = false;
        Dialogue.Start(now);
    }

    /// <inheritdoc/>
    public bool Poll(long now)
    {
        if (_inCall)
        {
            return PollCall(now);
        }

        bool more = Dialogue.Poll(now);
        if (Dialogue.State != ModemState.Connected)
        {
            return more;
        }

        _inCall = true;
        _isCommandMode = false;
        _upSince = MobileRouter.NoDeadline;
        _quietAt = MobileRouter.NoDeadline;
        _dropAt = MobileRouter.NoDeadline;
        _ppp.Start(_line, _link, _packets, now);
        return PollCall(now);
    }

    /// <inheritdoc/>
    public bool Send(PacketBuffer packet)
    {
        return _ppp.Send(packet);
    }

    /// <inheritdoc/>
    public void Stop(long now)
    {
        _isStopping = true;
        if (_inCall)
        {
            _dropAt = now + TerminateMs;
            _ppp.Stop(now);
        }
        else
        {
            Dialogue.Stop(now);
        }
    }

    private bool PollCall(long now)
    {
        bool more = _ppp.Poll(now);
        if (_line.WasHeard)
        {
            _line.WasHeard = false;
            _quietAt = _line.MayBeText ? now + QuietMs : MobileRouter.NoDeadline;
        }
        else if (now >= _quietAt)
        {
            _quietAt = MobileRouter.NoDeadline;
            _isCommandMode = Dialogue.ShowsReset(now);
        }

        if (_isCommandMode || now >= _dropAt)
        {
            _ppp.Drop(now);
        }

        if (_ppp.State == PppState.Up && _upSince == MobileRouter.NoDeadline)
        {
            _upSince = now;
            Dialogue.KeepContext();
        }

        if (_ppp.State == PppState.Ended)
        {
            OnCallEnded(now);
        }

        return more;
    }

    private void OnCallEnded(long now)
    {
        _inCall = false;
        if (_upSince != MobileRouter.NoDeadline && now - _upSince >= GoodCallMs)
        {
            Dialogue.Succeeded();
        }

        OnCause(_ppp.EndCause, now);
        if (_isStopping)
        {
            Dialogue.Stop(now);
        }
        else if (_isCommandMode)
        {
            Dialogue.CallLost(now);
        }
        else
        {
            Dialogue.HangUp(now);
        }
    }

    private void OnCause(PppEndCause cause, long now)
    {
        switch (cause)
        {
            case PppEndCause.NoCarrier:
                _isCommandMode = true;
                break;
            case PppEndCause.AuthenticationWanted:
            case PppEndCause.AuthenticationRefused:
                _notices.Tell(LinkNotice.AuthenticationRefused, 0, now);
                break;
            case PppEndCause.NoNetworkProtocol:
            case PppEndCause.NoAddress:
                Dialogue.RefuseContext();
                _notices.Tell(LinkNotice.NoAddress, 0, now);
                break;
            default:
                break;
        }
    }
}
