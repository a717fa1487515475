namespace McoaRouter.Tools.Drive;

/// <summary>What the command line asks of a drive.</summary>
/// <param name="ConfigPath">The router's configuration, or null for the shipped example.</param>
/// <param name="Seed">Where everything random comes from.</param>
/// <param name="Seconds">How long the drive lasts, in the world's time.</param>
/// <param name="RealTime">Whether a second of the drive takes a second.</param>
/// <param name="Json">Whether standard output is JSON Lines.</param>
/// <param name="PcapPath">Where the packet capture goes, or null.</param>
/// <param name="SvgPath">Where the timeline goes, or null.</param>
/// <param name="Scenario">The name of a scenario to drive, <c>all</c>, or null for a random journey.</param>
/// <param name="Profile">The name of a scenario's wire profile, or null for its own.</param>
internal sealed record DriveOptions(
    string? ConfigPath,
    uint Seed,
    int Seconds,
    bool RealTime,
    bool Json,
    string? PcapPath,
    string? SvgPath,
    string? Scenario = null,
    string? Profile = null);
