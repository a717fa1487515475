namespace McoaRouter.LinkLayers.Modem;

/// <summary>
/// Commands to a modem and lines from it: one command at a time, its echo skipped, its result told from information and
/// from what the modem reports unasked in between. Knows nothing of what the commands mean.
/// </summary>
internal sealed class AtChannel
{
    // When a line is asked again that had no room for all of a command.
    private const int FlushMs = 5;

    private readonly ModemLine _line;
    private readonly AtCommands _commands;
    private readonly LinkRefusalCounters _refusals;
    private byte[] _octets;
    private int _written;
    private long _answerDeadline = MobileRouter.NoDeadline;
    private long _flushAt = MobileRouter.NoDeadline;

    /// <summary>The line of the last <see cref="AtEvent.Information"/>.</summary>
    internal readonly AtLine Text;

    /// <summary>The words that lines are told by.</summary>
    internal readonly AtWords Words;

    /// <summary>The command that waits for its result, or <see cref="AtCommand.None"/>.</summary>
    internal AtCommand Pending;

    /// <summary>The command of the last result or silence.</summary>
    internal AtCommand Answered;

    /// <summary>Its result.</summary>
    internal AtResult Result;

    /// <summary>The number that goes with an error (TS 27.007 §9.2), or -1.</summary>
    internal int ErrorCode;

    /// <summary>Whether results may be numbers: before the modem was asked for words.</summary>
    internal bool IsNumeric;

    /// <summary>Whose commands are sent.</summary>
    internal ModemFamily Family;

    /// <summary>Whether anything came in since this was last set to false.</summary>
    internal bool WasHeard;

    /// <summary>Makes a channel without a command.</summary>
    internal AtChannel(ModemLine line, AtWords words, AtCommands commands, LinkRefusalCounters refusals)
    {
        _line = line;
        Words = words;
        _commands = commands;
        _refusals = refusals;
        Text = new AtLine(refusals);
    }

    /// <summary>When <see cref="Next"/> must be called even if nothing comes, in monotonic ms.</summary>
    internal long Deadline
    {
        get { return Timing.Earlier(_flushAt, _answerDeadline); }
    }

    /// <summary>Whether there is such a command for this modem and these settings.</summary>
    internal bool Has(AtCommand command)
    {
        return _commands.Of(command, Family) != null;
    }

    /// <summary>Sends a command; one that was pending is given up.</summary>
    internal void Send(AtCommand command, long now)
    {
        Pending = command;
        _answerDeadline = now + AtCommands.TimeoutOf(command);
        _octets = _commands.Of(command, Family);
        _written = 0;
        Flush(now);
    }

    /// <summary>Gives the pending command up, and forgets half a line.</summary>
    internal void Cancel()
    {
        Pending = AtCommand.None;
        _answerDeadline = MobileRouter.NoDeadline;
        _flushAt = MobileRouter.NoDeadline;
        _octets = null;
        Text.Clear();
    }

    /// <summary>Writes on, and reads until something is to be told.</summary>
    /// <param name="budget">Octets that may still be read in this turn; counted down.</param>
    /// <param name="now">Monotonic ms.</param>
    internal AtEvent Next(ref int budget, long now)
    {
        Flush(now);
        while (budget > 0)
        {
            int octet = _line.Take();
            if (octet < 0)
            {
                break;
            }

            budget--;
            WasHeard = true;
            AtEvent told = Text.Take(octet) ? OnLine() : AtEvent.None;
            if (told != AtEvent.None)
            {
                return told;
            }
        }

        if (_line.IsLost)
        {
            return AtEvent.LineLost;
        }

        return now >= _answerDeadline ? GiveUp() : AtEvent.None;
    }

    /// <summary>Takes one octet that came in data mode, where no command is pending.</summary>
    /// <returns>What it ends, a report or a banner; the end of a call is PPP's to find.</returns>
    internal AtEvent TakeStray(int octet)
    {
        if (!Text.Take(octet))
        {
            return AtEvent.None;
        }

        return Words.IsBanner(Text) ? AtEvent.Banner : AtEvent.Information;
    }

    private void Flush(long now)
    {
        _flushAt = MobileRouter.NoDeadline;
        if (_octets == null)
        {
            return;
        }

        int taken = _line.Write(_octets, _written, _octets.Length - _written);
        _written += taken > 0 ? taken : 0;
        if (_written == _octets.Length)
        {
            _octets = null;
        }
        else
        {
            _flushAt = now + FlushMs;
        }
    }

    private AtEvent OnLine()
    {
        if (Pending != AtCommand.None && IsEcho(_commands.Of(Pending, Family)))
        {
            return AtEvent.None;
        }

        if (Words.IsBanner(Text))
        {
            return AtEvent.Banner;
        }

        AtResult result = Words.ResultOf(Text, IsNumeric);
        if (result == AtResult.None)
        {
            return AtEvent.Information;
        }

        if (!IsAwaited(result))
        {
            _refusals.Add(LinkRefusal.NotAwaited);
            return AtEvent.None;
        }

        Answered = Pending;
        Result = result;
        ErrorCode = result == AtResult.Error ? Text.NumberAt(0) : -1;
        Pending = AtCommand.None;
        _answerDeadline = MobileRouter.NoDeadline;
        return AtEvent.Result;
    }

    // The echo is the command without its end.
    private bool IsEcho(byte[] command)
    {
        return Text.Is(command, command.Length - 1);
    }

    // Only a call and its end have other results than OK and ERROR; a call never succeeds by OK.
    private bool IsAwaited(AtResult result)
    {
        switch (Pending)
        {
            case AtCommand.None:
                return false;
            case AtCommand.Dial:
                return result != AtResult.Ok && result != AtResult.Ring;
            case AtCommand.Escape:
            case AtCommand.HangUp:
                return result == AtResult.Ok || result == AtResult.Error || result == AtResult.NoCarrier;
            default:
                return result == AtResult.Ok || result == AtResult.Error;
        }
    }

    private AtEvent GiveUp()
    {
        Answered = Pending;
        Pending = AtCommand.None;
        _answerDeadline = MobileRouter.NoDeadline;
        _flushAt = MobileRouter.NoDeadline;
        _octets = null;
        return AtEvent.Silence;
    }
}
