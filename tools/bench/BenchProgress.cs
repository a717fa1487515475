using System;
using System.Diagnostics;
using System.IO;

namespace McoaRouter.Tools.Bench;

/// <summary>Tells how far a run is, a line a step, with the time since its start.</summary>
/// <param name="output">Where the lines go.</param>
internal sealed class BenchProgress(TextWriter output)
{
    private readonly Stopwatch _since = Stopwatch.StartNew();

    /// <summary>A step begins.</summary>
    /// <param name="what">What is measured now.</param>
    public void Step(string what)
    {
        output.WriteLine(FormattableString.Invariant($"{_since.Elapsed:mm\\:ss}  {what}"));
    }
}
