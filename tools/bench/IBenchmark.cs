namespace McoaRouter.Tools.Bench;

/// <summary>One page of figures: a command of <c>bench</c>, and a file of the same name.</summary>
internal interface IBenchmark
{
    /// <summary>The command's name, and that of the files.</summary>
    string Name { get; }

    /// <summary>What it measures, in a sentence for the help.</summary>
    string Summary { get; }

    /// <summary>Why it can't run here and what to do, in a sentence, or null where it can.</summary>
    string? Lacking();

    /// <summary>Measures.</summary>
    /// <param name="options">How much.</param>
    /// <param name="progress">Who is told how far it is.</param>
    BenchReport Run(BenchOptions options, BenchProgress progress);
}
