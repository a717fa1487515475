namespace McoaRouter.Settings;

/// <summary>
/// All that is wrong with a configuration, each as <c>path: what is wrong; remedy</c>. Bounded: what does not fit is
/// counted. No value of a secret may be put in.
/// </summary>
public sealed class SettingsFaults
{
    /// <summary>Faults that are kept; further ones are counted.</summary>
    public const int Capacity = 64;

    private readonly string[] _kept = new string[Capacity];

    /// <summary>All faults so far, those that were not kept included.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a fault.</summary>
    /// <param name="path">Where: <c>uplinks[1].bid</c>.</param>
    /// <param name="what">What is wrong there.</param>
    /// <param name="remedy">What to do about it.</param>
    public void Add(string path, string what, string remedy)
    {
        Add(path + ": " + what + "; " + remedy);
    }

    /// <summary>The faults in the order in which they were found, behind them how many are not listed.</summary>
    public string[] ToArray()
    {
        int kept = Count > Capacity ? Capacity : Count;
        string[] faults = new string[Count > Capacity ? kept + 1 : kept];
        for (int i = 0; i < kept; i++)
        {
            faults[i] = _kept[i];
        }

        if (Count > Capacity)
        {
            faults[kept] = JsonFaults.Root + ": has " + (Count - Capacity).ToString()
                + " more faults; correct those above and check it again";
        }

        return faults;
    }

    /// <summary>Adds a fault that has its path and remedy already.</summary>
    internal void Add(string fault)
    {
        if (Count < Capacity)
        {
            _kept[Count] = fault;
        }

        Count++;
    }
}
