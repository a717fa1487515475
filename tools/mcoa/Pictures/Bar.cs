namespace McoaRouter.Tools.Pictures;

/// <summary>One bar of a <see cref="BarChart"/>.</summary>
/// <param name="Value">Its length, in the axis' unit.</param>
internal sealed record Bar(double Value)
{
    /// <summary>The least that was measured; drawn together with <see cref="High"/>.</summary>
    public double? Low { get; init; }

    /// <summary>The greatest that was measured.</summary>
    public double? High { get; init; }

    /// <summary>What it ought to reach, or stay below.</summary>
    public double? Target { get; init; }

    /// <summary>What stands beside it; without it the value in three digits.</summary>
    public string? Text { get; init; }
}
