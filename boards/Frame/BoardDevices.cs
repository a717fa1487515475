using McoaRouter.Mobility;
using McoaRouter.Settings;

namespace McoaRouter.Boards.Frame;

/// <summary>What a configuration asks of the device's boards: one station, one line to a modem, one Ethernet chip.</summary>
public static class BoardDevices
{
    /// <summary>Checks a configuration that is valid otherwise.</summary>
    /// <param name="settings">The configuration.</param>
    /// <param name="optimizer">The board's route optimisation, or null where it has none.</param>
    /// <param name="steering">The board's traffic steering, or null where it has none.</param>
    /// <returns>What the board lacks for it, each as <c>path: what; what to do</c>; empty where nothing.</returns>
    public static string[] Check(RouterSettings settings, IRouteOptimizer optimizer, ITrafficSteering steering)
    {
        string port = settings.Port.Link == "ethernet" ? null : "port.link: this board's port is \"ethernet\"";
        string correspondents = settings.Correspondents.Length == 0 || optimizer != null
            ? null
            : "correspondents: this board has no route optimisation (boards/Esp32/README.md)";
        string steered = !settings.AsksForSteering || steering != null
            ? null
            : (settings.Health == null ? "flows" : "health")
                + ": this board has no traffic steering (boards/Esp32/README.md)";
        return Found(new string[] { port, CheckUplinks(settings), correspondents, steered });
    }

    private static string CheckUplinks(RouterSettings settings)
    {
        int stations = 0;
        int modems = 0;
        for (int i = 0; i < settings.Uplinks.Length; i++)
        {
            string link = settings.Uplinks[i].Link;
            stations += link == "wifi" ? 1 : 0;
            modems += link == "modem" ? 1 : 0;
            if ((link != "wifi" && link != "modem") || stations > 1 || modems > 1)
            {
                return "uplinks[" + i.ToString() + "].link: no \"" + link
                    + "\" is left for it; the board has one wifi, one modem, and ethernet for the port";
            }
        }

        return null;
    }

    private static string[] Found(string[] all)
    {
        int count = 0;
        for (int i = 0; i < all.Length; i++)
        {
            if (all[i] != null)
            {
                all[count] = all[i];
                count++;
            }
        }

        string[] found = new string[count];
        for (int i = 0; i < count; i++)
        {
            found[i] = all[i];
        }

        return found;
    }
}
