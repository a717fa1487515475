namespace McoaRouter.Tools.Lab;

/// <summary>One phase of a run, and what was seen in it.</summary>
/// <param name="Name">What happened at its start.</param>
/// <param name="From">When it started, on the lab's clock.</param>
/// <param name="To">When it ended.</param>
/// <param name="Path">The uplink that carried the traffic at its end, or null.</param>
/// <param name="ExpectedPath">The uplink that should have.</param>
/// <param name="SwitchMs">How long after its start the path changed, in ms, or null where it did not.</param>
internal sealed record LabPhase(
    string Name, double From, double To, string? Path, string ExpectedPath, int? SwitchMs)
{
    /// <summary>What became of its pings.</summary>
    public required EchoFigures Ping { get; init; }

    /// <summary>What the TCP connection carried.</summary>
    public required TcpFigures Tcp { get; init; }

    /// <summary>
    /// Whether, in its last second, pings and the TCP connection went through both ways, on the right path.
    /// </summary>
    public required bool Recovered { get; init; }
}
