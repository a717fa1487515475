using System;
using System.IO;

namespace McoaRouter.Fuzz.Commands;

/// <summary>How long to fuzz, from where, and what to keep.</summary>
/// <param name="Inputs">Inputs for each door, or null.</param>
/// <param name="Limit">Time for each door, or null.</param>
/// <param name="Seed">The seed of the mutations.</param>
/// <param name="Corpus">The corpus.</param>
/// <param name="Keep">Where inputs that reach something new are written, or null.</param>
/// <param name="Findings">Where inputs that break something are written.</param>
/// <param name="Markdown">Where the table goes, or null.</param>
internal sealed record RunOptions(
    long? Inputs, TimeSpan? Limit, ulong Seed, DirectoryInfo Corpus, DirectoryInfo? Keep, DirectoryInfo Findings,
    FileInfo? Markdown);
