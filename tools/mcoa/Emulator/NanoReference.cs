namespace McoaRouter.Tools.Emulator;

/// <summary>An assembly that a project takes from a package.</summary>
/// <param name="Name">The assembly's name.</param>
/// <param name="HintPath">
/// Where the project expects it after its packages are restored; empty where it does not say.
/// </param>
internal sealed record NanoReference(string Name, string HintPath);
