using System.Collections;
using McoaRouter.Settings;

namespace McoaRouter.Consoles;

/// <summary>
/// Members of a configuration that go in and never out: shown as <see cref="Mask"/>, and kept where that is written
/// back.
/// </summary>
internal static class Secrets
{
    /// <summary>What stands for a secret.</summary>
    internal const string Mask = "***";

    private const string NameKey = "name";

    /// <summary>Whether a value asks to keep what is stored.</summary>
    internal static bool IsMask(object value)
    {
        return value is string && (string)value == Mask;
    }

    /// <summary>
    /// Puts the stored secrets in where the mask was written: those of the same place; in a list those of the item with
    /// the same name, else of the one at the same index, unless its name is at another place now.
    /// </summary>
    /// <param name="value">What was written; changed.</param>
    /// <param name="stored">What is stored at the same path, or null.</param>
    internal static void Keep(object value, object stored)
    {
        Hashtable members = value as Hashtable;
        if (members != null)
        {
            KeepMembers(members, stored as Hashtable);
        }

        ArrayList items = value as ArrayList;
        ArrayList storedItems = stored as ArrayList;
        for (int i = 0; items != null && storedItems != null && i < items.Count; i++)
        {
            Keep(items[i], ItemLike(items, i, storedItems));
        }
    }

    /// <summary>A fault for each secret that was to be kept and isn't stored.</summary>
    internal static void FindUnkept(object value, string path, FaultList faults)
    {
        Hashtable members = value as Hashtable;
        string[] names = members == null ? new string[0] : Tree.Names(members);
        for (int i = 0; i < names.Length; i++)
        {
            string at = path.Length == 0 ? names[i] : path + "." + names[i];
            if (SecretMembers.Is(names[i]) && IsMask(members[names[i]]))
            {
                faults.Add(at, "has no stored secret to keep; write the secret itself");
            }

            FindUnkept(members[names[i]], at, faults);
        }

        ArrayList items = value as ArrayList;
        for (int i = 0; items != null && i < items.Count; i++)
        {
            FindUnkept(items[i], path + "[" + i.ToString() + "]", faults);
        }
    }

    private static void KeepMembers(Hashtable members, Hashtable stored)
    {
        string[] names = Tree.Names(members);
        for (int i = 0; stored != null && i < names.Length; i++)
        {
            object old = stored[names[i]];
            if (!SecretMembers.Is(names[i]))
            {
                Keep(members[names[i]], old);
            }
            else if (IsMask(members[names[i]]) && old != null)
            {
                members[names[i]] = old;
            }
        }
    }

    private static object ItemLike(ArrayList items, int index, ArrayList stored)
    {
        string name = NameOf(items[index]);
        int at = name == null ? -1 : IndexOf(stored, name);
        if (at < 0 && index < stored.Count)
        {
            string other = NameOf(stored[index]);
            at = other == null || IndexOf(items, other) < 0 ? index : -1;
        }

        return at < 0 ? null : stored[at];
    }

    private static int IndexOf(ArrayList items, string name)
    {
        for (int i = 0; i < items.Count; i++)
        {
            string other = NameOf(items[i]);
            if (other != null && other == name)
            {
                return i;
            }
        }

        return -1;
    }

    private static string NameOf(object item)
    {
        Hashtable members = item as Hashtable;
        return members == null ? null : members[NameKey] as string;
    }
}
