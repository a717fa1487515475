namespace McoaRouter.Tools.Demo;

/// <summary>What the command line asks of a demo.</summary>
/// <param name="ConfigPath">The router's configuration, or null for the shipped example.</param>
/// <param name="Seed">Where everything random comes from.</param>
/// <param name="Speed">How many times faster than the world's own pace.</param>
/// <param name="ConsolePath">The path of the console's Unix socket, or null.</param>
/// <param name="PseudoTerminal">Whether the console is on a pseudo-terminal too.</param>
/// <param name="Store">The directory of the console's store, or null where it is kept in memory alone.</param>
/// <param name="Quiet">Whether the drive's events are left out.</param>
internal sealed record DemoOptions(
    string? ConfigPath,
    uint Seed,
    int Speed,
    string? ConsolePath,
    bool PseudoTerminal,
    string? Store,
    bool Quiet);
