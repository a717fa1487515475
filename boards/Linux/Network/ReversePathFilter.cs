using System;
using System.Globalization;
using System.IO;

namespace McoaRouter.Boards.Linux.Network;

/// <summary>
/// Whether the kernel throws away IPv4 packets that come by another interface than the best route to their source, which
/// is the administrator's to decide: of several uplinks only one would then receive.
/// </summary>
internal static class ReversePathFilter
{
    private const int Strict = 1;

    /// <summary>Null where it does not on an interface; otherwise a sentence for the user.</summary>
    public static string? Warning(string device)
    {
        return Math.Max(Setting("all"), Setting(device)) == Strict
            ? $"{device}: the kernel takes only what comes by its best route, so one uplink with IPv4 alone receives: "
                + $"sysctl -w net.ipv4.conf.{device}.rp_filter=2"
            : null;
    }

    private static int Setting(string where)
    {
        string file = $"/proc/sys/net/ipv4/conf/{where}/rp_filter";
        return File.Exists(file) ? int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture) : 0;
    }
}
