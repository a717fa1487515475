using System;
using McoaRouter.LinkLayers;
using McoaRouter.Simulation;

namespace McoaRouter.Tests.Modem;

/// <summary>
/// A modem that answers by a script (<see cref="ScriptRule"/>), in virtual time: with echo and numeric results until it is
/// told otherwise, with reports between the lines, noise, resets and silence. In data mode it carries octets to an
/// <see cref="IDataPeer"/>. After construction it allocates nothing.
/// </summary>
internal sealed class ScriptedModem : ISerialLine
{
    private const int MostRules = 64;
    private const int OutputOctets = 2048;
    private const int CommandOctets = 512;
    private const int GuardMs = 1000;
    private const byte CarriageReturn = 13;
    private const byte LineFeed = 10;

    private readonly ScriptRule[] _rules = new ScriptRule[MostRules];
    private readonly byte[] _output = new byte[OutputOctets];
    private readonly byte[] _command = new byte[CommandOctets];
    private readonly ScriptRule _escaped = new ScriptRule("+++ -> OK");
    private readonly ScriptRule _other = new ScriptRule("* -> ERROR");
    private readonly byte[] _escape = { (byte)'+', (byte)'+', (byte)'+' };
    private readonly byte[] _noCarrier = Ascii.Octets("NO CARRIER");
    private readonly byte[] _forgetEcho = Ascii.Octets("ATE0V1");
    private int _ruleCount;
    private int _outputLength;
    private int _commandLength;
    private long _now;
    private long _lastWrite = -GuardMs;
    private long _escapedAt = MobileRouter.NoDeadline;

    // What is being done: the rest of a rule.
    private ScriptRule _rule;
    private int _piece;
    private long _goesOnAt;

    private bool _echoes = true;
    private bool _isNumeric;
    private bool _startsNumeric;
    private bool _isHung;
    private bool _isBooting;

    /// <summary>Makes a modem; the lines of its scripts are tried one after another.</summary>
    internal ScriptedModem(string first, string then)
    {
        AddRules(first);
        AddRules(then);
    }

    /// <summary>Who takes the calls.</summary>
    internal IDataPeer Peer { get; set; }

    internal bool IsInDataMode { get; private set; }

    /// <summary>Whether the board has a reset line.</summary>
    internal bool HasResetLine { get; set; } = true;

    /// <summary>Most octets of one read, for lines that come in bits.</summary>
    internal int ChunkOctets { get; set; } = OutputOctets;

    /// <summary>Most octets that one write takes.</summary>
    internal int RoomOctets { get; set; } = OutputOctets;

    /// <summary>What loses and changes one octet in fifty on the way to the router; null on a good line.</summary>
    internal SplitMix64 Noise { get; set; }

    /// <summary>Whether the serial line is lost.</summary>
    internal bool IsUnplugged { get; set; }

    internal int Resets { get; private set; }

    /// <summary>Octets that were written in data mode.</summary>
    internal int DataOctets { get; private set; }

    /// <summary>Commands that came in.</summary>
    internal int Commands { get; private set; }

    internal long NextDeadline
    {
        get
        {
            long next = _rule != null ? _goesOnAt : MobileRouter.NoDeadline;
            next = _escapedAt < next ? _escapedAt : next;
            return IsInDataMode && Peer != null && Peer.NextDeadline < next ? Peer.NextDeadline : next;
        }
    }

    /// <summary>Whether there is something to read.</summary>
    internal bool HasOutput
    {
        get { return _outputLength > 0 && !IsUnplugged; }
    }

    /// <summary>Makes time go on.</summary>
    internal void Advance(long now)
    {
        _now = now;
        if (now >= _escapedAt)
        {
            _escapedAt = MobileRouter.NoDeadline;
            IsInDataMode = false;
            WriteResult(_escaped.OctetsOf(0), 0);
        }

        while (_rule != null && now >= _goesOnAt)
        {
            Step();
        }

        if (IsInDataMode && Peer != null)
        {
            _outputLength += Peer.Give(_output, _outputLength, OutputOctets - _outputLength, now);
        }
    }

    /// <summary>Gives results as numbers from now and from each reset on, until words are asked for.</summary>
    internal void SpeakNumbers()
    {
        _startsNumeric = true;
        _isNumeric = true;
    }

    /// <summary>How often a command was given.</summary>
    internal int Asked(string command)
    {
        int count = 0;
        for (int i = 0; i < _ruleCount; i++)
        {
            count += _rules[i].Text == command ? _rules[i].Used : 0;
        }

        return count;
    }

    /// <summary>Writes a line that nobody asked for.</summary>
    internal void Report(string text)
    {
        WriteLine(Ascii.Octets(text));
    }

    /// <summary>Writes octets that nobody asked for.</summary>
    internal void Write(byte[] octets)
    {
        int length = octets.Length < OutputOctets - _outputLength ? octets.Length : OutputOctets - _outputLength;
        Array.Copy(octets, 0, _output, _outputLength, length);
        _outputLength += length;
    }

    /// <summary>The network ends the call.</summary>
    internal void LoseCarrier()
    {
        IsInDataMode = false;
        WriteLine(_noCarrier);
    }

    /// <summary>Starts anew by itself.</summary>
    internal void Reset()
    {
        _echoes = true;
        _isNumeric = _startsNumeric;
        _isHung = false;
        IsInDataMode = false;
        _commandLength = 0;
        _rule = null;
        _escapedAt = MobileRouter.NoDeadline;
        _isBooting = true;
        Do(Find(null, "boot"));
    }

    /// <summary>Does nothing any more, until it is reset.</summary>
    internal void Hang()
    {
        _isHung = true;
        _rule = null;
    }

    public int Read(byte[] buffer, int offset, int capacity)
    {
        if (IsUnplugged)
        {
            return -1;
        }

        int taken = _outputLength < capacity ? _outputLength : capacity;
        taken = taken < ChunkOctets ? taken : ChunkOctets;
        Array.Copy(_output, 0, buffer, offset, taken);
        _outputLength -= taken;
        Array.Copy(_output, taken, _output, 0, _outputLength);
        return Noise == null ? taken : Disturb(buffer, offset, taken);
    }

    public int Write(byte[] buffer, int offset, int length)
    {
        if (IsUnplugged)
        {
            return -1;
        }

        length = length < RoomOctets ? length : RoomOctets;
        if (_isHung || _isBooting)
        {
            return length;
        }

        if (IsInDataMode)
        {
            TakeData(buffer, offset, length);
            return length;
        }

        for (int i = offset; i < offset + length; i++)
        {
            TakeCommandOctet(buffer[i]);
        }

        return length;
    }

    public bool PulseReset()
    {
        if (!HasResetLine)
        {
            return false;
        }

        Resets++;
        _outputLength = 0;
        Reset();
        return true;
    }

    private static bool AreSame(byte[] left, int length, byte[] right)
    {
        if (length != right.Length)
        {
            return false;
        }

        for (int i = 0; i < length; i++)
        {
            if (left[i] != right[i])
            {
                return false;
            }
        }

        return true;
    }

    private int Disturb(byte[] buffer, int offset, int length)
    {
        int left = 0;
        for (int i = 0; i < length; i++)
        {
            int chance = Noise.Between(0, 99);
            if (chance > 0)
            {
                buffer[offset + left] = chance == 1 ? (byte)Noise.Next() : buffer[offset + i];
                left++;
            }
        }

        return left;
    }

    private void AddRules(string script)
    {
        while (script.Length > 0)
        {
            int end = script.IndexOf('\n');
            string line = end < 0 ? script : script.Substring(0, end);
            script = end < 0 ? string.Empty : script.Substring(end + 1);
            if (line.Length > 0)
            {
                _rules[_ruleCount] = new ScriptRule(line);
                _ruleCount++;
            }
        }
    }

    private void TakeData(byte[] buffer, int offset, int length)
    {
        bool isEscape = length == _escape.Length && _now >= _lastWrite + GuardMs;
        for (int i = 0; i < length && isEscape; i++)
        {
            isEscape = buffer[offset + i] == _escape[i];
        }

        _lastWrite = _now;
        _escapedAt = isEscape ? _now + GuardMs : MobileRouter.NoDeadline;
        DataOctets += length;
        if (!isEscape && Peer != null)
        {
            Peer.Take(buffer, offset, length, _now);
        }
    }

    private void TakeCommandOctet(byte octet)
    {
        if (_echoes)
        {
            WriteOctet(octet);
        }

        if (octet != CarriageReturn)
        {
            if (_commandLength < CommandOctets)
            {
                _command[_commandLength] = octet;
                _commandLength++;
            }

            return;
        }

        Commands++;
        StripBeforeAttention();
        if (AreSame(_command, _commandLength, _forgetEcho))
        {
            _echoes = false;
            _isNumeric = false;
        }

        // A command ends what is being done, as any octet ends a call that is being made.
        Do(Find(_command, null));
        _commandLength = 0;
    }

    // A modem waits for "AT" and skips what stands before it.
    private void StripBeforeAttention()
    {
        for (int i = 0; i + 1 < _commandLength; i++)
        {
            if (_command[i] == 'A' && _command[i + 1] == 'T')
            {
                Array.Copy(_command, i, _command, 0, _commandLength - i);
                _commandLength -= i;
                return;
            }
        }
    }

    private ScriptRule Find(byte[] command, string name)
    {
        ScriptRule last = null;
        for (int i = 0; i < _ruleCount; i++)
        {
            ScriptRule rule = _rules[i];
            bool isIt = name != null ? rule.Text == name : AreSame(command, _commandLength, rule.Command);
            if (isIt)
            {
                last = rule;
                if (!rule.IsUsedUp)
                {
                    return rule;
                }
            }
        }

        return last ?? (name == null ? _other : null);
    }

    private void Do(ScriptRule rule)
    {
        if (rule != null)
        {
            rule.Used++;
        }

        _rule = rule;
        _piece = 0;
        _goesOnAt = _now;
        while (_rule != null && _now >= _goesOnAt)
        {
            Step();
        }
    }

    private void Step()
    {
        if (_piece == _rule.Pieces)
        {
            _rule = null;
            return;
        }

        int piece = _piece;
        _piece++;
        _isBooting = _isBooting && piece == 0;
        switch (_rule.KindOf(piece))
        {
            case ScriptRule.Kind.Wait:
                _goesOnAt = _now + _rule.NumberOf(piece);
                break;
            case ScriptRule.Kind.Result:
                WriteResult(_rule.OctetsOf(piece), _rule.NumberOf(piece));
                break;
            case ScriptRule.Kind.Line:
                WriteLine(_rule.OctetsOf(piece));
                break;
            case ScriptRule.Kind.Octets:
                Write(_rule.OctetsOf(piece));
                break;
            case ScriptRule.Kind.Data:
                IsInDataMode = true;
                _lastWrite = _now;
                if (Peer != null)
                {
                    Peer.Begin(_now);
                }

                break;
            case ScriptRule.Kind.Reset:
                Reset();
                break;
            default:
                Hang();
                break;
        }
    }

    private void WriteResult(byte[] word, int number)
    {
        if (_isNumeric)
        {
            WriteOctet((byte)('0' + number));
            WriteOctet(CarriageReturn);
        }
        else
        {
            WriteLine(word);
        }
    }

    private void WriteLine(byte[] text)
    {
        WriteOctet(CarriageReturn);
        WriteOctet(LineFeed);
        Write(text);
        WriteOctet(CarriageReturn);
        WriteOctet(LineFeed);
    }

    private void WriteOctet(byte octet)
    {
        if (_outputLength < OutputOctets)
        {
            _output[_outputLength] = octet;
            _outputLength++;
        }
    }
}
