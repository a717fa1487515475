using System.Collections.Generic;
using McoaRouter.Fuzz.Worlds;

namespace McoaRouter.Fuzz.Doors;

/// <summary>What comes to the correspondent node.</summary>
internal sealed class CorrespondentDoor : WorldDoor
{
    private static readonly WorldEvent[] s_events =
    [
        WorldEvent.Time, WorldEvent.ToCorrespondent, WorldEvent.FromCorrespondent, WorldEvent.Carry, WorldEvent.LinkUp,
        WorldEvent.LinkDown, WorldEvent.ToPort,
    ];

    /// <inheritdoc/>
    public override string Name
    {
        get { return "correspondent"; }
    }

    /// <inheritdoc/>
    public override string Summary
    {
        get { return "the correspondent node: test messages, Binding Updates by return routability, route optimisation, errors"; }
    }

    /// <inheritdoc/>
    protected override WorldEvent[] Events
    {
        get { return s_events; }
    }

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds()
    {
        for (int variant = 0; variant < WorldVariants.Count; variant++)
        {
            WorldScript script = Registered(variant)
                .Then(WorldEvent.ToPort, FuzzWorld.Datagram("2001:db8:1::100", FuzzWorld.Correspondent, 7)).Carry(6)
                .Wait(2500).Carry(6)
                .Then(WorldEvent.ToPort, FuzzWorld.Datagram("2001:db8:1::100", FuzzWorld.Correspondent, 7)).Carry(3)
                .Then(WorldEvent.FromCorrespondent, FuzzWorld.Datagram(FuzzWorld.Correspondent, "2001:db8:1::100", 7)).Carry(3)
                .Then(WorldEvent.LinkDown, 0).Wait(2500).Carry(6)
                .Wait(230_000).Carry(6);
            yield return script.AsScript();
            yield return script.AsSeen();
        }
    }

    /// <inheritdoc/>
    public override void Probe()
    {
        Rig!.ProbeCorrespondent();
    }
}
