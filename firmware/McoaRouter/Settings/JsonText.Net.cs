using System;
using System.Collections;
using System.Text;
using System.Text.Json;

namespace McoaRouter.Settings;

/// <summary>
/// JSON text as plain objects, read by System.Text.Json: <see cref="Hashtable"/>, <see cref="ArrayList"/>,
/// <see cref="string"/>, <see cref="bool"/>, null; a whole number is a <see cref="long"/>, any other number a
/// <see cref="double"/>. This is the .NET twin of the device's reader.
/// </summary>
public static class JsonText
{
    private static readonly object s_failed = new object();

    /// <summary>Reads a text of at most 65536 characters, nested at most 16 deep.</summary>
    /// <param name="text">The text.</param>
    /// <param name="root">What it says, or null where it is refused.</param>
    /// <param name="error">Why it is refused, with path and remedy, or null.</param>
    /// <returns>Whether it was read.</returns>
    public static bool TryParse(string text, out object root, out string error)
    {
        return TryParse(text, JsonFaults.MaximumCharacters, out root, out error);
    }

    /// <summary>Reads a text, nested at most 16 deep.</summary>
    /// <param name="text">The text.</param>
    /// <param name="longest">The most characters that it may have.</param>
    /// <param name="root">What it says, or null where it is refused.</param>
    /// <param name="error">Why it is refused, with path and remedy, or null.</param>
    /// <returns>Whether it was read.</returns>
    public static bool TryParse(string text, int longest, out object root, out string error)
    {
        root = null;
        error = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            error = JsonFaults.Missing();
            return false;
        }

        if (text.Length > longest)
        {
            error = JsonFaults.TooLong(text.Length, longest);
            return false;
        }

        byte[] octets = Encoding.UTF8.GetBytes(text);

        // One level more than allowed, so that too deep a nesting is told from text that is no JSON.
        JsonReaderOptions options = new JsonReaderOptions { MaxDepth = JsonFaults.MaximumDepth + 1 };
        Utf8JsonReader reader = new Utf8JsonReader(octets, options);
        try
        {
            if (reader.Read())
            {
                root = ReadValue(octets, ref reader, string.Empty, ref error);
            }

            // Reads on to find what stands behind the value.
            if (error == null)
            {
                _ = reader.Read();
            }
        }
        catch (JsonException problem)
        {
            int line = (int)(problem.LineNumber ?? 0);
            error = JsonFaults.NotJson(line + 1, ColumnOf(octets, line, (int)(problem.BytePositionInLine ?? 0)));
        }
        catch (InvalidOperationException)
        {
            // A text with half of a surrogate pair.
            error = NotJsonAt(octets, (int)reader.TokenStartIndex);
        }

        root = error == null ? root : null;
        return error == null;
    }

    private static object ReadValue(byte[] octets, ref Utf8JsonReader reader, string path, ref string error)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadObject(octets, ref reader, path, ref error);
            case JsonTokenType.StartArray:
                return ReadList(octets, ref reader, path, ref error);
            case JsonTokenType.String:
                return reader.GetString();
            case JsonTokenType.Number:
                return ReadNumber(ref reader);
            case JsonTokenType.Null:
                return null;
            default:
                return reader.GetBoolean();
        }
    }

    private static object ReadObject(byte[] octets, ref Utf8JsonReader reader, string path, ref string error)
    {
        if (IsTooDeep(octets, ref reader, ref error))
        {
            return s_failed;
        }

        Hashtable members = new Hashtable();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string key = reader.GetString();
            string member = path.Length == 0 ? SettingsText.Key(key) : path + "." + SettingsText.Key(key);
            if (members.Contains(key))
            {
                error = member + ": is given twice" + At(octets, (int)reader.TokenStartIndex) + "; keep one of the two";
                return s_failed;
            }

            _ = reader.Read();
            object value = ReadValue(octets, ref reader, member, ref error);
            if (error != null)
            {
                return s_failed;
            }

            members.Add(key, value);
        }

        return members;
    }

    private static object ReadList(byte[] octets, ref Utf8JsonReader reader, string path, ref string error)
    {
        if (IsTooDeep(octets, ref reader, ref error))
        {
            return s_failed;
        }

        ArrayList items = new ArrayList();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            object value = ReadValue(octets, ref reader, path + "[" + items.Count + "]", ref error);
            if (error != null)
            {
                return s_failed;
            }

            _ = items.Add(value);
        }

        return items;
    }

    private static object ReadNumber(ref Utf8JsonReader reader)
    {
        bool whole = reader.ValueSpan.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0;
        if (whole && reader.TryGetInt64(out long value))
        {
            return value;
        }

        return reader.GetDouble();
    }

    private static bool IsTooDeep(byte[] octets, ref Utf8JsonReader reader, ref string error)
    {
        if (reader.CurrentDepth < JsonFaults.MaximumDepth)
        {
            return false;
        }

        int at = (int)reader.TokenStartIndex;
        error = JsonFaults.TooDeep(LineOf(octets, at), ColumnAt(octets, at));
        return true;
    }

    private static string NotJsonAt(byte[] octets, int at)
    {
        return JsonFaults.NotJson(LineOf(octets, at), ColumnAt(octets, at));
    }

    private static string At(byte[] octets, int at)
    {
        return " at line " + LineOf(octets, at) + ", column " + ColumnAt(octets, at);
    }

    private static int LineOf(byte[] octets, int at)
    {
        return octets.AsSpan(0, at).Count((byte)'\n') + 1;
    }

    private static int ColumnAt(byte[] octets, int at)
    {
        int start = octets.AsSpan(0, at).LastIndexOf((byte)'\n') + 1;
        return Encoding.UTF8.GetCharCount(octets, start, at - start) + 1;
    }

    private static int ColumnOf(byte[] octets, int line, int octet)
    {
        int start = 0;
        for (int i = 0; i < line; i++)
        {
            start += octets.AsSpan(start).IndexOf((byte)'\n') + 1;
        }

        return ColumnAt(octets, Math.Min(start + octet, octets.Length));
    }
}
