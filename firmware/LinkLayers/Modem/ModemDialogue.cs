using McoaRouter.Settings;

namespace McoaRouter.LinkLayers.Modem;

/// <summary>
/// The dialogue with a modem up to data mode, and out of it again: finds it, whatever state it is in, and has
/// <see cref="CallSetUp"/> make the call. What goes wrong leads to a pause, which doubles from 1 s to 60 s, and to a new
/// beginning. Silence is met by ever stronger means: the escape from data mode, hanging up, a pulse on the reset line,
/// the pause.
/// </summary>
internal sealed partial class ModemDialogue
{
    // How long the line must be quiet before the first command, and how long that is waited for.
    private const int QuietMs = 200;
    private const int NoiseMs = 3000;

    // Silence before the escape sequence; modems ask for 1 s (V.250 §6.1.8 leaves it to them).
    private const int GuardMs = 1100;

    private const int Attempts = 3;

    // Half a second each: a modem needs up to 20 s from a reset to its first answer.
    private const int BootAttempts = 60;

    private const int FirstPauseMs = 1000;
    private const int LongestPauseMs = 60000;

    // So many failures in a row have the modem reset, even though it answers.
    private const int FailuresBeforeReset = 5;

    private readonly ModemLine _line;
    private readonly AtChannel _channel;
    private readonly ContextChoice _contexts;
    private readonly CallSetUp _call;
    private readonly NoticeOnce _notices;
    private readonly LinkRefusalCounters _refusals;
    private long _deadline = MobileRouter.NoDeadline;
    private long _since;
    private long _garbled;
    private int _attempts;
    private bool _hasAnswered;
    private bool _hasEscaped;
    private bool _hasReset;
    private int _failures;
    private int _pause = FirstPauseMs;
    private ModemState _afterHangUp;

    /// <summary>How the line is used.</summary>
    internal ModemState State;

    /// <summary>Makes a dialogue that is to be started. All its memory is set aside here.</summary>
    /// <param name="settings">The uplink.</param>
    /// <param name="line">The line.</param>
    /// <param name="notices">Who is told what an operator must know.</param>
    /// <param name="refusals">Where to count what is refused.</param>
    internal ModemDialogue(
        UplinkSettings settings,
        ModemLine line,
        NoticeOnce notices,
        LinkRefusalCounters refusals)
    {
        _line = line;
        _notices = notices;
        _refusals = refusals;
        _channel = new AtChannel(line, new AtWords(), new AtCommands(settings), refusals);
        _contexts = new ContextChoice(settings.Transport);
        _call = new CallSetUp(settings, _channel, _contexts, notices);
    }

    /// <summary>How far the call has come.</summary>
    internal CallState CallState
    {
        get { return _call.State; }
    }

    /// <summary>When <see cref="Poll"/> must next be called, in monotonic ms.</summary>
    internal long NextDeadline
    {
        get { return Timing.Earlier(_deadline, Timing.Earlier(_channel.Deadline, _call.Deadline)); }
    }

    /// <summary>The last signal strength that the modem told, in dBm, or 0.</summary>
    internal int SignalDbm
    {
        get { return _call.SignalDbm; }
    }

    /// <summary>
    /// Reads and writes the line and runs the timers, unless it is connected or off. Harmless when called early, late or
    /// twice.
    /// </summary>
    /// <returns>Whether the line may have more at once.</returns>
    internal bool Poll(long now)
    {
        int budget = LinkLimits.SerialOctetsPerPoll;
        bool goesOn = true;
        while (goesOn && State != ModemState.Off && State != ModemState.Connected)
        {
            AtEvent told = _channel.Next(ref budget, now);
            On(told, now);
            goesOn = told != AtEvent.None && told != AtEvent.LineLost;
        }

        if (State == ModemState.Settling && _channel.WasHeard)
        {
            _channel.WasHeard = false;
            _deadline = now + QuietMs < _since + NoiseMs ? now + QuietMs : _since + NoiseMs;
        }

        if (now >= _deadline)
        {
            OnDeadline(now);
        }

        if (State == ModemState.SettingUp && now >= _call.Deadline)
        {
            _call.OnDeadline(now);
        }

        return budget <= 0 && State != ModemState.Connected;
    }

    /// <summary>Begins.</summary>
    internal void Start(long now)
    {
        _failures = 0;
        _pause = FirstPauseMs;
        Settle(now);
    }

    /// <summary>An address came over the call: this kind of context works.</summary>
    internal void KeepContext()
    {
        _contexts.Keep();
    }

    /// <summary>The call was good for long enough: the next begins soon, and notices are news again.</summary>
    internal void Succeeded()
    {
        _failures = 0;
        _pause = FirstPauseMs;
        _notices.Renew();
    }

    /// <summary>No address came over the call: the next kind of context is tried.</summary>
    internal void RefuseContext()
    {
        _contexts.Refuse();
    }

    /// <summary>The call has ended, and the modem may still be in data mode: takes it out, and pauses.</summary>
    internal void HangUp(long now)
    {
        Escape(ModemState.Resting, now);
    }

    /// <summary>The modem has left data mode by itself: pauses.</summary>
    internal void CallLost(long now)
    {
        Rest(now);
    }

    /// <summary>Ends the dialogue and a call: <see cref="ModemState.Off"/> is reached within 3.3 s.</summary>
    internal void Stop(long now)
    {
        if (State == ModemState.Connected)
        {
            Escape(ModemState.Off, now);
        }
        else if (State == ModemState.Escaping || State == ModemState.HangingUp)
        {
            _afterHangUp = ModemState.Off;
        }
        else if (_call.State == CallState.Dialling)
        {
            // Any octet gives up a call that is being made (V.250 §5.6.1).
            _afterHangUp = ModemState.Off;
            SendHangUp(now);
        }
        else
        {
            Enter(ModemState.Off);
        }
    }

    /// <summary>
    /// Reads the end of what came in data mode, after which it has been quiet: whether it shows that the modem has started
    /// anew. Reports about the network among it are taken.
    /// </summary>
    internal bool ShowsReset(long now)
    {
        bool shows = false;
        for (int i = 0; i < LinkLimits.ModemTailOctets; i++)
        {
            AtEvent told = _channel.TakeStray(_line.TailAt(i));
            if (told == AtEvent.Information)
            {
                _call.OnInformation(now);
            }
            else if (told == AtEvent.Banner)
            {
                shows = true;
                _notices.Tell(LinkNotice.DeviceReset, 0, now);
            }
        }

        _channel.Cancel();
        return shows;
    }

    private void On(AtEvent told, long now)
    {
        switch (told)
        {
            case AtEvent.Result:
                OnResult(now);
                break;
            case AtEvent.Information:
                _call.OnInformation(now);
                break;
            case AtEvent.Banner:
                OnBanner(now);
                break;
            case AtEvent.Silence:
                OnSilence(now);
                break;
            case AtEvent.LineLost:
                OnLineLost(now);
                break;
            default:
                break;
        }
    }

    private void OnResult(long now)
    {
        switch (State)
        {
            case ModemState.Synchronising:
            case ModemState.Booting:
                OnAnswer(now);
                break;
            case ModemState.Escaping:
                SendHangUp(now);
                break;
            case ModemState.HangingUp:
                OnHungUp(now);
                break;
            case ModemState.SettingUp:
                _call.OnResult(now);
                OnCallMoved(now);
                break;
            default:
                break;
        }
    }

    private void OnAnswer(long now)
    {
        if (_channel.Result == AtResult.Ok)
        {
            _hasAnswered = true;
            Enter(ModemState.SettingUp);
            _call.Begin(now);
        }
        else
        {
            OnSilence(now);
        }
    }

    private void OnCallMoved(long now)
    {
        if (_call.State == CallState.Connected)
        {
            _channel.Cancel();
            _line.BeginData();
            State = ModemState.Connected;
        }
        else if (_call.State == CallState.Failed)
        {
            Rest(now);
        }
    }

    private void OnBanner(long now)
    {
        if (_hasAnswered)
        {
            _notices.Tell(LinkNotice.DeviceReset, 0, now);
        }

        if (State == ModemState.SettingUp)
        {
            Rest(now);
        }
        else if (State == ModemState.Settling)
        {
            _attempts = BootAttempts;
        }
        else if (State == ModemState.Synchronising || IsSearchingByEscape())
        {
            Synchronise(BootAttempts, now);
        }
    }

    private bool IsSearchingByEscape()
    {
        return (State == ModemState.Escaping || State == ModemState.HangingUp)
            && _afterHangUp == ModemState.Synchronising;
    }

    private void OnSilence(long now)
    {
        switch (State)
        {
            case ModemState.Synchronising:
            case ModemState.Booting:
                _attempts--;
                if (_attempts > 0)
                {
                    _channel.Send(AtCommand.Attention, now);
                }
                else
                {
                    Escalate(now);
                }

                break;
            case ModemState.Escaping:
                SendHangUp(now);
                break;
            case ModemState.HangingUp:
                OnHungUp(now);
                break;
            default:
                Rest(now);
                break;
        }
    }

    private void OnLineLost(long now)
    {
        if (State != ModemState.Resting)
        {
            _notices.Tell(LinkNotice.DeviceSilent, 0, now);
            Rest(now);
        }
    }

    private void OnDeadline(long now)
    {
        _deadline = MobileRouter.NoDeadline;
        switch (State)
        {
            case ModemState.Settling:
                Synchronise(_attempts, now);
                break;
            case ModemState.Escaping:
                _channel.Send(AtCommand.Escape, now);
                break;
            default:
                if (_failures % FailuresBeforeReset != 0 || !Reset(now))
                {
                    Settle(now);
                }

                break;
        }
    }
}
