using System.Collections.Generic;

namespace McoaRouter.Tools.Emulator;

/// <summary>A part of the emulator that is not on this computer.</summary>
/// <param name="Name">What it is.</param>
/// <param name="LookedFor">The files that were looked for, each a full path.</param>
/// <param name="Remedy">What to do about it.</param>
public sealed record MissingPart(string Name, IReadOnlyList<string> LookedFor, string Remedy);
