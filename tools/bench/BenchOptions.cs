namespace McoaRouter.Tools.Bench;

/// <summary>How much is measured.</summary>
/// <param name="Rounds">How often each figure is taken, 1 or more; null for as often as the benchmark does by itself.</param>
internal sealed record BenchOptions(int? Rounds);
