using System.Collections.Generic;
using McoaRouter.Fuzz.Worlds;

namespace McoaRouter.Fuzz.Doors;

/// <summary>The health of paths: answers to probes, and what is made to look like them.</summary>
internal sealed class ProbesDoor : WorldDoor
{
    private static readonly WorldEvent[] s_events =
    [
        WorldEvent.Time, WorldEvent.Carry, WorldEvent.ToFirstUplink, WorldEvent.ToSecondUplink, WorldEvent.Signal,
        WorldEvent.LinkUp, WorldEvent.LinkDown, WorldEvent.ToPort,
    ];

    /// <inheritdoc/>
    public override string Name
    {
        get { return "probes"; }
    }

    /// <inheritdoc/>
    public override string Summary
    {
        get { return "the answers to path-health probes, and what looks like them"; }
    }

    /// <inheritdoc/>
    protected override WorldEvent[] Events
    {
        get { return s_events; }
    }

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds()
    {
        foreach (int variant in (int[])[1, 2, 5, 7])
        {
            WorldScript script = Registered(variant);
            for (int i = 0; i < 8; i++)
            {
                script = script.Wait(480).Carry(3);
            }

            script = script.Then(WorldEvent.Signal, 0, 90).Wait(500).Carry(2).Then(WorldEvent.Signal, 0, 60);
            yield return script.AsSeen();

            // The far end falls silent, and comes back.
            script = script.Wait(4000).Wait(6000).Carry(3).Wait(500).Carry(3).Wait(500).Carry(3);
            yield return script.AsScript();
            yield return script.AsSeen();
        }
    }
}
