using McoaRouter.Settings;

namespace McoaRouter.Consoles;

/// <summary>What a board knows and does for its console.</summary>
public interface IConsoleBoard
{
    /// <summary>What kind of board: <c>linux</c>, <c>esp32</c> or <c>simulated</c>.</summary>
    string Name { get; }

    /// <summary>The version of the program: <c>0.1.0</c>.</summary>
    string Version { get; }

    /// <summary>Why the program started: <c>powerOrReset</c>.</summary>
    string BootReason { get; }

    /// <summary>Octets of memory that are free, or -1 where that isn't known.</summary>
    long MemoryFree { get; }

    /// <summary>How many lines of the log are kept.</summary>
    int LogLines { get; }

    /// <summary>How many counters of links there are.</summary>
    int LinkCounters { get; }

    /// <summary>
    /// Whether the board can <c>watch</c>, <c>capture</c>, <c>restart</c> or <c>reset</c>; an op that it can't do is
    /// answered <c>unsupported</c>.
    /// </summary>
    bool Has(string capability);

    /// <summary>The strength of an uplink's signal in dBm, or <see cref="int.MinValue"/> where it isn't known.</summary>
    int SignalOf(int uplink);

    /// <summary>
    /// Whether the board has the devices that a configuration needs: null, or <c>path: fault; remedy</c>.
    /// </summary>
    string CheckDevices(RouterSettings settings);

    /// <summary>
    /// Soon after this call, outside of it, the board ends the present router and runs what
    /// <see cref="RouterConsole.Start"/> gives next: in the process, or by a restart.
    /// </summary>
    void Reconfigure();

    /// <summary>Soon after this call, outside of it, the board starts anew.</summary>
    void Restart();

    /// <summary>A line of the log, without its end; the oldest that is kept has index 0.</summary>
    string LogLine(int index);

    /// <summary>The name of a counter of the links, in camel case.</summary>
    string LinkCounterName(int index);

    /// <summary>A counter of the links.</summary>
    long LinkCounter(int index);
}
