using System.Collections;

namespace McoaRouter.Settings;

/// <summary>Single values of a configuration, in the form that <see cref="JsonText"/> gives them.</summary>
public static class SettingsValue
{
    /// <summary>What a value is, in words for a message.</summary>
    public static string KindOf(object value)
    {
        if (value == null)
        {
            return "null";
        }

        if (value is string)
        {
            return "a text";
        }

        if (value is bool)
        {
            return "true or false";
        }

        if (value is Hashtable)
        {
            return "an object";
        }

        return value is ArrayList ? "a list" : "a number";
    }

    /// <summary>The value as text, or null with a fault.</summary>
    public static string AsText(object value, string path, string remedy, SettingsFaults faults)
    {
        SettingsRecorder.Hear(path, "type", "string");
        SettingsRecorder.Hear(path, "errorMessage", remedy);
        string text = value as string;
        if (text == null)
        {
            faults.Add(path, "is " + KindOf(value) + ", not a text", remedy);
        }

        return text;
    }

    /// <summary>
    /// The value as a whole number in a range, or <see cref="JsonObjectReader.Unread"/> with a fault.
    /// </summary>
    public static long AsInteger(
        object value, string path, long minimum, long maximum, string remedy, SettingsFaults faults)
    {
        _ = HearInteger(path, minimum, maximum, remedy);
        if (!(value is long))
        {
            string what = value is double ? "is not a whole number" : "is " + KindOf(value) + ", not a number";
            faults.Add(path, what, remedy);
            return JsonObjectReader.Unread;
        }

        long number = (long)value;
        if (number < minimum || number > maximum)
        {
            string range = minimum == maximum ? " is not " : " is outside " + minimum.ToString() + "..";
            faults.Add(path, number.ToString() + range + maximum.ToString(), remedy);
            return JsonObjectReader.Unread;
        }

        return number;
    }

    /// <summary>Says what is asked of a whole number.</summary>
    /// <returns><see cref="JsonObjectReader.Unread"/>: it was not read.</returns>
    internal static long HearInteger(string path, long minimum, long maximum, string remedy)
    {
        SettingsRecorder.Hear(path, "type", "integer");
        SettingsRecorder.HearNumber(path, "minimum", minimum);
        SettingsRecorder.HearNumber(path, "maximum", maximum);
        SettingsRecorder.Hear(path, "errorMessage", remedy);
        return JsonObjectReader.Unread;
    }

    /// <summary>A reader of the value as object, or null with a fault.</summary>
    public static JsonObjectReader AsObject(object value, string path, string remedy, SettingsFaults faults)
    {
        SettingsRecorder.Hear(path, "type", "object");
        SettingsRecorder.Hear(path, "errorMessage", remedy);
        Hashtable members = value as Hashtable;
        if (members == null)
        {
            faults.Add(path, "is " + KindOf(value) + ", not an object", remedy);
            return null;
        }

        return new JsonObjectReader(members, path, faults);
    }

    /// <summary>Texts as a choice: <c>"a", "b" or "c"</c>.</summary>
    public static string Alternatives(string[] texts)
    {
        string list = string.Empty;
        for (int i = 0; i < texts.Length; i++)
        {
            string separator = i == 0 ? string.Empty : i == texts.Length - 1 ? " or " : ", ";
            list = list + separator + "\"" + texts[i] + "\"";
        }

        return list;
    }

    /// <summary>Where a text stands among others, some of which may be null; or -1.</summary>
    public static int IndexOf(string[] texts, string text)
    {
        for (int i = 0; i < texts.Length; i++)
        {
            // The device's string comparison crashes on an element that was never set.
            if (texts[i] != null && texts[i] == text)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Texts behind each other: <c>a, b, c</c>.</summary>
    internal static string Listed(ArrayList texts)
    {
        string list = string.Empty;
        for (int i = 0; i < texts.Count; i++)
        {
            list = list + (i == 0 ? string.Empty : ", ") + (string)texts[i];
        }

        return list;
    }

    /// <summary>Puts a text among the first <paramref name="count"/> sorted ones.</summary>
    public static void InsertSorted(string[] texts, int count, string text)
    {
        int at = count;
        while (at > 0 && SettingsText.IsBefore(text, texts[at - 1]))
        {
            texts[at] = texts[at - 1];
            at--;
        }

        texts[at] = text;
    }
}
