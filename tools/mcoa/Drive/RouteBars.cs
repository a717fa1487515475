using System.Text;
using McoaRouter.Settings;
using McoaRouter.Simulation;

namespace McoaRouter.Tools.Drive;

/// <summary>
/// The route as rows of bars, one row an uplink: how strong its signal is, from the start of the drive to its end.
/// </summary>
internal sealed class RouteBars
{
    private const string Levels = " ▁▂▃▄▅▆▇█";

    private readonly string[] _rows;

    /// <summary>Drives the route once ahead: it depends on the seed alone.</summary>
    /// <param name="settings">The router's configuration.</param>
    /// <param name="seed">The drive's seed.</param>
    /// <param name="seconds">How long the drive lasts.</param>
    /// <param name="columns">Width in characters.</param>
    public RouteBars(RouterSettings settings, ulong seed, int seconds, int columns)
    {
        Route route = new(settings, seed);
        StringBuilder[] rows = new StringBuilder[settings.Uplinks.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = new StringBuilder(columns);
        }

        for (int column = 0; column < columns; column++)
        {
            route.MoveTo(1000L * seconds * column / columns);
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
