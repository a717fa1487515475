namespace McoaRouter.LinkLayers.Modem;

/// <summary>Signal strengths as modems number them, in dBm (3GPP TS 27.007 §8.5, §8.69). 0 is not known.</summary>
internal static class SignalStrength
{
    private const int Weakest = -113;
    private const int Step = 2;
    private const int Strongest = 31;

    // SIMCom's numbers for 3G and LTE begin at 100.
    private const int WideFirst = 100;
    private const int WideLast = 191;
    private const int WideWeakest = -116;

    private const int ReferencePowerField = 5;
    private const int ReferencePowerLast = 97;
    private const int ReferencePowerWeakest = -141;

    /// <summary>The strength that a line <c>+CSQ: rssi,ber</c> tells.</summary>
    internal static int Read(AtLine line)
    {
        int number = line.NumberAt(0);
        if (number >= 0 && number <= Strongest)
        {
            return Weakest + (Step * number);
        }

        return number >= WideFirst && number <= WideLast ? WideWeakest + number - WideFirst : 0;
    }

    /// <summary>The strength that a line <c>+CESQ: rxlev,ber,rscp,ecno,rsrq,rsrp</c> tells of LTE.</summary>
    internal static int ReadExtended(AtLine line)
    {
        int number = line.NumberAt(ReferencePowerField);
        return number >= 0 && number <= ReferencePowerLast ? ReferencePowerWeakest + number : 0;
    }
}
