namespace McoaRouter.LinkLayers.Modem;

/// <summary>
/// The SIM and its PIN. A wrong PIN blocks the SIM at the third attempt, so the PIN is given once; a PIN that was refused
/// is never given again, and the last attempt is never used, however often the router starts anew.
/// </summary>
internal sealed class SimLock
{
    // 3GPP TS 27.007 §9.2.1.
    private const int ModemLockFirst = 5;
    private const int ModemLockLast = 7;
    private const int SimNotInserted = 10;
    private const int SimPinRequired = 11;
    private const int SimPukRequired = 12;
    private const int SimFailure = 13;
    private const int SimBusy = 14;
    private const int SimWrong = 15;
    private const int NetworkLockFirst = 40;
    private const int NetworkLockLast = 47;

    // 3GPP TS 31.101: attempts before a SIM is blocked.
    private const int AllAttempts = 3;

    private readonly AtWords _words;
    private readonly bool _hasPin;

    // How often a PIN may still be wrong; -1 where the modem does not say.
    private int _attempts;
    private bool _given;
    private bool _refused;

    /// <summary>What it asks for.</summary>
    internal SimState State;

    /// <summary>Makes what is known of a SIM before anything is.</summary>
    internal SimLock(AtWords words, bool hasPin)
    {
        _words = words;
        _hasPin = hasPin;
        Forget();
    }

    /// <summary>Whether the PIN may be given now.</summary>
    internal bool MayGivePin
    {
        get
        {
            return _hasPin && !_refused && (_attempts < 0 || _attempts > 1) && (!_given || _attempts == AllAttempts);
        }
    }

    /// <summary>Forgets what the modem said, before it is asked.</summary>
    internal void Forget()
    {
        State = SimState.Unknown;
        _attempts = -1;
    }

    /// <summary>Takes an information line about the SIM.</summary>
    internal void Read(AtLine line)
    {
        if (line.Contains(_words.Of(AtWord.Ready))
            || line.Contains(_words.Of(AtWord.Pin2))
            || line.Contains(_words.Of(AtWord.Puk2)))
        {
            State = SimState.Ready;
        }
        else if (line.Contains(_words.Of(AtWord.Pin)))
        {
            State = SimState.PinWanted;
        }
        else if (line.Contains(_words.Of(AtWord.NotReady)))
        {
            State = SimState.Busy;
        }
        else
        {
            State = line.Contains(_words.Of(AtWord.NotInserted)) ? SimState.Missing : SimState.Locked;
        }
    }

    /// <summary>Takes the number of an error that stands for the answer.</summary>
    internal void ReadError(int code)
    {
        if (code == SimNotInserted || code == SimFailure || code == SimWrong)
        {
            State = SimState.Missing;
        }
        else if (code == SimPinRequired)
        {
            State = SimState.PinWanted;
        }
        else if (code == SimPukRequired
            || (code >= ModemLockFirst && code <= ModemLockLast)
            || (code >= NetworkLockFirst && code <= NetworkLockLast))
        {
            State = SimState.Locked;
        }
        else
        {
            State = code == SimBusy ? SimState.Busy : SimState.Unknown;
        }
    }

    /// <summary>Takes an information line that may be about attempts.</summary>
    internal void ReadAttempts(AtLine line)
    {
        if (line.StartsWith(_words.Of(AtWord.SimComAttempts)))
        {
            _attempts = line.NumberAt(0);
        }
        else if (line.StartsWith(_words.Of(AtWord.QuectelAttempts)))
        {
            _attempts = line.NumberAt(1);
        }
    }

    /// <summary>The PIN goes out.</summary>
    internal void Given()
    {
        _given = true;
    }

    /// <summary>A network has taken the SIM: the PIN was right, and is given again when it is asked for again.</summary>
    internal void Proved()
    {
        _given = false;
    }

    /// <summary>The PIN was refused.</summary>
    internal void Refused()
    {
        _refused = true;
    }
}
