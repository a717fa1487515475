using System.Text;
using McoaRouter.Simulation;

namespace McoaRouter.Tools.Drive;

/// <summary>
/// The route as rows of bars, one row an uplink: how strong its signal is, from the start of the drive to its end.
/// </summary>
internal sealed class RouteBars
{
    private const string Levels = " ▁▂▃▄▅▆▇█";

    private readonly string[] _rows;

    /// <summary>Drives the route once ahead: it depends on the journey alone.</summary>
    /// <param name="journey">What is driven.</param>
    /// <param name="columns">Width in characters.</param>
    public RouteBars(Journey journey, int columns)
    {
        Route route = journey.NewRoute();
        StringBuilder[] rows = new StringBuilder[journey.Settings.Uplinks.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = new StringBuilder(columns);
        }

        for (int column = 0; column < columns; column++)
        {
            route.MoveTo(1000L * journey.Seconds * column / columns);
            for (int i = 0; i < rows.Length; i++)
            {
                rows[i].Append(Levels[(route.CoverageOf(i).Signal + 12) * 8 / 112]);
            }
        }

        Columns = columns;
        _rows = new string[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            _rows[i] = rows[i].ToString();
        }
    }

    /// <summary>Width in characters.</summary>
    public int Columns { get; }

    /// <summary>An uplink's bars.</summary>
    public string RowOf(int uplink)
    {
        return _rows[uplink];
    }
}
