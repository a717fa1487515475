namespace McoaRouter.LinkLayers.Modem;

/// <summary>The octets of the words that are looked for in a modem's lines.</summary>
internal sealed class AtWords
{
    private readonly byte[][] _results = new byte[(int)AtResult.None][];
    private readonly byte[][] _words = new byte[(int)AtWord.Count][];

    /// <summary>Lays the words out.</summary>
    internal AtWords()
    {
        Set(AtResult.Ok, "OK");
        Set(AtResult.Connect, "CONNECT");
        Set(AtResult.Ring, "RING");
        Set(AtResult.NoCarrier, "NO CARRIER");
        Set(AtResult.Error, "ERROR");
        Set(AtResult.NoDialTone, "NO DIALTONE");
        Set(AtResult.Busy, "BUSY");
        Set(AtResult.NoAnswer, "NO ANSWER");
        Set(AtWord.EquipmentError, "+CME ERROR:");
        Set(AtWord.MessageError, "+CMS ERROR:");
        Set(AtWord.EpsRegistration, "+CEREG:");
        Set(AtWord.PacketRegistration, "+CGREG:");
        Set(AtWord.CircuitRegistration, "+CREG:");
        Set(AtWord.Signal, "+CSQ:");
        Set(AtWord.ExtendedSignal, "+CESQ:");
        Set(AtWord.SimState, "+CPIN:");
        Set(AtWord.SimComAttempts, "+SPIC:");
        Set(AtWord.QuectelAttempts, "+QPINC:");
        Set(AtWord.Ready, ": READY");
        Set(AtWord.Pin, ": SIM PIN");
        Set(AtWord.Pin2, ": SIM PIN2");
        Set(AtWord.Puk2, ": SIM PUK2");
        Set(AtWord.NotReady, "NOT READY");
        Set(AtWord.NotInserted, "NOT INSERTED");
        Set(AtWord.SimCom, "SIMCOM");
        Set(AtWord.Quectel, "Quectel");
        Set(AtWord.FirstBanner, "RDY");
        Set(AtWord.FirstBanner + 1, "APP RDY");
        Set(AtWord.FirstBanner + 2, "*ATREADY:");
        Set(AtWord.FirstBanner + 3, "POWERED DOWN");
        Set(AtWord.LastBanner, "NORMAL POWER DOWN");
    }

    /// <summary>The octets of a word.</summary>
    internal byte[] Of(AtWord word)
    {
        return _words[(int)word];
    }

    /// <summary>Which result code a line is.</summary>
    /// <param name="line">The line.</param>
    /// <param name="numeric">Whether it may be a number, for a modem that was not yet asked for words.</param>
    internal AtResult ResultOf(AtLine line, bool numeric)
    {
        if (line.StartsWith(Of(AtWord.EquipmentError)) || line.StartsWith(Of(AtWord.MessageError)))
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

    /// <summary>Whether a line is what a modem writes when it starts or goes off: it has forgotten everything.</summary>
    internal bool IsBanner(AtLine line)
    {
        for (AtWord banner = AtWord.FirstBanner; banner <= AtWord.LastBanner; banner++)
        {
            if (line.StartsWith(Of(banner)))
            {
                return true;
            }
        }

        return false;
    }

    private void Set(AtResult result, string text)
    {
        _results[(int)result] = Ascii.Octets(text);
    }

    private void Set(AtWord word, string text)
    {
        _words[(int)word] = Ascii.Octets(text);
    }
}
