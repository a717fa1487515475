using System.Collections;
using McoaRouter.Settings;

namespace McoaRouter.Consoles.Operations;

/// <summary><c>changes</c>: what is staged against what runs, leaf by leaf.</summary>
internal sealed class ChangesOp : ConsoleOp
{
    internal ChangesOp()
        : base("changes", false)
    {
    }

    /// <inheritdoc/>
    internal override void Run(ConsoleRequest request)
    {
        if (!request.IsSound())
        {
            return;
        }

        Staging staging = request.Console.Staging;
        if (staging.Root == null)
        {
            request.Fail(ErrorCodes.NothingStaged, "nothing is staged; use set first");
            return;
        }

        Hashtable running = request.Console.Configuration.Root;
        request.Result.Number("staging", staging.Number);
        request.Result.BeginList("changes");
        Compare(request.Result, string.Empty, false, running ?? new Hashtable(), true, staging.Root, true);
        request.Result.End();
    }

    private static void Compare(
        JsonWriter writer, string path, bool secret, object before, bool wasThere, object after, bool isThere)
    {
        bool full = !secret && (IsFull(before) || IsFull(after));
        bool alike = (before is Hashtable) == (after is Hashtable) && (before is ArrayList) == (after is ArrayList);
        if (full && wasThere && isThere && !alike)
        {
            Compare(writer, path, false, before, true, null, false);
            Compare(writer, path, false, null, false, after, true);
        }
        else if (full && (before is Hashtable || after is Hashtable))
        {
            CompareMembers(writer, path, before as Hashtable, after as Hashtable);
        }
        else if (full)
        {
            CompareItems(writer, path, before as ArrayList, after as ArrayList);
        }
        else if (!wasThere || !isThere || !alike || (!Tree.IsBranch(before) && !Tree.IsSameLeaf(before, after)))
        {
            WriteOne(writer, path, secret, before, wasThere, after, isThere);
        }
    }

    private static void CompareMembers(JsonWriter writer, string path, Hashtable before, Hashtable after)
    {
        Hashtable both = new Hashtable();
        AddNames(both, before);
        AddNames(both, after);
        string[] names = Tree.Names(both);
        for (int i = 0; i < names.Length; i++)
        {
            bool wasThere = before != null && before.Contains(names[i]);
            bool isThere = after != null && after.Contains(names[i]);
            Compare(
                writer,
                path.Length == 0 ? names[i] : path + "." + names[i],
                SecretMembers.Is(names[i]),
                wasThere ? before[names[i]] : null,
                wasThere,
                isThere ? after[names[i]] : null,
                isThere);
        }
    }

    private static void CompareItems(JsonWriter writer, string path, ArrayList before, ArrayList after)
    {
        int old = before == null ? 0 : before.Count;
        int present = after == null ? 0 : after.Count;
        for (int i = 0; i < old || i < present; i++)
        {
            Compare(
                writer,
                path + "[" + i.ToString() + "]",
                false,
                i < old ? before[i] : null,
                i < old,
                i < present ? after[i] : null,
                i < present);
        }
    }

    private static void WriteOne(
        JsonWriter writer, string path, bool secret, object before, bool wasThere, object after, bool isThere)
    {
        writer.BeginObject(null);
        writer.Text("path", path);
        if (wasThere)
        {
            Tree.Write(writer, "old", secret && before != null ? Secrets.Mask : before, true);
        }

        if (isThere)
        {
            Tree.Write(writer, "new", secret && after != null ? Secrets.Mask : after, true);
        }

        writer.End();
    }

    private static bool IsFull(object value)
    {
        Hashtable members = value as Hashtable;
        ArrayList items = value as ArrayList;
        return (members != null && members.Count > 0) || (items != null && items.Count > 0);
    }

    private static void AddNames(Hashtable names, Hashtable members)
    {
        string[] own = members == null ? new string[0] : Tree.Names(members);
        for (int i = 0; i < own.Length; i++)
        {
            names[own[i]] = null;
        }
    }
}
