using McoaRouter.LinkLayers;

namespace McoaRouter.Tests.Modem;

/// <summary>
/// One line of a modem's script, <c>[times*] command -> piece | piece</c>: what it does at that command, so many times,
/// for ever with 0. A piece is a line of text that the modem writes, or <c>~ms</c>: waits so long, <c>0x..</c>: writes
/// these octets, <c>!data</c>: goes into data mode, <c>!reset</c>: starts anew, <c>!hang</c>: does nothing any more,
/// <c>-</c>: nothing.
/// </summary>
internal sealed class ScriptRule
{
    private const string Arrow = " -> ";
    private const string Bar = " | ";
    private const int MostPieces = 8;

    private readonly byte[][] _pieces = new byte[MostPieces][];
    private readonly int[] _kinds = new int[MostPieces];
    private readonly int[] _numbers = new int[MostPieces];

    internal ScriptRule(string line)
    {
        int arrow = line.IndexOf(Arrow);
        string head = line.Substring(0, arrow);
        int star = head.IndexOf("* ");
        Times = star > 0 ? int.Parse(head.Substring(0, star)) : 1;
        Text = star > 0 ? head.Substring(star + 2) : head;
        Command = Ascii.Octets(Text);
        string rest = line.Substring(arrow + Arrow.Length);
        while (rest.Length > 0)
        {
            int bar = rest.IndexOf(Bar);
            Add(bar < 0 ? rest : rest.Substring(0, bar));
            rest = bar < 0 ? string.Empty : rest.Substring(bar + Bar.Length);
        }
    }

    internal enum Kind
    {
        Line,
        Result,
        Octets,
        Wait,
        Data,
        Reset,
        Hang,
    }

    internal string Text { get; }

    internal byte[] Command { get; }

    /// <summary>How often it is used before the next of the same command; 0 for ever.</summary>
    internal int Times { get; }

    /// <summary>How often it was used.</summary>
    internal int Used { get; set; }

    internal int Pieces { get; private set; }

    internal bool IsUsedUp
    {
        get { return Times > 0 && Used >= Times; }
    }

    internal Kind KindOf(int piece)
    {
        return (Kind)_kinds[piece];
    }

    /// <summary>The octets of a line without its end, or of what is written as it is.</summary>
    internal byte[] OctetsOf(int piece)
    {
        return _pieces[piece];
    }

    /// <summary>How long to wait, or the number of a result.</summary>
    internal int NumberOf(int piece)
    {
        return _numbers[piece];
    }

    private static int ResultNumber(string text)
    {
        if (text.IndexOf("CONNECT") == 0)
        {
            return 1;
        }

        if (text.IndexOf("+CME ERROR") == 0 || text == "ERROR")
        {
            return 4;
        }

        switch (text)
        {
            case "OK":
                return 0;
            case "NO CARRIER":
                return 3;
            case "NO DIALTONE":
                return 6;
            case "BUSY":
                return 7;
            case "NO ANSWER":
                return 8;
            default:
                return -1;
        }
    }

    private void Add(string text)
    {
        if (text == "-")
        {
            return;
        }

        Kind kind = Kind.Line;
        if (text[0] == '~')
        {
            kind = Kind.Wait;
            _numbers[Pieces] = int.Parse(text.Substring(1));
        }
        else if (text[0] == '!')
        {
            kind = text == "!data" ? Kind.Data : text == "!reset" ? Kind.Reset : Kind.Hang;
        }
        else if (text.IndexOf("0x") == 0)
        {
            kind = Kind.Octets;
            _pieces[Pieces] = Hex.Read(text.Substring(2));
        }
        else
        {
            _numbers[Pieces] = ResultNumber(text);
            kind = _numbers[Pieces] >= 0 ? Kind.Result : Kind.Line;
            _pieces[Pieces] = Ascii.Octets(text);
        }

        _kinds[Pieces] = (int)kind;
        Pieces++;
    }
}
