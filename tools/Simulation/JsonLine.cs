using McoaRouter.Consoles;
using McoaRouter.Wire;

namespace McoaRouter.Simulation;

/// <summary>
/// Writes one flat JSON object after the other, each on a line of its own. What does not fit is left out, so that a line
/// stays a whole object.
/// </summary>
public sealed class JsonLine
{
    private const int Capacity = 2048;

    private readonly JsonWriter _writer = new JsonWriter(Capacity, true);
    private readonly ITranscriptSink _sink;

    /// <summary>Makes a writer.</summary>
    public JsonLine(ITranscriptSink sink)
    {
        _sink = sink;
    }

    /// <summary>Begins a line about an event.</summary>
    public void Begin(long milliseconds, string name)
    {
        _writer.Reset();
        _writer.BeginObject(null);
        Number("t", milliseconds);
        Text("event", name);
    }

    /// <summary>Adds a text, or null.</summary>
    public void Text(string name, string value)
    {
        _writer.Text(name, value);
    }

    /// <summary>Adds a number.</summary>
    public void Number(string name, long value)
    {
        _writer.Number(name, value);
    }

    /// <summary>Adds true or false.</summary>
    public void Flag(string name, bool value)
    {
        _writer.Flag(name, value);
    }

    /// <summary>Adds an IPv6 address.</summary>
    public void Address(string name, byte[] buffer, int offset)
    {
        Text(name, Ipv6AddressText.Write(buffer, offset));
    }

    /// <summary>Ends the line and hands it over.</summary>
    public void End()
    {
        _sink.Line(_writer.Buffer, _writer.Close());
    }
}
