using McoaRouter.Settings;

namespace McoaRouter.Consoles;

/// <summary>Faults of a configuration, path and message apart. Bounded: what does not fit is counted.</summary>
internal sealed class FaultList
{
    private const int Capacity = 64;

    // Octets of a line that stay free for the rest of an answer.
    private const int Spare = 1024;
    private const string Whole = "configuration";
    private const string Separator = ": ";

    private readonly string[] _paths = new string[Capacity];
    private readonly string[] _messages = new string[Capacity];
    private int _kept;

    /// <summary>How many there are.</summary>
    internal int Count;

    /// <summary>The path of the whole configuration.</summary>
    internal static string Root
    {
        get { return Whole; }
    }

    /// <summary>The path that a fault <c>path: message</c> begins with; that of the whole where it has none.</summary>
    internal static string PathOf(string fault)
    {
        int at = fault.IndexOf(Separator);
        return at < 0 ? Whole : fault.Substring(0, at);
    }

    /// <summary>The message of a fault <c>path: message</c>.</summary>
    internal static string MessageOf(string fault)
    {
        int at = fault.IndexOf(Separator);
        return at < 0 ? fault : fault.Substring(at + Separator.Length);
    }

    /// <summary>Adds a fault.</summary>
    internal void Add(string path, string message)
    {
        if (_kept < Capacity)
        {
            _paths[_kept] = path;
            _messages[_kept] = message;
            _kept++;
        }

        Count++;
    }

    /// <summary>Adds what a reader found, but for the faults at a path that has one.</summary>
    internal void AddAll(RouterSettingsResult result)
    {
        int before = _kept;
        for (int i = 0; i < result.Faults.Length; i++)
        {
            string path = result.FaultPaths[i];
            bool has = false;
            for (int j = 0; j < before && !has; j++)
            {
                has = _paths[j] == path;
            }

            if (!has)
            {
                Add(path, result.FaultMessage(i));
            }
        }
    }

    /// <summary>Writes them as a list of objects.</summary>
    internal void Write(JsonWriter writer, string name)
    {
        writer.BeginList(name);
        int written = 0;
        while (written < _kept && writer.Room > Spare)
        {
            WriteOne(writer, _paths[written], _messages[written]);
            written++;
        }

        if (written < Count)
        {
            string rest = (Count - written).ToString();
            WriteOne(writer, Whole, "has " + rest + " more faults; correct those above and check it again");
        }

        writer.End();
    }

    /// <summary>Those that are kept, <c>path: message</c> each.</summary>
    internal string[] ToArray()
    {
        string[] faults = new string[_kept];
        for (int i = 0; i < _kept; i++)
        {
            faults[i] = _paths[i] + Separator + _messages[i];
        }

        return faults;
    }

    private static void WriteOne(JsonWriter writer, string path, string message)
    {
        writer.BeginObject(null);
        writer.Text("path", path);
        writer.Text("message", message);
        writer.End();
    }
}
