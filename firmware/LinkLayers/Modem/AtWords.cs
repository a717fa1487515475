namespace McoaRouter.LinkLayers.Modem;

/// <summary>The words that are looked for in a modem's lines.</summary>
internal sealed class AtWords
{
    private const int Banners = 5;

    private readonly byte[][] _results = new byte[(int)AtResult.None][];
    private readonly byte[][] _banners = new byte[Banners][];
    private readonly byte[] _equipmentError = Of("+CME ERROR:");
    private readonly byte[] _messageError = Of("+CMS ERROR:");

    /// <summary>Lays the words out.</summary>
    internal AtWords()
    {
        _results[(int)AtResult.Ok] = Of("OK");
        _results[(int)AtResult.Connect] = Of("CONNECT");
        _results[(int)AtResult.Ring] = Of("RING");
        _results[(int)AtResult.NoCarrier] = Of("NO CARRIER");
        _results[(int)AtResult.Error] = Of("ERROR");
        _results[(int)AtResult.NoDialTone] = Of("NO DIALTONE");
        _results[(int)AtResult.Busy] = Of("BUSY");
        _results[(int)AtResult.NoAnswer] = Of("NO ANSWER");
        _banners[0] = Of("RDY");
        _banners[1] = Of("APP RDY");
        _banners[2] = Of("*ATREADY:");
        _banners[3] = Of("POWERED DOWN");
        _banners[4] = Of("NORMAL POWER DOWN");
    }

    /// <summary>How an information line about registration with LTE begins.</summary>
    internal byte[] EpsRegistration { get; } = Of("+CEREG:");

    /// <summary>How one about registration with a packet network begins.</summary>
    internal byte[] PacketRegistration { get; } = Of("+CGREG:");

    /// <summary>How one about registration for calls begins.</summary>
    internal byte[] CircuitRegistration { get; } = Of("+CREG:");

    /// <summary>How one about signal strength begins.</summary>
    internal byte[] Signal { get; } = Of("+CSQ:");

    /// <summary>How one about signal strength of LTE begins.</summary>
    internal byte[] ExtendedSignal { get; } = Of("+CESQ:");

    /// <summary>How one about the SIM begins.</summary>
    internal byte[] SimState { get; } = Of("+CPIN:");

    /// <summary>How one about attempts that are left begins, with SIM7xxx.</summary>
    internal byte[] SimComAttempts { get; } = Of("+SPIC:");

    /// <summary>How one about attempts that are left begins, with Quectel.</summary>
    internal byte[] QuectelAttempts { get; } = Of("+QPINC:");

    /// <summary>What a SIM says that asks for nothing.</summary>
    internal byte[] Ready { get; } = Of(": READY");

    /// <summary>What a SIM says that asks for its PIN.</summary>
    internal byte[] Pin { get; } = Of(": SIM PIN");

    /// <summary>What a SIM says that asks for its second PIN, which no data needs.</summary>
    internal byte[] Pin2 { get; } = Of(": SIM PIN2");

    /// <summary>What a SIM says whose second PIN is blocked.</summary>
    internal byte[] Puk2 { get; } = Of(": SIM PUK2");

    /// <summary>What a modem says whose SIM has not started yet.</summary>
    internal byte[] NotReady { get; } = Of("NOT READY");

    /// <summary>What a modem says that has no SIM.</summary>
    internal byte[] NotInserted { get; } = Of("NOT INSERTED");

    /// <summary>SIMCom's name.</summary>
    internal byte[] SimCom { get; } = Of("SIMCOM");

    /// <summary>Quectel's name.</summary>
    internal byte[] Quectel { get; } = Of("Quectel");

    /// <summary>The octets of a text of ASCII; for the time before start.</summary>
    internal static byte[] Of(string text)
    {
        byte[] octets = new byte[text.Length];
        for (int i = 0; i < octets.Length; i++)
        {
            octets[i] = (byte)text[i];
        }

        return octets;
    }

    /// <summary>Which result code a line is.</summary>
    /// <param name="line">The line.</param>
    /// <param name="numeric">Whether it may be a number, for a modem that was not yet asked for words.</param>
    internal AtResult ResultOf(AtLine line, bool numeric)
    {
        if (line.StartsWith(_equipmentError) || line.StartsWith(_messageError))
        {
            return AtResult.Error;
        }

        if (numeric && line.IsDigit())
        {
            int number = line.NumberAt(0);
            return number < _results.Length && _results[number] != null ? (AtResult)number : AtResult.None;
        }

        for (int i = 0; i < _results.Length; i++)
        {
            byte[] word = _results[i];
            if (word != null && (line.Is(word, word.Length) || (i == (int)AtResult.Connect && line.StartsWith(word))))
            {
                return (AtResult)i;
            }
        }

        return AtResult.None;
    }

    /// <summary>Whether a line is what a modem writes when it starts or ends: it has forgotten everything.</summary>
    internal bool IsBanner(AtLine line)
    {
        for (int i = 0; i < Banners; i++)
        {
            if (line.StartsWith(_banners[i]))
            {
                return true;
            }
        }

        return false;
    }
}
