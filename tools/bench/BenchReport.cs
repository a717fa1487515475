using System.Collections.Generic;

namespace McoaRouter.Tools.Bench;

/// <summary>A page of figures.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Introduction">What was measured and how, as Markdown.</param>
/// <param name="Tables">Its tables.</param>
/// <param name="Pictures">Its pictures.</param>
internal sealed record BenchReport(
    string Title, string Introduction, IReadOnlyList<BenchTable> Tables, IReadOnlyList<BenchPicture> Pictures);
