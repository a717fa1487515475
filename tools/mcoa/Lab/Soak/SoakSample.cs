namespace McoaRouter.Tools.Lab.Soak;

/// <summary>What one of the programs held at a moment.</summary>
/// <param name="Seconds">When, since the soak began.</param>
/// <param name="Program">Which program.</param>
/// <param name="Process">Its process.</param>
/// <param name="Quiet">Whether nothing was wrong then: every uplink registered, no fault.</param>
/// <param name="Figures">What it held.</param>
internal sealed record SoakSample(double Seconds, string Program, int Process, bool Quiet, ProcessFigures Figures);
