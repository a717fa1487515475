using System;
using System.Collections;
using nanoFramework.Json;

namespace McoaRouter.Settings;

/// <summary>
/// JSON text as plain objects, read by nanoFramework.Json: <see cref="Hashtable"/>, <see cref="ArrayList"/>,
/// <see cref="string"/>, <see cref="bool"/>, null; a whole number is a <see cref="long"/>, any other number a
/// <see cref="double"/>. That library throws on bad text and says no place, so this is the one class that catches. It
/// takes some texts for dates and misreads \u, so both are refused by name.
/// </summary>
public static class JsonText
{
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
        if (text == null || text.Trim().Length == 0)
        {
            error = JsonFaults.Missing();
            return false;
        }

        if (text.Length > longest)
        {
            error = JsonFaults.TooLong(text.Length, longest);
            return false;
        }

        error = Scan(text);
        if (error != null)
        {
            return false;
        }

        Type type = text.Trim()[0] == '[' ? typeof(ArrayList) : typeof(Hashtable);
        try
        {
            root = JsonConvert.DeserializeObject(text, type);
        }
        catch (Exception)
        {
            error = JsonFaults.Root
                + ": is not JSON, or has a key twice or a list in a list; check it on a computer, which tells the line";
            return false;
        }

        root = Normalise(root, string.Empty, ref error);
        root = error == null ? root : null;
        return error == null;
    }

    // The depth, and what the library misreads, before it recurses into the text.
    private static string Scan(string text)
    {
        int line = 1;
        int start = 0;
        int depth = 0;
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char character = text[i];
            if (character == '\n')
            {
                line++;
                start = i + 1;
            }
            else if (character == '"')
            {
                quoted = !quoted;
            }
            else if (quoted && character == '\\')
            {
                i++;
                if (i < text.Length && text[i] == 'u')
                {
                    return JsonFaults.Root + ": has a \\u at line " + line.ToString()
                        + ", which the device misreads; write the character itself";
                }
            }
            else if (!quoted && (character == '{' || character == '['))
            {
                depth++;
                if (depth > JsonFaults.MaximumDepth)
                {
                    return JsonFaults.TooDeep(line, i - start + 1);
                }
            }
            else if (!quoted && (character == '}' || character == ']'))
            {
                depth--;
            }
        }

        return null;
    }

    private static object Normalise(object value, string path, ref string error)
    {
        if (value is Hashtable members)
        {
            Hashtable normal = new Hashtable();
            foreach (DictionaryEntry member in members)
            {
                string key = (string)member.Key;
                string name = SettingsText.Key(key);
                normal.Add(key, Normalise(member.Value, path.Length == 0 ? name : path + "." + name, ref error));
            }

            return normal;
        }

        if (value is ArrayList items)
        {
            ArrayList normal = new ArrayList();
            for (int i = 0; i < items.Count; i++)
            {
                normal.Add(Normalise(items[i], path + "[" + i.ToString() + "]", ref error));
            }

            return normal;
        }

        if (value is int number)
        {
            return (long)number;
        }

        if (value is ulong large)
        {
            return (double)large;
        }

        if (value is DateTime)
        {
            error = path + ": is a text that the device takes for a date; write it in another way (a key: 0x before it)";
        }

        return value;
    }
}
