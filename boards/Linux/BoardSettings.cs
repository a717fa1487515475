using System.Collections.Generic;
using System.Text.RegularExpressions;
using McoaRouter.Settings;

namespace McoaRouter.Boards.Linux;

/// <summary>What a valid configuration must keep to besides, to run on this board.</summary>
public static partial class BoardSettings
{
    /// <summary>The link of a port that the router serves itself; the other one is a TUN.</summary>
    public const string EthernetLink = "ethernet";

    /// <summary>All faults, each with its path and a remedy; empty where there are none.</summary>
    public static List<string> Check(RouterSettings settings)
    {
        List<string> faults = [];
        Dictionary<string, string> paths = [];
        for (int i = 0; i < settings.Uplinks.Length; i++)
        {
            UplinkSettings uplink = settings.Uplinks[i];
            CheckLink(faults, paths, $"uplinks[{i}]", uplink.Link, "interface", uplink.Device);
        }

        string port = settings.Port.Link == EthernetLink ? EthernetLink : "tun";
        CheckLink(faults, paths, "port", settings.Port.Link, port, settings.Port.Device);
        return faults;
    }

    private static void CheckLink(
        List<string> faults, Dictionary<string, string> paths, string path, string link, string needed, string? device)
    {
        if (link != needed)
        {
            faults.Add($"{path}.link: the Linux board has no link '{link}' here; use \"{needed}\" with a \"device\"");
        }
        else if (device == null || !InterfaceName().IsMatch(device))
        {
            faults.Add(
                $"{path}.device: '{device}' can't be an interface's name; use 1..15 letters, digits, '.', '_' or '-'");
        }
        else if (!paths.TryAdd(device, path))
        {
            faults.Add($"{path}.device: '{device}' is already used by {paths[device]}; give each its own interface");
        }
    }

    [GeneratedRegex(@"^(?!\.{1,2}$)[A-Za-z0-9._-]{1,15}$")]
    private static partial Regex InterfaceName();
}
