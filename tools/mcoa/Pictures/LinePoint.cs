namespace McoaRouter.Tools.Pictures;

/// <summary>One value of a <see cref="LineSeries"/>.</summary>
/// <param name="X">Where it is to the right.</param>
/// <param name="Y">Where it is upwards.</param>
internal sealed record LinePoint(double X, double Y)
{
    /// <summary>The least that was measured; drawn together with <see cref="High"/>.</summary>
    public double? Low { get; init; }

    /// <summary>The greatest that was measured.</summary>
    public double? High { get; init; }
}
