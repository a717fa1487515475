using System;

namespace McoaRouter.Settings;

/// <summary>
/// All that is wrong with a configuration, each as <c>path: what is wrong; remedy</c>. Bounded: what does not fit is
/// counted. No value of a secret may be put in.
/// </summary>
public sealed class SettingsFaults
{
    /// <summary>Faults that are kept; further ones are counted.</summary>
    public const int Capacity = 64;

    private const string Separator = ": ";

    /// <summary>All faults so far, those that were not kept included.</summary>
    public int Count;

    private readonly string[] _kept = new string[Capacity];
    private readonly string[] _paths = new string[Capacity];

    /// <summary>Adds a fault.</summary>
    /// <param name="path">Where: <c>uplinks[1].bid</c>.</param>
    /// <param name="what">What is wrong there.</param>
    /// <param name="remedy">What to do about it.</param>
    public void Add(string path, string what, string remedy)
    {
        Keep(path, path + Separator + what + "; " + remedy);
    }

    /// <summary>The faults in the order in which they were found, behind them how many are not listed.</summary>
    public string[] ToArray()
    {
        int kept = Count > Capacity ? Capacity : Count;
        string[] faults = new string[Count > Capacity ? kept + 1 : kept];
        Array.Copy(_kept, 0, faults, 0, kept);
        if (Count > Capacity)
        {
            faults[kept] = JsonFaults.Root + ": has " + (Count - Capacity).ToString()
                + " more faults; correct those above and check it again";
        }

        return faults;
    }

    /// <summary>The path of each fault that <see cref="ToArray"/> gives.</summary>
    public string[] Paths()
    {
        int kept = Count > Capacity ? Capacity : Count;
        string[] paths = new string[Count > Capacity ? kept + 1 : kept];
        Array.Copy(_paths, 0, paths, 0, kept);
        if (Count > Capacity)
        {
            paths[kept] = JsonFaults.Root;
        }

        return paths;
    }

    /// <summary>What a fault says behind its path.</summary>
    internal static string MessageOf(string fault, string path)
    {
        return fault.Substring(path.Length + Separator.Length);
    }

    /// <summary>Adds a fault of <see cref="JsonText"/>, which has its path and remedy already.</summary>
    internal void Add(string fault)
    {
        Keep(fault.Substring(0, fault.IndexOf(Separator)), fault);
    }

    private void Keep(string path, string fault)
    {
        if (Count < Capacity)
        {
            _paths[Count] = path;
            _kept[Count] = fault;
        }

        Count++;
    }
}
