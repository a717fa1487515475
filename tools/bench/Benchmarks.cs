using McoaRouter.Tools.Bench.Control;
using McoaRouter.Tools.Bench.Forwarding;
using McoaRouter.Tools.Bench.Handover;

namespace McoaRouter.Tools.Bench;

/// <summary>Every benchmark there is, in the order in which <c>all</c> runs them.</summary>
internal static class Benchmarks
{
    /// <summary>All of them.</summary>
    public static IBenchmark[] All { get; } = [new HandoverBenchmark(), new ForwardingBenchmark(), new ControlBenchmark()];
}
