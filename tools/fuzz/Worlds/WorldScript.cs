using System.Collections.Generic;
using System.Linq;
using McoaRouter.Fuzz.Engine;

namespace McoaRouter.Fuzz.Worlds;

/// <summary>
/// Writes inputs for the doors of a <see cref="FuzzWorld"/>: as a script, in which the machines talk to each other, and as
/// the packets that one door saw of it, with the times between them.
/// </summary>
/// <param name="variant">The settings of the world.</param>
/// <param name="events">What the door knows; the kinds of its steps are the places in here.</param>
internal sealed class WorldScript(int variant, WorldEvent[] events)
{
    private readonly List<(WorldEvent What, byte[] Data)> _script = [];

    /// <summary>Lets something happen.</summary>
    public WorldScript Then(WorldEvent what, params byte[] data)
    {
        _script.Add((what, data));
        return this;
    }

    /// <summary>Lets ms pass.</summary>
    public WorldScript Wait(int ms)
    {
        return Then(WorldEvent.Time, (byte)(ms >> 16), (byte)(ms >> 8), (byte)ms);
    }

    /// <summary>Delivers what was sent, some rounds.</summary>
    public WorldScript Carry(int rounds)
    {
        return Then(WorldEvent.Carry, (byte)(rounds - 1));
    }

    /// <summary>The script itself, without what the door does not know.</summary>
    public byte[] AsScript()
    {
        return Written(_script);
    }

    /// <summary>What the door saw of it: packets are carried nowhere any more, but come as they came.</summary>
    public byte[] AsSeen()
    {
        List<(WorldEvent What, byte[] Data)> seen = [];
        FuzzWorld world = new(variant, new WorldWires(), (what, data) => seen.Add((what, data)));
        foreach ((WorldEvent what, byte[] data) in _script)
        {
            if (what != WorldEvent.Carry)
            {
                seen.Add((what, data));
            }

            world.Take(what, data);
        }

        return Written(seen);
    }

    private byte[] Written(IEnumerable<(WorldEvent What, byte[] Data)> happened)
    {
        InputSteps input = new() { Variant = (byte)variant };
        input.Steps.AddRange(happened
            .Where(step => events.Contains(step.What))
            .Take(InputSteps.Most)
            .Select(step => new InputStep((byte)System.Array.IndexOf(events, step.What), step.Data)));
        return input.ToOctets();
    }
}
