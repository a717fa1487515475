using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace McoaRouter.Tools.Check;

/// <summary>Where the members and items of a JSON text stand in it, by the paths that faults have.</summary>
internal sealed class JsonPositions
{
    private readonly Dictionary<string, int> _starts = [];
    private readonly byte[] _octets;

    /// <summary>Reads a text as far as it is JSON.</summary>
    public JsonPositions(string text)
    {
        _octets = Encoding.UTF8.GetBytes(text);
        Utf8JsonReader reader = new(_octets);
        try
        {
            if (reader.Read())
            {
                ReadValue(ref reader, string.Empty);
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // What was found before holds.
        }
    }

    /// <summary>
    /// Line and column, counted from 1: of the key or item; where it is missing, of what it is missing in; null for the
    /// whole text.
    /// </summary>
    public (int Line, int Column)? Of(string path)
    {
        for (string nearest = path; nearest.Length > 0; nearest = ParentOf(nearest))
        {
            if (_starts.TryGetValue(nearest, out int start))
            {
                ReadOnlySpan<byte> before = _octets.AsSpan(0, start);
                int line = before.Count((byte)'\n') + 1;
                return (line, Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1);
            }
        }

        return null;
    }

    private static string ParentOf(string path)
    {
        int end = path.EndsWith(']') ? path.LastIndexOf('[') : path.LastIndexOf('.');
        return end < 0 ? string.Empty : path[..end];
    }

    private void ReadValue(ref Utf8JsonReader reader, string path)
    {
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            {
                string key = reader.GetString()!;
                string member = path.Length == 0 ? key : path + "." + key;
                _ = _starts.TryAdd(member, (int)reader.TokenStartIndex);
                _ = reader.Read();
                ReadValue(ref reader, member);
            }
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            for (int i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
            {
                string item = path + "[" + i.ToString(CultureInfo.InvariantCulture) + "]";
                _ = _starts.TryAdd(item, (int)reader.TokenStartIndex);
                ReadValue(ref reader, item);
            }
        }
    }
}
