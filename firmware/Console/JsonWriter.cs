namespace McoaRouter.Consoles;

/// <summary>
/// Writes JSON on one line into a fixed buffer: no culture, no growth. A member that does not fit is left out, so that
/// the line stays whole, and <see cref="Overflowed"/> says so.
/// </summary>
public sealed class JsonWriter
{
    private const int Deepest = 32;

    // Two for the end of the outermost object and of the line.
    private const int Reserve = 2;
    private const string Digits = "0123456789abcdef";

    private readonly byte[] _buffer;
    private readonly bool _escapes;
    private readonly byte[] _number = new byte[20];
    private readonly byte[] _ends = new byte[Deepest];
    private int _depth;
    private int _length;
    private int _skipped;
    private bool _first;

    /// <summary>Makes a writer.</summary>
    /// <param name="capacity">Octets of the longest line.</param>
    /// <param name="escapes">
    /// Whether what is not ASCII is escaped; otherwise it is written as UTF-8, as the device's reader needs it.
    /// </param>
    public JsonWriter(int capacity, bool escapes)
    {
        _buffer = new byte[capacity];
        _escapes = escapes;
        Reset();
    }

    /// <summary>What was written.</summary>
    public byte[] Buffer
    {
        get { return _buffer; }
    }

    /// <summary>Octets that were written, without the ends that <see cref="Close"/> adds.</summary>
    public int Length
    {
        get { return _length; }
    }

    /// <summary>Octets that are left.</summary>
    public int Room
    {
        get { return Limit - _length; }
    }

    /// <summary>Whether a member was left out.</summary>
    public bool Overflowed { get; private set; }

    private int Limit
    {
        get { return _buffer.Length - Reserve - _depth; }
    }

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        _length = 0;
        _depth = 0;
        _skipped = 0;
        _first = true;
        Overflowed = false;
    }

    /// <summary>Goes back to a former <see cref="Length"/> at the same depth, behind a member.</summary>
    public void Truncate(int length)
    {
        _length = length;
        _first = false;
    }

    /// <summary>Begins an object.</summary>
    /// <param name="name">The member's name; null in a list, and for the whole.</param>
    public void BeginObject(string name)
    {
        Begin(name, '{', '}');
    }

    /// <summary>Begins a list.</summary>
    /// <param name="name">The member's name; null in a list, and for the whole.</param>
    public void BeginList(string name)
    {
        Begin(name, '[', ']');
    }

    /// <summary>Ends the innermost object or list.</summary>
    public void End()
    {
        if (_skipped > 0)
        {
            _skipped--;
            return;
        }

        _depth--;
        _buffer[_length++] = _ends[_depth];
        _first = false;
    }

    /// <summary>Writes all ends that are missing, and the line's, behind what stays open.</summary>
    /// <returns>Octets of the line.</returns>
    public int Close()
    {
        int length = _length;
        for (int i = _depth - 1; i >= 0; i--)
        {
            _buffer[length++] = _ends[i];
        }

        _buffer[length++] = (byte)'\n';
        return length;
    }

    /// <summary>Adds a text, or null.</summary>
    public void Text(string name, string value)
    {
        int before = Name(name);
        if (value == null)
        {
            Raw("null");
        }
        else
        {
            Quoted(value);
        }

        Settle(before);
    }

    /// <summary>Adds a number.</summary>
    public void Number(string name, long value)
    {
        int before = Name(name);
        Digit(value);
        Settle(before);
    }

    /// <summary>Adds true or false.</summary>
    public void Flag(string name, bool value)
    {
        int before = Name(name);
        Raw(value ? "true" : "false");
        Settle(before);
    }

    /// <summary>Adds octets as hexadecimal text.</summary>
    public void Hex(string name, byte[] buffer, int offset, int length)
    {
        int before = Name(name);
        Octet('"');
        for (int i = offset; i < offset + length; i++)
        {
            Octet(Digits[buffer[i] >> 4]);
            Octet(Digits[buffer[i] & 0xF]);
        }

        Octet('"');
        Settle(before);
    }

    private void Begin(string name, char start, char end)
    {
        if (_skipped > 0 || _depth == Deepest)
        {
            _skipped++;
            Overflowed = true;
            return;
        }

        bool first = _first;
        int before = Name(name);
        Octet(start);

        // One octet more for its end.
        if (_length >= Limit - 1)
        {
            _length = before;
            _first = first;
            _skipped = 1;
            Overflowed = true;
            return;
        }

        _ends[_depth++] = (byte)end;
        _first = true;
    }

    private int Name(string name)
    {
        int before = _length;
        if (!_first)
        {
            Octet(',');
        }

        if (name != null)
        {
            Quoted(name);
            Octet(':');
        }

        return before;
    }

    /// <summary>Takes a member back that came to the buffer's end.</summary>
    private void Settle(int before)
    {
        if (_skipped > 0 || _length >= Limit)
        {
            _length = before;
            Overflowed = true;
            return;
        }

        _first = false;
    }

    private void Quoted(string text)
    {
        Octet('"');
        for (int i = 0; i < text.Length; i++)
        {
            char character = text[i];
            if (character == '"' || character == '\\')
            {
                Octet('\\');
                Octet(character);
            }
            else if (character >= ' ' && character < 0x7F)
            {
                Octet(character);
            }
            else if (_escapes)
            {
                Escaped(character);
            }
            else
            {
                i += Plain(text, i);
            }
        }

        Octet('"');
    }

    private void Escaped(char character)
    {
        Raw("\\u");
        for (int shift = 12; shift >= 0; shift -= 4)
        {
            Octet(Digits[(character >> shift) & 0xF]);
        }
    }

    /// <summary>Writes a character that is not plain ASCII without a \u where that can be.</summary>
    /// <returns>How many characters beside it were taken: 1 for a surrogate pair.</returns>
    private int Plain(string text, int at)
    {
        int character = text[at];
        if (character < ' ')
        {
            Control((char)character);
        }
        else if (character < 0x80)
        {
            Octet((char)character);
        }
        else if (character < 0x800)
        {
            Octet((char)(0xC0 | (character >> 6)));
            Octet((char)(0x80 | (character & 0x3F)));
        }
        else if (character >= 0xD800 && character < 0xDC00 && at + 1 < text.Length)
        {
            int point = 0x10000 + ((character - 0xD800) << 10) + (text[at + 1] & 0x3FF);
            Octet((char)(0xF0 | (point >> 18)));
            Octet((char)(0x80 | ((point >> 12) & 0x3F)));
            Octet((char)(0x80 | ((point >> 6) & 0x3F)));
            Octet((char)(0x80 | (point & 0x3F)));
            return 1;
        }
        else
        {
            Octet((char)(0xE0 | (character >> 12)));
            Octet((char)(0x80 | ((character >> 6) & 0x3F)));
            Octet((char)(0x80 | (character & 0x3F)));
        }

        return 0;
    }

    private void Control(char character)
    {
        int at = "\b\f\n\r\t".IndexOf(character);
        if (at < 0)
        {
            Escaped(character);
            return;
        }

        Octet('\\');
        Octet("bfnrt"[at]);
    }

    private void Digit(long value)
    {
        if (value < 0)
        {
            Octet('-');
        }

        int count = 0;
        do
        {
            int digit = (int)(value % 10);
            _number[count++] = (byte)('0' + (digit < 0 ? -digit : digit));
            value /= 10;
        }
        while (value != 0);

        while (count > 0)
        {
            Octet((char)_number[--count]);
        }
    }

    private void Raw(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            Octet(text[i]);
        }
    }

    private void Octet(char character)
    {
        if (_length < Limit)
        {
            _buffer[_length++] = (byte)character;
        }
    }
}
