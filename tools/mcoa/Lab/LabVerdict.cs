namespace McoaRouter.Tools.Lab;

/// <summary>What became of a scenario.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Passed">Whether all was as it must be.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="Text">What it shows, or what went wrong.</param>
internal sealed record LabVerdict(string Name, bool Passed, int Milliseconds, string Text);
