using McoaRouter.Settings;

namespace McoaRouter.LinkLayers.Modem;

/// <summary>
/// The way from a modem that answers to data mode: how it is to talk, who it is, its SIM, a network, the context, the
/// call. Each command goes out when the one before has its result.
/// </summary>
internal sealed partial class CallSetUp
{
    private const int SimBusyMs = 1000;
    private const int SimBusyTurns = 30;
    private const int OperatorMs = 30000;

    private const int RegistrationMs = 2000;
    private const int NoNetworkMs = 60000;
    private const int RegistrationLimitMs = 300000;

    private readonly AtChannel _channel;
    private readonly AtWords _words;
    private readonly SimLock _sim;
    private readonly NetworkRegistration _registration;
    private readonly ContextChoice _contexts;
    private readonly NoticeOnce _notices;
    private readonly bool _hasPin;
    private long _since;
    private int _turns;
    private bool _wasInformed;

    /// <summary>How far it has come.</summary>
    internal CallState State;

    /// <summary>When <see cref="OnDeadline"/> is due, in monotonic ms.</summary>
    internal long Deadline;

    /// <summary>The last signal strength that was told, in dBm, or 0.</summary>
    internal int SignalDbm;

    /// <summary>Makes a call that is to be begun.</summary>
    internal CallSetUp(UplinkSettings settings, AtChannel channel, ContextChoice contexts, NoticeOnce notices)
    {
        _channel = channel;
        _words = channel.Words;
        _contexts = contexts;
        _notices = notices;
        _hasPin = settings.Pin != null;
        _sim = new SimLock(_words, _hasPin);
        _registration = new NetworkRegistration(_words);
        Deadline = MobileRouter.NoDeadline;
    }

    /// <summary>Begins with a modem that has just answered.</summary>
    internal void Begin(long now)
    {
        State = CallState.Introducing;
        Deadline = MobileRouter.NoDeadline;
        _channel.IsNumeric = true;
        _channel.Family = ModemFamily.Standard;
        _turns = SimBusyTurns;
        Send(AtCommand.EchoOff, now);
    }

    /// <summary>The modem is lost to it, or the call is over.</summary>
    internal void End()
    {
        State = CallState.Idle;
        Deadline = MobileRouter.NoDeadline;
    }

    /// <summary>A command has its result.</summary>
    internal void OnResult(long now)
    {
        AtCommand command = _channel.Answered;
        bool done = _channel.Result == AtResult.Ok;
        if (done && !_wasInformed && IsQuestion(command))
        {
            // The result of something before: out of step.
            Fail();
            return;
        }

        switch (State)
        {
            case CallState.Introducing:
                OnIntroduced(command, done, now);
                break;
            case CallState.Unlocking:
                OnUnlocking(command, done, now);
                break;
            case CallState.Registering:
                OnRegistering(command, now);
                break;
            case CallState.Dialling:
                OnDialling(command, done, now);
                break;
            default:
                break;
        }
    }

    /// <summary>A line of information came, asked or unasked.</summary>
    internal void OnInformation(long now)
    {
        AtLine line = _channel.Text;
        AtCommand pending = _channel.Pending;
        if (_registration.Read(line))
        {
            _wasInformed = true;
            if (State == CallState.Registering && pending == AtCommand.None && _registration.IsRegistered)
            {
                Deadline = now;
            }
        }
        else if (line.StartsWith(_words.Of(AtWord.Signal)))
        {
            _wasInformed = true;
            SignalDbm = SignalStrength.Read(line);
        }
        else if (pending == AtCommand.ExtendedSignal && line.StartsWith(_words.Of(AtWord.ExtendedSignal)))
        {
            SignalDbm = SignalStrength.ReadExtended(line);
        }
        else if (line.StartsWith(_words.Of(AtWord.SimState)))
        {
            OnSimLine(line, pending, now);
        }
        else if (pending == AtCommand.Manufacturer)
        {
            ReadManufacturer(line);
        }
        else if (pending == AtCommand.PinAttempts)
        {
            _sim.ReadAttempts(line);
        }
    }

    /// <summary>A pause is over.</summary>
    internal void OnDeadline(long now)
    {
        Deadline = MobileRouter.NoDeadline;
        switch (State)
        {
            case CallState.Unlocking:
            case CallState.AwaitingOperator:
                AskSim(now);
                break;
            case CallState.Registering:
                Send(AtCommand.EpsRegistration, now);
                break;
            default:
                break;
        }
    }

    private static bool IsQuestion(AtCommand command)
    {
        switch (command)
        {
            case AtCommand.SimState:
            case AtCommand.EpsRegistration:
            case AtCommand.PacketRegistration:
            case AtCommand.CircuitRegistration:
            case AtCommand.Signal:
                return true;
            default:
                return false;
        }
    }

    // The commands up to full functionality, in their order.
    private void OnIntroduced(AtCommand command, bool done, long now)
    {
        if (command == AtCommand.EchoOff && !done)
        {
            Fail();
        }
        else if (command == AtCommand.RadioOn)
        {
            AskSim(now);
        }
        else
        {
            _channel.IsNumeric = false;
            Send(command + 1, now);
        }
    }

    private void ReadManufacturer(AtLine line)
    {
        if (line.Contains(_words.Of(AtWord.SimCom)))
        {
            _channel.Family = ModemFamily.Sim7xxx;
        }
        else if (line.Contains(_words.Of(AtWord.Quectel)))
        {
            _channel.Family = ModemFamily.Quectel;
        }
    }

    private void Register(long now)
    {
        State = CallState.Registering;
        _since = now;
        _registration.Forget();
        Send(AtCommand.EpsReports, now);
    }

    // The commands up to the signal strength, in their order; what is known need not be asked in another way.
    private void OnRegistering(AtCommand command, long now)
    {
        if (command == AtCommand.ExtendedSignal || (command == AtCommand.Signal && SignalDbm != 0))
        {
            OnRegistrationKnown(now);
        }
        else if (command == AtCommand.PacketRegistration && !_registration.KnowsCallsOnly)
        {
            Send(AtCommand.Signal, now);
        }
        else
        {
            Send(command + 1, now);
        }
    }

    private void OnRegistrationKnown(long now)
    {
        if (_registration.IsRegistered)
        {
            _sim.Proved();
            if (_registration.IsRoaming)
            {
                _notices.Tell(LinkNotice.Roaming, 0, now);
            }

            State = CallState.Dialling;
            Send(_contexts.Command, now);
            return;
        }

        if (_registration.IsDenied)
        {
            _notices.Tell(LinkNotice.RegistrationDenied, 0, now);
        }
        else if (now - _since >= NoNetworkMs)
        {
            _notices.Tell(LinkNotice.NoNetwork, 0, now);
        }

        if (now - _since >= RegistrationLimitMs)
        {
            Fail();
        }
        else
        {
            Deadline = now + RegistrationMs;
        }
    }

    private void OnDialling(AtCommand command, bool done, long now)
    {
        if (command == AtCommand.Dial)
        {
            if (_channel.Result == AtResult.Connect)
            {
                State = CallState.Connected;
            }
            else
            {
                OnContextRefused(LinkNotice.DialRefused, now);
            }
        }
        else if (command != _contexts.Command)
        {
            // The network may still ask for name and secret by PPP.
            Send(AtCommand.Dial, now);
        }
        else if (!done)
        {
            OnContextRefused(LinkNotice.ContextRefused, now);
        }
        else
        {
            Send(_channel.Has(_contexts.Authentication) ? _contexts.Authentication : AtCommand.Dial, now);
        }
    }

    private void OnContextRefused(LinkNotice notice, long now)
    {
        int code = _channel.ErrorCode > 0 ? _channel.ErrorCode : 0;
        if (_contexts.Refuse())
        {
            Send(_contexts.Command, now);
        }
        else
        {
            _notices.Tell(notice, code, now);
            Fail();
        }
    }

    private void Send(AtCommand command, long now)
    {
        _wasInformed = false;
        _channel.Send(command, now);
    }

    private void Fail()
    {
        State = CallState.Failed;
        Deadline = MobileRouter.NoDeadline;
    }
}
