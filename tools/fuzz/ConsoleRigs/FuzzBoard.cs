using McoaRouter.Consoles;
using McoaRouter.Settings;

namespace McoaRouter.Fuzz.ConsoleRigs;

/// <summary>A board under a console: it remembers what it is asked for, and its slots are in memory.</summary>
internal sealed class FuzzBoard : IConsoleBoard, ISlotFiles
{
    private readonly byte[]?[] _slots = new byte[]?[ConfigurationStore.Slots];

    /// <inheritdoc/>
    public string Name
    {
        get { return "simulated"; }
    }

    /// <inheritdoc/>
    public string Version
    {
        get { return "0.1.0"; }
    }

    /// <inheritdoc/>
    public string BootReason
    {
        get { return "powerOrReset"; }
    }

    /// <inheritdoc/>
    public long MemoryFree
    {
        get { return 100_000; }
    }

    /// <inheritdoc/>
    public int LogLines
    {
        get { return 3; }
    }

    /// <inheritdoc/>
    public int LinkCounters
    {
        get { return 1; }
    }

    /// <summary>Whether another configuration is to be run, or the board to start anew.</summary>
    public bool WantsStart { get; set; }

    /// <summary>Whether the store takes nothing.</summary>
    public bool IsFull { get; set; }

    /// <inheritdoc/>
    public bool Has(string capability)
    {
        return true;
    }

    /// <inheritdoc/>
    public int SignalOf(int uplink)
    {
        return -61;
    }

    /// <inheritdoc/>
    public string? CheckDevices(RouterSettings settings)
    {
        return null;
    }

    /// <inheritdoc/>
    public void Reconfigure()
    {
        WantsStart = true;
    }

    /// <inheritdoc/>
    public void Restart()
    {
        WantsStart = true;
    }

    /// <inheritdoc/>
    public string LogLine(int index)
    {
        return "a line with \"quotes\" and \u00e9";
    }

    /// <inheritdoc/>
    public string LinkCounterName(int index)
    {
        return "strayFrames";
    }

    /// <inheritdoc/>
    public long LinkCounter(int index)
    {
        return 3;
    }

    /// <inheritdoc/>
    public byte[]? Read(int slot, int limit)
    {
        byte[]? octets = _slots[slot];
        return octets == null || octets.Length <= limit ? octets : octets[..limit];
    }

    /// <inheritdoc/>
    public bool Write(int slot, byte[] octets)
    {
        if (!IsFull)
        {
            _slots[slot] = (byte[])octets.Clone();
        }

        return !IsFull;
    }

    /// <summary>What a slot holds from now on.</summary>
    public void Put(int slot, byte[] octets)
    {
        _slots[slot] = octets;
    }
}
