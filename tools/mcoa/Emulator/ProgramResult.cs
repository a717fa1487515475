using System.Collections.Generic;

namespace McoaRouter.Tools.Emulator;

/// <summary>What came of a program in the emulator.</summary>
/// <param name="Lines">The lines of JSON that it wrote, without their ends.</param>
/// <param name="Problems">What went wrong: a source that does not compile, a crash, a time limit.</param>
/// <param name="Missing">The parts of the emulator that were not found; nothing was run where there are any.</param>
public sealed record ProgramResult(
    IReadOnlyList<string> Lines,
    IReadOnlyList<string> Problems,
    IReadOnlyList<MissingPart> Missing);
