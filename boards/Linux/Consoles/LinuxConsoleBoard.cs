using System.Collections.Generic;
using System.Globalization;
using McoaRouter.Consoles;
using McoaRouter.LinkLayers;
using McoaRouter.Settings;

namespace McoaRouter.Boards.Linux.Consoles;

/// <summary>What this machine knows and does for its console. What the console asks for, the loop does afterwards.</summary>
internal sealed class LinuxConsoleBoard : IConsoleBoard
{
    private const int KeptLines = 32;

    private readonly Queue<string> _log = new();

    /// <summary>Makes it.</summary>
    /// <param name="bootReason">Why the program started.</param>
    public LinuxConsoleBoard(string bootReason)
    {
        BootReason = bootReason;
    }

    /// <summary>The router that runs, or null.</summary>
    public LiveRouter? Router { get; set; }

    /// <summary>Whether another configuration is to be run; the loop takes it back when it does so.</summary>
    public bool ReconfigureAsked { get; set; }

    /// <summary>Whether the program is to start anew.</summary>
    public bool RestartAsked { get; private set; }

    /// <inheritdoc/>
    public string Name
    {
        get { return "linux"; }
    }

    /// <inheritdoc/>
    public string Version
    {
        get { return typeof(LinuxConsoleBoard).Assembly.GetName().Version!.ToString(3); }
    }

    /// <inheritdoc/>
    public string BootReason { get; }

    /// <inheritdoc/>
    public long MemoryFree
    {
        get { return -1; }
    }

    /// <inheritdoc/>
    public int LogLines
    {
        get { return _log.Count; }
    }

    /// <summary>Packets that were too large, and beside them what an Ethernet port refused.</summary>
    public int LinkCounters
    {
        get { return Router == null ? 0 : Router.Port.Refusals == null ? 1 : (int)LinkRefusal.Count; }
    }

    /// <inheritdoc/>
    public bool Has(string capability)
    {
        return capability is "watch" or "capture" or "restart" or "reset";
    }

    /// <inheritdoc/>
    public int SignalOf(int uplink)
    {
        return Router == null ? int.MinValue : Router.Signals.Of(uplink, MonotonicClock.Now);
    }

    /// <inheritdoc/>
    public string CheckDevices(RouterSettings settings)
    {
        List<string> faults = BoardSettings.Check(settings);
        return faults.Count == 0 ? null! : faults[0];
    }

    /// <inheritdoc/>
    public void Reconfigure()
    {
        ReconfigureAsked = true;
    }

    /// <inheritdoc/>
    public void Restart()
    {
        RestartAsked = true;
    }

    /// <inheritdoc/>
    public string LogLine(int index)
    {
        foreach (string line in _log)
        {
            if (index-- == 0)
            {
                return line;
            }
        }

        return "";
    }

    /// <inheritdoc/>
    public string LinkCounterName(int index)
    {
        return index == 0 ? "oversized" : LinkNames.Of((LinkRefusal)index);
    }

    /// <inheritdoc/>
    public long LinkCounter(int index)
    {
        return Router == null ? 0 : index == 0 ? Router.Oversized : Router.Port.Refusals!.Of((LinkRefusal)index);
    }

    /// <summary>Keeps a line of the log with its time in ms, and forgets the oldest where there are many.</summary>
    public void Keep(string line, long now)
    {
        if (_log.Count == KeptLines)
        {
            _log.Dequeue();
        }

        _log.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{now} {line}"));
    }
}
