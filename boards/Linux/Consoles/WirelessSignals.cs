using System;
using System.Globalization;
using System.IO;

namespace McoaRouter.Boards.Linux.Consoles;

/// <summary>The kernel's wireless statistics: one line an interface, with the strength of its signal.</summary>
internal static class WirelessSignals
{
    private const string Statistics = "/proc/net/wireless";
    private const int LevelColumn = 2;
    private const int LeastDbm = -192;

    /// <summary>The strength of an interface's signal in dBm; <see cref="int.MinValue"/> where it isn't known.</summary>
    public static int Of(string device)
    {
        try
        {
            return File.Exists(Statistics) ? Find(File.ReadAllText(Statistics), device) : int.MinValue;
        }
        catch (IOException)
        {
            return int.MinValue;
        }
    }

    /// <summary>
    /// Finds an interface in the statistics. A driver that tells no dBm tells a share of its own best, which is above 0
    /// and no dBm.
    /// </summary>
    internal static int Find(string statistics, string device)
    {
        foreach (string line in statistics.Split('\n'))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0 || line[..colon].Trim() != device)
            {
                continue;
            }

            string[] columns = line[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            return columns.Length > LevelColumn
                && int.TryParse(
                    columns[LevelColumn].TrimEnd('.'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int level)
                && level is >= LeastDbm and < 0
                ? level
                : int.MinValue;
        }

        return int.MinValue;
    }
}
