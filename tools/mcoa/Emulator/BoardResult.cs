using System.Collections.Generic;

namespace McoaRouter.Tools.Emulator;

/// <summary>What building a board's application gave.</summary>
/// <param name="Images">
/// The <c>.pe</c> files that are deployed, each behind those it needs; the application is the last. None where it failed.
/// </param>
/// <param name="Problems">Why it does not compile.</param>
/// <param name="Missing">The parts that were not found; nothing was built where there are any.</param>
public sealed record BoardResult(
    IReadOnlyList<string> Images,
    IReadOnlyList<string> Problems,
    IReadOnlyList<MissingPart> Missing);
