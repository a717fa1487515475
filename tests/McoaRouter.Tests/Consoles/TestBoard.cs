using McoaRouter.Consoles;
using McoaRouter.Settings;

namespace McoaRouter.Tests.Consoles;

/// <summary>A board that counts what it is asked for.</summary>
internal sealed class TestBoard : IConsoleBoard
{
    public string Name
    {
        get { return "simulated"; }
    }

    public string Version
    {
        get { return "0.1.0"; }
    }

    public string BootReason
    {
        get { return "powerOrReset"; }
    }

    public long MemoryFree { get; set; } = -1;

    public int LogLines { get; set; }

    public int LinkCounters { get; set; }

    internal int Reconfigurations { get; set; }

    internal int Restarts { get; set; }

    /// <summary>What it can't do.</summary>
    internal string Lacks { get; set; } = string.Empty;

    /// <summary>What its devices have against every configuration; null for nothing.</summary>
    internal string Missing { get; set; }

    public bool Has(string capability)
    {
        return capability != Lacks;
    }

    public int SignalOf(int uplink)
    {
        return uplink == 0 ? -61 : int.MinValue;
    }

    public string CheckDevices(RouterSettings settings)
    {
        return Missing;
    }

    public void Reconfigure()
    {
        Reconfigurations++;
    }

    public void Restart()
    {
        Restarts++;
    }

    public string LogLine(int index)
    {
        return "line " + index.ToString();
    }

    public string LinkCounterName(int index)
    {
        return "strayFrames";
    }

    public long LinkCounter(int index)
    {
        return 3;
    }
}
