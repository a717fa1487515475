namespace McoaRouter.Tools.Lab.Soak;

/// <summary>What became of the traffic at a fault.</summary>
/// <param name="Fault">The fault.</param>
/// <param name="Seconds">When it began, since the soak did.</param>
/// <param name="GapMs">The longest time without an answered ping, from its beginning until all was well again.</param>
/// <param name="AroundMs">
/// How long after its beginning traffic went another way, in ms; null where none was left.
/// </param>
/// <param name="WellMs">How long after its end all was well again, in ms.</param>
internal sealed record FaultFigures(SoakFault Fault, double Seconds, int GapMs, int? AroundMs, int WellMs);
