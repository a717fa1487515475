namespace McoaRouter.LinkLayers.Modem;

/// <summary>The means to bring a modem to its senses, from the weakest to the strongest.</summary>
internal sealed partial class ModemDialogue
{
    private void Settle(long now)
    {
        Enter(ModemState.Settling);
        _hasEscaped = false;
        _hasReset = false;
        _attempts = Attempts;
        _since = now;
        _deadline = now + QuietMs;
        _channel.WasHeard = false;
        _garbled = _refusals.Of(LinkRefusal.Garbled);
    }

    private void Synchronise(int attempts, long now)
    {
        Enter(ModemState.Synchronising);
        _channel.IsNumeric = true;
        _attempts = attempts;
        _channel.Send(AtCommand.Attention, now);
    }

    /// <summary>No answer: the next stronger means.</summary>
    private void Escalate(long now)
    {
        if (!_hasEscaped)
        {
            _hasEscaped = true;
            Escape(ModemState.Synchronising, now);
        }
        else if (_hasReset || !Reset(now))
        {
            bool wasGarbled = _refusals.Of(LinkRefusal.Garbled) > _garbled;
            _notices.Tell(wasGarbled ? LinkNotice.DeviceGarbled : LinkNotice.DeviceSilent, 0, now);
            Rest(now);
        }
    }

    private void Escape(ModemState after, long now)
    {
        Enter(ModemState.Escaping);
        _afterHangUp = after;
        _deadline = now + GuardMs;
    }

    private void SendHangUp(long now)
    {
        Enter(ModemState.HangingUp);
        _channel.Send(AtCommand.HangUp, now);
    }

    private void OnHungUp(long now)
    {
        if (_afterHangUp == ModemState.Synchronising)
        {
            Synchronise(Attempts, now);
        }
        else if (_afterHangUp == ModemState.Resting)
        {
            Rest(now);
        }
        else
        {
            Enter(ModemState.Off);
        }
    }

    /// <summary>Pulses the reset line and waits for the modem to start; false where the board has none.</summary>
    private bool Reset(long now)
    {
        if (!_line.PulseReset())
        {
            return false;
        }

        _notices.Tell(LinkNotice.DeviceReset, 0, now);
        Synchronise(BootAttempts, now);
        State = ModemState.Booting;
        _hasEscaped = true;
        _hasReset = true;
        return true;
    }

    private void Rest(long now)
    {
        Enter(ModemState.Resting);
        _failures++;
        _deadline = now + _pause;
        _pause = Timing.Doubled(_pause, LongestPauseMs);
    }

    private void Enter(ModemState state)
    {
        State = state;
        _deadline = MobileRouter.NoDeadline;
        _channel.Cancel();
        _call.End();
    }
}
