using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Json;

namespace McoaRouter.Boards.Linux;

/// <summary>Writes one line for each event: a sentence with its time, or one JSON object.</summary>
public sealed class EventWriter
{
    private readonly TextWriter _output;
    private readonly bool _json;

    /// <summary>Writes to <paramref name="output"/>, JSON Lines where <paramref name="json"/>.</summary>
    public EventWriter(TextWriter output, bool json)
    {
        _output = output;
        _json = json;
    }

    /// <summary>Takes each event's sentence besides, for a log.</summary>
    public Action<string>? Log { get; set; }

    /// <summary>Writes one event.</summary>
    /// <param name="name">Its name, the value of <c>event</c> in JSON.</param>
    /// <param name="sentence">What the plain form shows.</param>
    /// <param name="members">What the JSON form carries besides: writes members into the open object.</param>
    public void Write(string name, string sentence, Action<Utf8JsonWriter>? members = null)
    {
        Log?.Invoke(sentence);
        DateTime time = DateTime.UtcNow;
        if (!_json)
        {
            _output.WriteLine(
                time.ToLocalTime().ToString("HH:mm:ss.fff ", CultureInfo.InvariantCulture) + sentence);
            return;
        }

        using MemoryStream line = new();
        using (Utf8JsonWriter writer = new(line))
        {
            writer.WriteStartObject();
            writer.WriteString("time", time.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
            writer.WriteString("event", name);
            members?.Invoke(writer);
            writer.WriteEndObject();
        }

        _output.WriteLine(Encoding.UTF8.GetString(line.ToArray()));
    }

    /// <summary>Writes a sentence that the user should know, as the event <c>notice</c>; null writes nothing.</summary>
    public void Notice(string? sentence)
    {
        if (sentence != null)
        {
            Write("notice", sentence, json => json.WriteString("message", sentence));
        }
    }
}
