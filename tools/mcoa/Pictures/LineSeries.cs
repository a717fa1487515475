using System.Collections.Generic;

namespace McoaRouter.Tools.Pictures;

/// <summary>One line of a <see cref="LineChart"/>.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Points">Its values, from left to right.</param>
internal sealed record LineSeries(string Name, IReadOnlyList<LinePoint> Points);
