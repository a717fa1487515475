using System;
using System.Collections.Generic;
using System.Linq;
using McoaRouter.Fuzz.Engine;

namespace McoaRouter.Fuzz.Doors;

/// <summary>The doors that there are.</summary>
internal static class AllDoors
{
    /// <summary>Every door, in the order in which they are listed and fuzzed.</summary>
    public static IReadOnlyList<IDoor> Create()
    {
        return
        [
            new RouterUplinkDoor(),
            new RouterPortDoor(),
            new HomeAgentNetworkDoor(),
            new HomeAgentInsideDoor(),
            new CorrespondentDoor(),
            new ProbesDoor(),
            new PppDoor(),
            new ModemDoor(),
            new EthernetPortDoor(),
            new EthernetUplinkDoor(),
            new W5500Door(),
            new WifiDoor(),
            new RouterConfigurationDoor(),
            new HomeAgentConfigurationDoor(),
            new CorrespondentConfigurationDoor(),
            new ConsoleDoor(),
            new SlotsDoor(),
            new ClientDoor(),
        ];
    }

    /// <summary>A door by its name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static IDoor Named(string name)
    {
        return Create().FirstOrDefault(door => door.Name == name)
            ?? throw new ArgumentException($"There is no door \"{name}\"; the doors are {string.Join(", ", Create().Select(door => door.Name))}.");
    }
}
