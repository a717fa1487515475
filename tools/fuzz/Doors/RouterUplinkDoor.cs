using System.Collections.Generic;
using McoaRouter.Fuzz.Worlds;

namespace McoaRouter.Fuzz.Doors;

/// <summary>What comes to the router by its uplinks.</summary>
internal sealed class RouterUplinkDoor : WorldDoor
{
    private static readonly WorldEvent[] s_events =
    [
        WorldEvent.Time, WorldEvent.Carry, WorldEvent.LinkUp, WorldEvent.LinkDown, WorldEvent.ToFirstUplink,
        WorldEvent.ToSecondUplink, WorldEvent.Identifier, WorldEvent.Signal, WorldEvent.ToPort,
    ];

    /// <inheritdoc/>
    public override string Name
    {
        get { return "router-uplink"; }
    }

    /// <inheritdoc/>
    public override string Summary
    {
        get { return "the router, from its uplinks: Mobility Header, ICMPv6, tunnels, UDP, route optimisation"; }
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
                .Then(WorldEvent.ToPort, FuzzWorld.Datagram(FuzzWorld.Passenger, FuzzWorld.Correspondent, 5060)).Carry(3)
                .Then(WorldEvent.ToPort, FuzzWorld.Datagram("2001:db8:1::100", FuzzWorld.Correspondent, 7)).Carry(8)
                .Wait(3000).Carry(4)
                .Then(WorldEvent.FromCorrespondent, FuzzWorld.Datagram(FuzzWorld.Correspondent, "2001:db8:1::100", 7)).Carry(3)
                .Then(WorldEvent.FromCorrespondent, FuzzWorld.Datagram(FuzzWorld.Correspondent, FuzzWorld.Passenger, 7)).Carry(3)
                .Then(WorldEvent.LinkDown, 0).Wait(1000).Carry(4)
                .Wait(120_000).Carry(4)
                .Then(WorldEvent.LinkUp, 0, 2).Carry(4).Wait(250_000).Carry(4);
            yield return script.AsScript();
            yield return script.AsSeen();
            script = new WorldScript(variant, s_events)
                .Then(WorldEvent.LinkUp, 0, 5).Wait(1000).Carry(4)
                .Then(WorldEvent.LinkUp, 1, 1).Wait(1000).Carry(4).Wait(60_000).Carry(4)
                .Then(WorldEvent.LinkUp, 0, 0).Wait(2000).Carry(4);
            yield return script.AsSeen();

            // Nobody answers, so that others are asked for.
            script = new WorldScript(variant, s_events).Then(WorldEvent.LinkUp, 0, 0).Wait(200_000).Carry(4).Wait(5000).Carry(4);
            yield return script.AsSeen();
        }
    }
}
