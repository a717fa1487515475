using System;
using System.Globalization;
using System.IO;
using McoaRouter.Settings;

namespace McoaRouter.Boards.Linux;

/// <summary>
/// The strength of the uplinks' signals, from the kernel's wireless statistics: one line an interface. The router is told
/// of those that it judges, and the console of all.
/// </summary>
internal sealed class WirelessSignals
{
    /// <summary>The kernel's statistics.</summary>
    public const string Statistics = "/proc/net/wireless";

    /// <summary>How old a strength may be, in ms: a vehicle leaves an access point behind within seconds.</summary>
    private const int FreshMs = 250;

    private const int LevelColumn = 2;
    private const int LeastDbm = -192;

    private readonly string _file;
    private readonly UplinkSettings[] _uplinks;
    private readonly int[] _dbm;
    private readonly bool _judged;
    private long _readAt = long.MinValue / 2;

    /// <summary>Nothing is read yet.</summary>
    /// <param name="file">The statistics, <see cref="Statistics"/> or a file of the same form.</param>
    /// <param name="settings">The uplinks.</param>
    public WirelessSignals(string file, RouterSettings settings)
    {
        _file = file;
        _uplinks = settings.Uplinks;
        _dbm = new int[_uplinks.Length];
        _judged = settings.Health != null && Array.Exists(_uplinks, uplink => uplink.SignalFloorDbm != 0);
    }

    /// <summary>When <see cref="Poll"/> must next be called, in monotonic ms.</summary>
    public long NextDeadline
    {
        get { return _judged ? _readAt + FreshMs : MobileRouter.NoDeadline; }
    }

    /// <summary>The strength of an uplink's signal in dBm; <see cref="int.MinValue"/> where it isn't known.</summary>
    public int Of(int uplink, long now)
    {
        if (now >= _readAt + FreshMs)
        {
            Read(now);
        }

        return _dbm[uplink];
    }

    /// <summary>Tells the router how strong the signals are that it judges.</summary>
    public void Poll(MobileRouter router, long now)
    {
        if (now < NextDeadline)
        {
            return;
        }

        Read(now);
        for (int i = 0; i < _uplinks.Length; i++)
        {
            if (_uplinks[i].SignalFloorDbm != 0 && _dbm[i] != int.MinValue)
            {
                router.SignalChanged(i, _dbm[i], now);
            }
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

    private void Read(long now)
    {
        _readAt = now;
        string statistics = "";
        try
        {
            statistics = File.Exists(_file) ? File.ReadAllText(_file) : "";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Nothing is known for the moment.
        }

        for (int i = 0; i < _uplinks.Length; i++)
        {
            _dbm[i] = Find(statistics, _uplinks[i].Device);
        }
    }
}
