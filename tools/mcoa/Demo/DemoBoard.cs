using System.Collections.Generic;
using System.Globalization;
using McoaRouter.Consoles;
using McoaRouter.Settings;
using McoaRouter.Simulation;

namespace McoaRouter.Tools.Demo;

/// <summary>What the simulated vehicle knows and does for its console. What is asked for, the loop does afterwards.</summary>
internal sealed class DemoBoard : IConsoleBoard
{
    private const int KeptLines = 32;
    private const int WeakestDbm = -100;

    private readonly Queue<string> _log = new();

    /// <summary>Makes it.</summary>
    /// <param name="bootReason">Why the vehicle's router started.</param>
    public DemoBoard(string bootReason)
    {
        BootReason = bootReason;
    }

    /// <summary>The world that goes on, or null where nothing is configured.</summary>
    public World? World { get; set; }

    /// <summary>Whether another configuration is to be run; the loop takes it back when it does so.</summary>
    public bool ReconfigureAsked { get; set; }

    /// <summary>Whether all is to begin anew.</summary>
    public bool RestartAsked { get; private set; }

    /// <inheritdoc/>
    public string Name => "simulated";

    /// <inheritdoc/>
    public string Version => typeof(DemoBoard).Assembly.GetName().Version!.ToString(3);

    /// <inheritdoc/>
    public string BootReason { get; }

    /// <inheritdoc/>
    public long MemoryFree => -1;

    /// <inheritdoc/>
    public int LogLines => _log.Count;

    /// <inheritdoc/>
    public int LinkCounters => 0;

    /// <inheritdoc/>
    public bool Has(string capability)
    {
        return capability is "watch" or "capture" or "restart" or "reset";
    }

    /// <summary>The signal of 0 to 100 as a radio would tell it.</summary>
    public int SignalOf(int uplink)
    {
        int signal = World is null ? 0 : World.UplinkAt(uplink).Signal;
        return signal == 0 ? int.MinValue : WeakestDbm + (signal / 2);
    }

    /// <summary>Every link is simulated, whatever it is called.</summary>
    public string CheckDevices(RouterSettings settings)
    {
        return null!;
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

        return string.Empty;
    }

    /// <inheritdoc/>
    public string LinkCounterName(int index)
    {
        return string.Empty;
    }

    /// <inheritdoc/>
    public long LinkCounter(int index)
    {
        return 0;
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
