using System.Collections;
using McoaRouter.Settings;

namespace McoaRouter.Consoles;

/// <summary>
/// A configuration as <see cref="Settings.JsonText"/> gives it, a tree of <see cref="Hashtable"/> and
/// <see cref="ArrayList"/>: copied, compared and written.
/// </summary>
internal static class Tree
{
    /// <summary>The names of an object's members, sorted character by character.</summary>
    internal static string[] Names(Hashtable members)
    {
        string[] names = new string[members.Count];
        int count = 0;
        foreach (object key in members.Keys)
        {
            SettingsValue.InsertSorted(names, count, (string)key);
            count++;
        }

        return names;
    }

    /// <summary>A copy that shares nothing that can change.</summary>
    internal static object Copy(object value)
    {
        Hashtable members = value as Hashtable;
        if (members != null)
        {
            Hashtable copy = new Hashtable();
            foreach (object key in members.Keys)
            {
                copy[key] = Copy(members[key]);
            }

            return copy;
        }

        ArrayList items = value as ArrayList;
        if (items == null)
        {
            return value;
        }

        ArrayList list = new ArrayList();
        for (int i = 0; i < items.Count; i++)
        {
            _ = list.Add(Copy(items[i]));
        }

        return list;
    }

    /// <summary>Whether two values that are neither object nor list are the same.</summary>
    internal static bool IsSameLeaf(object left, object right)
    {
        if (left is string && right is string)
        {
            return (string)left == (string)right;
        }

        if (left is long && right is long)
        {
            return (long)left == (long)right;
        }

        if (left is bool && right is bool)
        {
            return (bool)left == (bool)right;
        }

        return left == null && right == null;
    }

    /// <summary>Whether a value is an object or a list.</summary>
    internal static bool IsBranch(object value)
    {
        return value is Hashtable || value is ArrayList;
    }

    /// <summary>How many objects and lists lie inside each other.</summary>
    internal static int DepthOf(object value)
    {
        int deepest = 0;
        Hashtable members = value as Hashtable;
        if (members != null)
        {
            foreach (object key in members.Keys)
            {
                int depth = DepthOf(members[key]);
                deepest = depth > deepest ? depth : deepest;
            }
        }

        ArrayList items = value as ArrayList;
        for (int i = 0; items != null && i < items.Count; i++)
        {
            int depth = DepthOf(items[i]);
            deepest = depth > deepest ? depth : deepest;
        }

        return IsBranch(value) ? deepest + 1 : 0;
    }

    /// <summary>The path of a number with a fraction, or beyond 64 bits; null where there is none.</summary>
    internal static string FindFraction(object value, string path)
    {
        if (value is double)
        {
            return path;
        }

        Hashtable members = value as Hashtable;
        if (members != null)
        {
            string[] names = Names(members);
            for (int i = 0; i < names.Length; i++)
            {
                string found = FindFraction(members[names[i]], path.Length == 0 ? names[i] : path + "." + names[i]);
                if (found != null)
                {
                    return found;
                }
            }
        }

        ArrayList items = value as ArrayList;
        for (int i = 0; items != null && i < items.Count; i++)
        {
            string found = FindFraction(items[i], path + "[" + i.ToString() + "]");
            if (found != null)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>Writes a value.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="name">Its name; null in a list.</param>
    /// <param name="value">The value, without a fraction.</param>
    /// <param name="masked">Whether secrets are masked.</param>
    internal static void Write(JsonWriter writer, string name, object value, bool masked)
    {
        if (masked && name != null && value != null && SecretMembers.Is(name))
        {
            writer.Text(name, Secrets.Mask);
        }
        else if (value is Hashtable)
        {
            WriteObject(writer, name, (Hashtable)value, masked);
        }
        else if (value is ArrayList)
        {
            ArrayList items = (ArrayList)value;
            writer.BeginList(name);
            for (int i = 0; i < items.Count; i++)
            {
                Write(writer, null, items[i], masked);
            }

            writer.End();
        }
        else if (value is bool)
        {
            writer.Flag(name, (bool)value);
        }
        else if (value is long)
        {
            writer.Number(name, (long)value);
        }
        else
        {
            writer.Text(name, value as string);
        }
    }

    private static void WriteObject(JsonWriter writer, string name, Hashtable members, bool masked)
    {
        string[] names = Names(members);
        writer.BeginObject(name);
        for (int i = 0; i < names.Length; i++)
        {
            Write(writer, names[i], members[names[i]], masked);
        }

        writer.End();
    }
}
