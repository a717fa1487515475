namespace McoaRouter.Tools.ConsoleClient;

/// <summary>A port of this machine.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Description">What it is.</param>
/// <param name="Holder">Who has it open, or null.</param>
internal sealed record ConsolePortInfo(string Name, string Description, PortHolder? Holder);
