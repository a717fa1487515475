namespace McoaRouter.Consoles;

/// <summary>The configuration in two slots.</summary>
public sealed class ConfigurationStore
{
    /// <summary>Octets of the longest slot.</summary>
    public const int LongestSlot = 20 + ConsoleLimits.ConfigurationOctets;

    /// <summary>Makes a store.</summary>
    /// <param name="files">Where the slots are; null keeps them in memory only, and commits say so.</param>
    /// <param name="plain">
    /// The text of a configuration that counts as revision 0 while no slot holds a confirmed one: UTF-8; null for none.
    /// </param>
    public ConfigurationStore(ISlotFiles files, byte[] plain)
    {
        IsKept = files != null;
        Plain = plain;
    }

    /// <summary>Whether what is written outlives the process.</summary>
    public bool IsKept { get; }

    internal byte[] Plain { get; }
}
