using System.Collections.Generic;

namespace McoaRouter.Tools.Pictures;

/// <summary>The bars of one row of a <see cref="BarChart"/>.</summary>
/// <param name="Label">What stands left of them.</param>
/// <param name="Bars">One for each series; null where there is no value.</param>
internal sealed record BarGroup(string Label, IReadOnlyList<Bar?> Bars);
