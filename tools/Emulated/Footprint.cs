using System;
using McoaRouter.Links;
using McoaRouter.Settings;
using McoaRouter.Simulation;

namespace McoaRouter.Emulated;

/// <summary>Measures what a router keeps of the heap from its start on; it allocates nothing afterwards.</summary>
internal static class Footprint
{
    /// <summary>Makes the router of the plan's configuration and writes what each step took.</summary>
    internal static void Measure()
    {
        long before = Memory.Free();
        RouterSettings settings = RouterSettingsReader.Read(Plan.Configuration).Settings;
        long afterSettings = Memory.Free();
        ILink[] links = new ILink[settings.Uplinks.Length];
        for (int i = 0; i < links.Length; i++)
        {
            links[i] = new DeadLink();
        }

        MobileRouter router = new MobileRouter(settings, links, new DeadLink(), new DriveTotals());
        long afterRouter = Memory.Free();
        router.Poll(0);
        Console.WriteLine(
            "{\"uplinks\":" + settings.Uplinks.Length.ToString()
            + ",\"freeAtStart\":" + before.ToString()
            + ",\"settings\":" + (before - afterSettings).ToString()
            + ",\"router\":" + (afterSettings - afterRouter).ToString()
            + ",\"linkLayers\":0}");
    }
}
