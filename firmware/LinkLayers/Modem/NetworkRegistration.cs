namespace McoaRouter.LinkLayers.Modem;

/// <summary>
/// Whether a network has taken the modem in, for LTE, for 2G and 3G packet data and for calls, as the modem last said by
/// <c>+CEREG</c>, <c>+CGREG</c> and <c>+CREG</c>, asked or unasked (3GPP TS 27.007 §10.1.22, §10.1.20, §7.2).
/// </summary>
internal sealed class NetworkRegistration
{
    private const int Eps = 0;
    private const int Packet = 1;
    private const int Circuit = 2;
    private const int Kinds = 3;

    private const int Unknown = -1;
    private const int Home = 1;
    private const int RegistrationDenied = 3;
    private const int Abroad = 5;
    private const int LastStatus = 11;

    private readonly AtWords _words;
    private readonly int[] _status = new int[Kinds];

    /// <summary>Makes a registration that is not known.</summary>
    internal NetworkRegistration(AtWords words)
    {
        _words = words;
        Forget();
    }

    /// <summary>Whether the modem may dial.</summary>
    internal bool IsRegistered
    {
        get { return Is(Home) || Is(Abroad); }
    }

    /// <summary>Whether that is in a foreign network.</summary>
    internal bool IsRoaming
    {
        get { return !Is(Home) && Is(Abroad); }
    }

    /// <summary>Whether a network does not want it, and no other has taken it.</summary>
    internal bool IsDenied
    {
        get { return !IsRegistered && (_status[Eps] == RegistrationDenied || Is(RegistrationDenied)); }
    }

    /// <summary>Whether the modem knows neither registration for packet data.</summary>
    internal bool KnowsCallsOnly
    {
        get { return _status[Eps] == Unknown && _status[Packet] == Unknown; }
    }

    /// <summary>Forgets what was said.</summary>
    internal void Forget()
    {
        for (int i = 0; i < Kinds; i++)
        {
            _status[i] = Unknown;
        }
    }

    /// <summary>Takes an information line, or one that came unasked.</summary>
    /// <returns>Whether it is about registration.</returns>
    internal bool Read(AtLine line)
    {
        return Read(line, Eps, _words.Of(AtWord.EpsRegistration))
            || Read(line, Packet, _words.Of(AtWord.PacketRegistration))
            || Read(line, Circuit, _words.Of(AtWord.CircuitRegistration));
    }

    // An answer has the kind of report before the status, a report has not; behind the status stand texts.
    private bool Read(AtLine line, int kind, byte[] word)
    {
        if (!line.StartsWith(word))
        {
            return false;
        }

        int status = line.NumberAt(1);
        if (status < 0 || status > LastStatus)
        {
            status = line.NumberAt(0);
        }

        if (status >= 0 && status <= LastStatus)
        {
            _status[kind] = status;
        }

        return true;
    }

    private bool Is(int status)
    {
        return _status[Eps] == status || _status[Packet] == status || (KnowsCallsOnly && _status[Circuit] == status);
    }
}
