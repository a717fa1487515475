using System;
using System.IO;
using System.Text;
using System.Text.Json;

namespace McoaRouter.Tools.Torture;

/// <summary>One JSON object a line, without the time of day: the same run writes the same lines.</summary>
internal static class JsonLine
{
    /// <summary>Makes a line.</summary>
    /// <param name="name">The value of <c>event</c>.</param>
    /// <param name="members">Writes the other members.</param>
    public static string Of(string name, Action<Utf8JsonWriter> members)
    {
        using MemoryStream line = new();
        using (Utf8JsonWriter writer = new(line))
        {
            writer.WriteStartObject();
            writer.WriteString("event", name);
            members(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(line.ToArray());
    }
}
