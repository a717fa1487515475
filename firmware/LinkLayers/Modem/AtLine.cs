namespace McoaRouter.LinkLayers.Modem;

/// <summary>
/// One line of a modem's answers, gathered octet by octet, and the fields of an information line (3GPP TS 27.007):
/// <c>+NAME: field,field,"text"</c>. Its memory is fixed; what is too long or no text is dropped up to its end.
/// </summary>
internal sealed class AtLine
{
    private const byte LineFeed = 10;
    private const byte CarriageReturn = 13;
    private const byte Space = 0x20;
    private const byte Tilde = 0x7E;

    // No number that is read has more digits; larger ones are none.
    private const int LargestNumber = 999999;

    private readonly byte[] _octets = new byte[LinkLimits.ModemLineOctets];
    private readonly LinkRefusalCounters _refusals;
    private LinkRefusal _fault;
    private bool _ended;

    /// <summary>Its octets.</summary>
    internal int Length;

    /// <summary>Makes an empty line.</summary>
    internal AtLine(LinkRefusalCounters refusals)
    {
        _refusals = refusals;
    }

    /// <summary>
    /// Takes the next octet. A line ends with CR or LF (ITU-T V.250 §5.7.1), empty lines are skipped, and so are NULs.
    /// </summary>
    /// <returns>Whether a line ends with it; it stays until the next octet.</returns>
    internal bool Take(int octet)
    {
        if (_ended)
        {
            Clear();
        }

        if (octet == CarriageReturn || octet == LineFeed)
        {
            return End();
        }

        if (octet == 0)
        {
            return false;
        }

        if (octet < Space || octet > Tilde)
        {
            _fault = LinkRefusal.Garbled;
        }
        else if (Length == _octets.Length)
        {
            _fault = LinkRefusal.Oversized;
        }
        else
        {
            _octets[Length] = (byte)octet;
            Length++;
        }

        return false;
    }

    /// <summary>Forgets what has come in of a line.</summary>
    internal void Clear()
    {
        Length = 0;
        _fault = LinkRefusal.None;
        _ended = false;
    }

    /// <summary>Whether the line begins with a word.</summary>
    internal bool StartsWith(byte[] word)
    {
        return Matches(word, word.Length, 0);
    }

    /// <summary>Whether the line is <paramref name="length"/> octets of a word and nothing more.</summary>
    internal bool Is(byte[] word, int length)
    {
        return Length == length && Matches(word, length, 0);
    }

    /// <summary>Whether a word stands somewhere in the line.</summary>
    internal bool Contains(byte[] word)
    {
        for (int start = 0; start + word.Length <= Length; start++)
        {
            if (Matches(word, word.Length, start))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the line is a single digit: a numeric result code.</summary>
    internal bool IsDigit()
    {
        return Length == 1 && IsDigit(_octets[0]);
    }

    /// <summary>
    /// A field as a number: fields are numbered from 0 and separated by commas behind the first colon; a line without
    /// colon begins with the first. -1 where it is missing or no number.
    /// </summary>
    internal int NumberAt(int field)
    {
        int index = StartOf(field);
        int number = 0;
        bool found = false;
        while (index < Length && _octets[index] == Space)
        {
            index++;
        }

        while (index < Length && IsDigit(_octets[index]) && number <= LargestNumber)
        {
            number = (number * 10) + (_octets[index] - '0');
            found = true;
            index++;
        }

        return found && (index == Length || _octets[index] == ',') ? number : -1;
    }

    private static bool IsDigit(byte octet)
    {
        return octet >= '0' && octet <= '9';
    }

    private bool End()
    {
        if (_fault != LinkRefusal.None)
        {
            _refusals.Add(_fault);
            Clear();
            return false;
        }

        _ended = Length > 0;
        return _ended;
    }

    private bool Matches(byte[] word, int length, int start)
    {
        if (start + length > Length)
        {
            return false;
        }

        for (int i = 0; i < length; i++)
        {
            if (_octets[start + i] != word[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Where a field begins; the line's length where it has no such field.</summary>
    private int StartOf(int field)
    {
        int index = 0;
        while (index < Length && _octets[index] != ':')
        {
            index++;
        }

        index = index == Length ? 0 : index + 1;
        while (field > 0 && index < Length)
        {
            if (_octets[index] == ',')
            {
                field--;
            }

            index++;
        }

        return field > 0 ? Length : index;
    }
}
