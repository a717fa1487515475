using System.Collections.Generic;

namespace McoaRouter.Tools.Bench;

/// <summary>A table of a page.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="Header">The name of each column; all but the first hold figures.</param>
/// <param name="Rows">The cells, as many in each row as the header has.</param>
/// <param name="Note">What is to be known to read it, or null.</param>
internal sealed record BenchTable(
    string Title, IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows, string? Note = null);
