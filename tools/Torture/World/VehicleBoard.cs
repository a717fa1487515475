using McoaRouter.Consoles;
using McoaRouter.Settings;

namespace McoaRouter.Torture.World;

/// <summary>What a vehicle's board knows and does for its console. What is asked for, the board does afterwards.</summary>
internal sealed class VehicleBoard : IConsoleBoard
{
    /// <summary>Whether another configuration, or a restart, was asked for.</summary>
    public bool IsReconfigureAsked { get; set; }

    /// <inheritdoc/>
    public string Name => "simulated";

    /// <inheritdoc/>
    public string Version => "0.1.0";

    /// <inheritdoc/>
    public string BootReason => "powerOrReset";

    /// <inheritdoc/>
    public long MemoryFree => -1;

    /// <inheritdoc/>
    public int LogLines => 0;

    /// <inheritdoc/>
    public int LinkCounters => 0;

    /// <inheritdoc/>
    public bool Has(string capability)
    {
        return true;
    }

    /// <inheritdoc/>
    public int SignalOf(int uplink)
    {
        return int.MinValue;
    }

    /// <inheritdoc/>
    public string CheckDevices(RouterSettings settings)
    {
        return null!;
    }

    /// <inheritdoc/>
    public void Reconfigure()
    {
        IsReconfigureAsked = true;
    }

    /// <inheritdoc/>
    public void Restart()
    {
        IsReconfigureAsked = true;
    }

    /// <inheritdoc/>
    public string LogLine(int index)
    {
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
}
