using McoaRouter.Boards.Frame;
using McoaRouter.Consoles;
using McoaRouter.LinkLayers;
using McoaRouter.Mobility;
using McoaRouter.Settings;

namespace McoaRouter.Boards.FrameConsole;

/// <summary>What a board knows and does for its console. Another configuration takes a restart, as everything does.</summary>
internal sealed class BoardConsole : IConsoleBoard
{
    // The version of this program, which a test holds to that of the build.
    private const string ProgramVersion = "0.1.0";

    // A collection may take as long as many packets.
    private const int MemoryMs = 10000;

    private readonly IBoard _board;
    private readonly BoardLog _log;
    private readonly string _bootReason;
    private readonly IRouteOptimizer _optimizer;
    private readonly ITrafficSteering _steering;
    private long _memory;
    private long _memoryAt = -MemoryMs;

    internal BoardConsole(
        IBoard board, BoardLog log, string bootReason, IRouteOptimizer optimizer, ITrafficSteering steering)
    {
        _board = board;
        _log = log;
        _bootReason = bootReason;
        _optimizer = optimizer;
        _steering = steering;
    }

    /// <summary>The uplinks, or null while none run.</summary>
    internal ILinkLayer[] Links;

    /// <summary>The in-vehicle port, where uplinks run.</summary>
    internal ILinkLayer Port;

    /// <summary>Whether the board is to restart.</summary>
    internal bool IsRestartAsked;

    /// <inheritdoc/>
    public string Name
    {
        get { return _board.Name; }
    }

    /// <inheritdoc/>
    public string Version
    {
        get { return ProgramVersion; }
    }

    /// <inheritdoc/>
    public string BootReason
    {
        get { return _bootReason; }
    }

    /// <inheritdoc/>
    public long MemoryFree
    {
        get
        {
            long now = _board.Milliseconds;
            if (now - _memoryAt >= MemoryMs)
            {
                _memoryAt = now;
                _memory = _board.MeasureMemory();
            }

            return _memory;
        }
    }

    /// <inheritdoc/>
    public int LogLines
    {
        get { return _log.Count; }
    }

    /// <inheritdoc/>
    public int LinkCounters
    {
        get { return Links == null ? 0 : (int)LinkRefusal.Count - 1; }
    }

    /// <inheritdoc/>
    public bool Has(string capability)
    {
        return true;
    }

    /// <inheritdoc/>
    public int SignalOf(int uplink)
    {
        int signal = Links[uplink].SignalDbm;
        return signal == 0 ? int.MinValue : signal;
    }

    /// <inheritdoc/>
    public string CheckDevices(RouterSettings settings)
    {
        string[] faults = BoardDevices.Check(settings, _optimizer, _steering);
        return faults.Length == 0 ? null : faults[0];
    }

    /// <inheritdoc/>
    public void Reconfigure()
    {
        IsRestartAsked = true;
    }

    /// <inheritdoc/>
    public void Restart()
    {
        IsRestartAsked = true;
    }

    /// <inheritdoc/>
    public string LogLine(int index)
    {
        return _log.LineAt(index);
    }

    /// <inheritdoc/>
    public string LinkCounterName(int index)
    {
        return LinkRefusalNames.Of((LinkRefusal)(index + 1));
    }

    /// <summary>A counter of all links together.</summary>
    public long LinkCounter(int index)
    {
        LinkRefusal reason = (LinkRefusal)(index + 1);
        long count = Port.Refusals.Of(reason);
        for (int i = 0; i < Links.Length; i++)
        {
            count += Links[i].Refusals.Of(reason);
        }

        return count;
    }
}
