using System.Collections;
using McoaRouter.Settings;

namespace McoaRouter.Consoles;

/// <summary>
/// A place in a configuration: names with dots between them, and indexes in brackets, as in <c>uplinks[0].bid</c>; an
/// empty path is the whole.
/// </summary>
internal sealed class ConfigurationPath
{
    private const int LongestIndex = 4;

    private readonly string[] _names = new string[ConsoleLimits.Depth];
    private readonly int[] _indexes = new int[ConsoleLimits.Depth];

    private ConfigurationPath(string text)
    {
        Text = text;
    }

    /// <summary>How many names and indexes there are; 0 for the whole.</summary>
    internal int Count;

    /// <summary>The path as it was written.</summary>
    internal readonly string Text;

    /// <summary>Whether what is there is a secret, or lies within one.</summary>
    internal bool NamesSecret
    {
        get
        {
            bool names = false;
            for (int i = 0; i < Count; i++)
            {
                names |= _names[i] != null && SecretMembers.Is(_names[i]);
            }

            return names;
        }
    }

    /// <summary>Reads a path; null where it is none, or deeper than a configuration may be.</summary>
    internal static ConfigurationPath TryRead(string text)
    {
        ConfigurationPath path = new ConfigurationPath(text);
        int at = 0;
        while (at < text.Length)
        {
            if (path.Count == ConsoleLimits.Depth)
            {
                return null;
            }

            int next = text[at] == '[' ? path.TakeIndex(at) : path.TakeName(at);
            if (next < 0)
            {
                return null;
            }

            at = next;
        }

        return path;
    }

    /// <summary>Finds what is there.</summary>
    /// <returns>False where there is nothing, not even null.</returns>
    internal bool TryFind(object root, out object value)
    {
        return TryFind(root, Count, out value);
    }

    /// <summary>Puts a value there, into an object or list that is there already.</summary>
    /// <returns>False where there is no such object or list, or the index leaves a gap in it.</returns>
    internal bool TrySet(object root, object value)
    {
        object parent;
        if (Count == 0 || !TryFind(root, Count - 1, out parent))
        {
            return false;
        }

        string name = _names[Count - 1];
        Hashtable members = parent as Hashtable;
        if (name != null && members != null)
        {
            members[name] = value;
            return true;
        }

        ArrayList items = parent as ArrayList;
        int index = _indexes[Count - 1];
        if (name != null || items == null || index > items.Count)
        {
            return false;
        }

        if (index == items.Count)
        {
            _ = items.Add(value);
        }
        else
        {
            items[index] = value;
        }

        return true;
    }

    /// <summary>Takes out what is there.</summary>
    /// <returns>False where there is nothing.</returns>
    internal bool TryRemove(object root)
    {
        object found;
        object parent;
        if (Count == 0 || !TryFind(root, Count, out found) || !TryFind(root, Count - 1, out parent))
        {
            return false;
        }

        if (_names[Count - 1] != null)
        {
            ((Hashtable)parent).Remove(_names[Count - 1]);
        }
        else
        {
            ((ArrayList)parent).RemoveAt(_indexes[Count - 1]);
        }

        return true;
    }

    private bool TryFind(object root, int depth, out object value)
    {
        value = root;
        for (int i = 0; i < depth; i++)
        {
            Hashtable members = value as Hashtable;
            ArrayList items = value as ArrayList;
            if (_names[i] != null && members != null && members.Contains(_names[i]))
            {
                value = members[_names[i]];
            }
            else if (_names[i] == null && items != null && _indexes[i] < items.Count)
            {
                value = items[_indexes[i]];
            }
            else
            {
                return false;
            }
        }

        return root != null;
    }

    private int TakeName(int at)
    {
        int from = at;
        if (Count > 0)
        {
            if (Text[at] != '.')
            {
                return -1;
            }

            from++;
        }

        int end = from;
        while (end < Text.Length && Text[end] != '.' && Text[end] != '[' && Text[end] != ']')
        {
            end++;
        }

        if (end == from)
        {
            return -1;
        }

        _names[Count] = Text.Substring(from, end - from);
        Count++;
        return end;
    }

    private int TakeIndex(int at)
    {
        int index = 0;
        int end = at + 1;
        while (end < Text.Length && Text[end] >= '0' && Text[end] <= '9' && end - at <= LongestIndex)
        {
            index = (10 * index) + Text[end] - '0';
            end++;
        }

        if (Count == 0 || end == at + 1 || end == Text.Length || Text[end] != ']')
        {
            return -1;
        }

        _indexes[Count] = index;
        Count++;
        return end + 1;
    }
}
