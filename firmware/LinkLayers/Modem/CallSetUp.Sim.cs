namespace McoaRouter.LinkLayers.Modem;

/// <summary>What the SIM asks for, and what it is given.</summary>
internal sealed partial class CallSetUp
{
    private void AskSim(long now)
    {
        State = CallState.Unlocking;
        _sim.Forget();
        Send(AtCommand.SimState, now);
    }

    private void OnSimLine(AtLine line, AtCommand pending, long now)
    {
        if (pending == AtCommand.SimState)
        {
            _wasInformed = true;
            _sim.Read(line);
        }
        else if (State == CallState.AwaitingOperator)
        {
            Deadline = now;
        }
    }

    private void OnUnlocking(AtCommand command, bool done, long now)
    {
        switch (command)
        {
            case AtCommand.SimState:
                if (!done)
                {
                    _sim.ReadError(_channel.ErrorCode);
                }

                OnSimState(now);
                break;
            case AtCommand.PinAttempts:
                GivePin(now);
                break;
            case AtCommand.EnterPin:
                if (done)
                {
                    Deadline = now + SimBusyMs;
                    break;
                }

                _sim.Refused();
                AwaitOperator(LinkNotice.SimPinRefused, now);
                break;
            default:
                break;
        }
    }

    private void OnSimState(long now)
    {
        switch (_sim.State)
        {
            case SimState.Ready:
                Register(now);
                break;
            case SimState.PinWanted:
                if (_hasPin && _channel.Has(AtCommand.PinAttempts))
                {
                    Send(AtCommand.PinAttempts, now);
                }
                else
                {
                    GivePin(now);
                }

                break;
            case SimState.Locked:
                AwaitOperator(LinkNotice.SimLocked, now);
                break;
            case SimState.Missing:
                AwaitOperator(LinkNotice.SimMissing, now);
                break;
            default:
                _turns--;
                if (_turns > 0)
                {
                    Deadline = now + SimBusyMs;
                }
                else
                {
                    AwaitOperator(LinkNotice.SimMissing, now);
                }

                break;
        }
    }

    private void GivePin(long now)
    {
        if (_sim.MayGivePin)
        {
            _sim.Given();
            Send(AtCommand.EnterPin, now);
        }
        else
        {
            AwaitOperator(_hasPin ? LinkNotice.SimPinRefused : LinkNotice.SimPinNeeded, now);
        }
    }

    private void AwaitOperator(LinkNotice notice, long now)
    {
        State = CallState.AwaitingOperator;
        Deadline = now + OperatorMs;
        _notices.Tell(notice, 0, now);
    }
}
