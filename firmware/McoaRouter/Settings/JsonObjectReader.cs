using System.Collections;

namespace McoaRouter.Settings;

/// <summary>
/// The members of one JSON object, read by type. What is missing, of another type or out of range becomes a fault with
/// the member's path and the caller's remedy; <see cref="RefuseUnknownKeys"/> at the end finds the members that nobody
/// read.
/// </summary>
public sealed class JsonObjectReader
{
    /// <summary>What reading a number gives where it is missing or faulty.</summary>
    public const long Unread = -1;

    /// <summary>Where faults go.</summary>
    public readonly SettingsFaults Faults;

    private readonly Hashtable _members;
    private readonly string _path;
    private readonly ArrayList _known = new ArrayList();

    /// <summary>Reads an object.</summary>
    /// <param name="members">Its members, as <see cref="JsonText"/> gives them.</param>
    /// <param name="path">Its path; empty for the whole configuration.</param>
    /// <param name="faults">Where faults go.</param>
    public JsonObjectReader(Hashtable members, string path, SettingsFaults faults)
    {
        _members = members;
        _path = path;
        Faults = faults;
    }

    /// <summary>The path of a member.</summary>
    public string PathOf(string key)
    {
        return _path.Length == 0 ? key : _path + "." + key;
    }

    /// <summary>The path of an item of a member that is a list.</summary>
    public string PathOf(string key, int index)
    {
        return PathOf(key) + "[" + index.ToString() + "]";
    }

    /// <summary>Whether the member is there, whatever it is; it counts as read.</summary>
    public bool Has(string key)
    {
        SettingsRecorder.Hear(PathOf(key));
        if (!_known.Contains(key))
        {
            _known.Add(key);
        }

        return _members.Contains(key);
    }

    /// <summary>Adds a fault at a member.</summary>
    public void AddFault(string key, string what, string remedy)
    {
        Faults.Add(PathOf(key), what, remedy);
    }

    /// <summary>The member as it is, or null; it counts as read.</summary>
    public object Take(string key)
    {
        return Has(key) ? _members[key] : null;
    }

    /// <summary>A text that must be there; null where it is faulty.</summary>
    public string ReadText(string key, string remedy)
    {
        object value = Take(key);
        return IsMissing(key, remedy) ? null : SettingsValue.AsText(value, PathOf(key), remedy, Faults);
    }

    /// <summary>
    /// A text of 1 to <paramref name="longest"/> characters that must be there; null where it is faulty.
    /// </summary>
    public string ReadName(string key, int longest, string remedy)
    {
        string text = ReadText(key, remedy);
        SettingsRecorder.HearNumber(PathOf(key), "minLength", 1);
        SettingsRecorder.HearNumber(PathOf(key), "maxLength", longest);
        SettingsRecorder.Hear(PathOf(key), "pattern", "^[^\\u0000-\\u001f\\u007f]*$");
        if (text == null)
        {
            return null;
        }

        if (text.Length == 0 || text.Length > longest)
        {
            AddFault(key, "has " + text.Length.ToString() + " characters, not 1.." + longest.ToString(), remedy);
            return null;
        }

        if (!SettingsText.IsPrintable(text))
        {
            AddFault(key, "has a character that can't be shown", remedy);
            return null;
        }

        return text;
    }

    /// <summary>One of some texts.</summary>
    /// <param name="key">The member.</param>
    /// <param name="otherwise">What it is when it is missing; null where it must be there.</param>
    /// <param name="supported">What it may be.</param>
    /// <returns>One of <paramref name="supported"/>, or null where it is faulty.</returns>
    public string ReadChoice(string key, string otherwise, string[] supported)
    {
        if (otherwise != null && !Has(key))
        {
            SettingsRecorder.Hear(PathOf(key), "default", otherwise);
            return otherwise;
        }

        SettingsRecorder.HearChoice(PathOf(key), supported);
        string remedy = "use " + SettingsValue.Alternatives(supported);
        string text = ReadText(key, remedy);
        if (text == null || SettingsValue.IndexOf(supported, text) >= 0)
        {
            return text;
        }

        AddFault(key, SettingsText.Quote(text) + " is unknown", remedy);
        return null;
    }

    /// <summary>A whole number that must be there; <see cref="Unread"/> where it is faulty.</summary>
    /// <param name="key">The member.</param>
    /// <param name="minimum">The smallest that is allowed, 0 or more.</param>
    /// <param name="maximum">The largest.</param>
    /// <param name="remedy">What to do where it is faulty.</param>
    public long ReadInteger(string key, long minimum, long maximum, string remedy)
    {
        object value = Take(key);
        return IsMissing(key, remedy)
            ? SettingsValue.HearInteger(PathOf(key), minimum, maximum, remedy)
            : SettingsValue.AsInteger(value, PathOf(key), minimum, maximum, remedy, Faults);
    }

    /// <summary>A whole number that may be missing.</summary>
    /// <param name="key">The member.</param>
    /// <param name="minimum">The smallest that is allowed, 0 or more.</param>
    /// <param name="maximum">The largest.</param>
    /// <param name="otherwise">What it is when it is missing.</param>
    /// <param name="remedy">What to do where it is faulty.</param>
    public long ReadInteger(string key, long minimum, long maximum, long otherwise, string remedy)
    {
        SettingsRecorder.HearNumber(PathOf(key), "default", otherwise);
        return Has(key) ? ReadInteger(key, minimum, maximum, remedy) : otherwise;
    }

    /// <summary>True or false; <paramref name="otherwise"/> where it is missing or faulty.</summary>
    public bool ReadFlag(string key, bool otherwise, string remedy)
    {
        object value = Take(key);
        SettingsRecorder.Hear(PathOf(key), "type", "boolean");
        SettingsRecorder.Hear(PathOf(key), "default", otherwise ? "true" : "false");
        SettingsRecorder.Hear(PathOf(key), "errorMessage", remedy);
        if (!Has(key))
        {
            return otherwise;
        }

        if (value is bool)
        {
            return (bool)value;
        }

        AddFault(key, "is " + SettingsValue.KindOf(value) + ", not true or false", remedy);
        return otherwise;
    }

    /// <summary>Which of some texts it is: the first where it is missing, -1 where it is faulty.</summary>
    public int ReadIndex(string key, string[] texts)
    {
        string text = ReadChoice(key, texts[0], texts);
        return text == null ? -1 : SettingsValue.IndexOf(texts, text);
    }

    /// <summary>A list of 1 to <paramref name="longest"/> items that must be there; null where it is faulty.</summary>
    public ArrayList ReadList(string key, int longest, string remedy)
    {
        return ReadList(key, 1, longest, remedy);
    }

    /// <summary>
    /// A list of <paramref name="shortest"/> to <paramref name="longest"/> items that must be there; null where it is
    /// faulty.
    /// </summary>
    public ArrayList ReadList(string key, int shortest, int longest, string remedy)
    {
        object value = Take(key);
        SettingsRecorder.Hear(PathOf(key), "type", "array");
        SettingsRecorder.HearNumber(PathOf(key), "minItems", shortest);
        SettingsRecorder.HearNumber(PathOf(key), "maxItems", longest);
        SettingsRecorder.Hear(PathOf(key), "errorMessage", remedy);
        if (IsMissing(key, remedy))
        {
            return null;
        }

        ArrayList items = value as ArrayList;
        if (items == null)
        {
            AddFault(key, "is " + SettingsValue.KindOf(value) + ", not a list", remedy);
            return null;
        }

        if (items.Count < shortest || items.Count > longest)
        {
            string range = shortest.ToString() + ".." + longest.ToString();
            AddFault(key, "has " + items.Count.ToString() + " items, not " + range, remedy);
            return null;
        }

        return items;
    }

    /// <summary>An object that must be there; null where it is faulty.</summary>
    public JsonObjectReader ReadObject(string key, string remedy)
    {
        object value = Take(key);
        return IsMissing(key, remedy) ? null : SettingsValue.AsObject(value, PathOf(key), remedy, Faults);
    }

    /// <summary>A fault for every member that was not read, sorted by name. To be called last.</summary>
    public void RefuseUnknownKeys()
    {
        string[] unknown = new string[_members.Count];
        int count = 0;
        foreach (object key in _members.Keys)
        {
            if (!_known.Contains(key))
            {
                SettingsValue.InsertSorted(unknown, count, (string)key);
                count++;
            }
        }

        for (int i = 0; i < count; i++)
        {
            AddFault(
                SettingsText.Key(unknown[i]),
                "is not a setting",
                "remove it, or use one of " + SettingsValue.Listed(_known));
        }
    }

    private bool IsMissing(string key, string remedy)
    {
        if (Has(key))
        {
            return false;
        }

        AddFault(key, "is missing", remedy);
        return true;
    }
}
