using McoaRouter.Wire;

namespace McoaRouter.Simulation;

/// <summary>
/// Writes one flat JSON object after the other, each on a line of its own, into a fixed buffer: no culture, no growth.
/// What does not fit is left out, so that a line stays a whole object.
/// </summary>
public sealed class JsonLine
{
    private const int Capacity = 2048;
    private const int Reserve = 2;
    private const string Digits = "0123456789abcdef";

    private readonly byte[] _buffer = new byte[Capacity];
    private readonly byte[] _number = new byte[20];
    private readonly ITranscriptSink _sink;
    private int _length;

    /// <summary>Makes a writer.</summary>
    public JsonLine(ITranscriptSink sink)
    {
        _sink = sink;
    }

    /// <summary>Begins a line about an event.</summary>
    public void Begin(long milliseconds, string name)
    {
        _length = 0;
        Number("t", milliseconds);
        Text("event", name);
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

    /// <summary>Adds an IPv6 address.</summary>
    public void Address(string name, byte[] buffer, int offset)
    {
        Text(name, Ipv6AddressText.Write(buffer, offset));
    }

    /// <summary>Ends the line and hands it over.</summary>
    public void End()
    {
        _buffer[_length++] = (byte)'}';
        _buffer[_length++] = (byte)'\n';
        _sink.Line(_buffer, _length);
    }

    private int Name(string name)
    {
        int before = _length;
        Octet(_length == 0 ? '{' : ',');
        Quoted(name);
        Octet(':');
        return before;
    }

    /// <summary>Takes a member back that came to the buffer's end.</summary>
    private void Settle(int before)
    {
        if (_length >= Capacity - Reserve)
        {
            _length = before;
        }
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
            else
            {
                Escaped(character);
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

    private void Digit(long value)
    {
        if (value < 0)
        {
            Octet('-');
            value = -value;
        }

        int count = 0;
        do
        {
            _number[count++] = (byte)('0' + (int)(value % 10));
            value /= 10;
        }
        while (value > 0);

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
        if (_length < Capacity - Reserve)
        {
            _buffer[_length++] = (byte)character;
        }
    }
}
