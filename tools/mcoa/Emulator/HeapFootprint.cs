namespace McoaRouter.Tools.Emulator;

/// <summary>What the router keeps on the heap from its start on, in octets.</summary>
/// <param name="Uplinks">How many uplinks it has.</param>
/// <param name="Steering">What steers its traffic, in words, or empty.</param>
/// <param name="Settings">The configuration as it was read.</param>
/// <param name="Router">The router itself.</param>
/// <param name="LinkLayers">The link layers of the board that carry its uplinks and its port.</param>
/// <param name="Console">
/// What a board's program and its console keep besides; 0 where the device's boards have not that many devices.
/// </param>
public sealed record HeapFootprint(int Uplinks, string Steering, int Settings, int Router, int LinkLayers, int Console)
{
    /// <summary>All of it without the console.</summary>
    public int Octets => Settings + Router + LinkLayers;
}
