using System.Text;
using McoaRouter.Mobility;
using McoaRouter.Settings;

namespace McoaRouter.Boards.Frame;

/// <summary>Reads the configuration from the board's file system, and says all that is wrong with it.</summary>
public static class BoardConfiguration
{
    /// <summary>The file.</summary>
    public const string FileName = "router.json";

    /// <summary>Octets of the largest file: reading it takes many times as much of a small heap.</summary>
    public const int LongestFile = 8192;

    /// <summary>Reads it.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="log">Where faults and notices are written, one a line.</param>
    /// <param name="optimizer">The board's route optimisation, or null where it has none.</param>
    /// <returns>The settings, or null where the board can't work with them.</returns>
    public static RouterSettings Load(IFileStore files, BoardLog log, IRouteOptimizer optimizer)
    {
        byte[] octets = files.Read(FileName, LongestFile);
        if (octets == null)
        {
            log.Write("no configuration: put a " + FileName + " of at most " + LongestFile.ToString()
                + " octets on the board (boards/Esp32/README.md)");
            return null;
        }

        RouterSettingsResult result = RouterSettingsReader.Read(Encoding.UTF8.GetString(octets, 0, octets.Length));
        WriteAll(log, "configuration: ", result.Faults);
        if (result.Settings == null)
        {
            return null;
        }

        WriteAll(log, "notice: ", result.Settings.Notices);
        bool good = HasDevices(result.Settings, log);
        if (result.Settings.Correspondents.Length > 0 && optimizer == null)
        {
            log.Write("configuration: correspondents: this board has no route optimisation (boards/Esp32/README.md)");
            good = false;
        }

        return good ? result.Settings : null;
    }

    // One station, one serial line to a modem, one Ethernet chip.
    private static bool HasDevices(RouterSettings settings, BoardLog log)
    {
        int stations = 0;
        int modems = 0;
        int ethernets = settings.Port.Link == "ethernet" ? 1 : 0;
        bool good = ethernets == 1;
        if (!good)
        {
            log.Write("configuration: port.link: this board's port is \"ethernet\"");
        }

        for (int i = 0; i < settings.Uplinks.Length; i++)
        {
            string link = settings.Uplinks[i].Link;
            stations += link == "wifi" ? 1 : 0;
            modems += link == "modem" ? 1 : 0;
            ethernets += link == "ethernet" ? 1 : 0;
            if ((link != "wifi" && link != "modem" && link != "ethernet") || stations > 1 || modems > 1 || ethernets > 1)
            {
                log.Write("configuration: uplinks[" + i.ToString() + "].link: no \"" + link
                    + "\" is left for it; the board has one wifi, one modem, and ethernet for the port");
                return false;
            }
        }

        return good;
    }

    private static void WriteAll(BoardLog log, string head, string[] lines)
    {
        for (int i = 0; i < lines.Length; i++)
        {
            log.Write(head + lines[i]);
        }
    }
}
