namespace McoaRouter.Tools.Bench;

/// <summary>A picture of a page.</summary>
/// <param name="Suffix">What is put behind the benchmark's name to name the file; empty for none.</param>
/// <param name="Title">What it shows.</param>
/// <param name="Svg">The whole SVG document.</param>
internal sealed record BenchPicture(string Suffix, string Title, string Svg);
