using System;

namespace McoaRouter.Tools.Lab.Soak;

/// <summary>Something that a program holds and must not hold more and more of.</summary>
/// <param name="Name">What it is, with its unit.</param>
/// <param name="Of">How much of it there is.</param>
/// <param name="Allowed">How high its floor may be later, from what it was earlier.</param>
internal sealed record SoakMeasure(string Name, Func<ProcessFigures, double> Of, Func<double, double> Allowed)
{
    private const double KbPerMb = 1024;

    // A method that a rare fault alone needs is compiled late, and the collector takes memory in regions of 4 MiB, of which
    // it may need one more.
    private const double MemoryShare = 1.05;
    private const double MemoryMb = 4;

    // The runtime's own pool holds a thread or two more or less as it measures its throughput.
    private const double ThreadsMore = 2;

    /// <summary>All that is in memory.</summary>
    public static SoakMeasure Resident { get; } = new(
        "memory, MB", figures => figures.ResidentKb / KbPerMb, earlier => (earlier * MemoryShare) + MemoryMb);

    /// <summary>What of it is the process's own.</summary>
    public static SoakMeasure Own { get; } = new(
        "of it its own, MB", figures => figures.OwnKb / KbPerMb, earlier => (earlier * MemoryShare) + MemoryMb);

    /// <summary>Threads.</summary>
    public static SoakMeasure Threads { get; } = new("threads", figures => figures.Threads, earlier => earlier + ThreadsMore);

    /// <summary>Open descriptors.</summary>
    public static SoakMeasure Descriptors { get; } = new("descriptors", figures => figures.Descriptors, earlier => earlier);

    /// <summary>All of them.</summary>
    public static SoakMeasure[] All { get; } = [Resident, Own, Threads, Descriptors];
}
