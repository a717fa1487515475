using System.Collections.Generic;
using McoaRouter.Fuzz.Worlds;

namespace McoaRouter.Fuzz.Doors;

/// <summary>What comes to the home agent from the network.</summary>
internal sealed class HomeAgentNetworkDoor : WorldDoor
{
    private static readonly WorldEvent[] s_events =
    [
        WorldEvent.Time, WorldEvent.ToHomeAgent, WorldEvent.ToHomeAgentInside, WorldEvent.Carry, WorldEvent.LinkUp,
        WorldEvent.LinkDown, WorldEvent.Identifier,
    ];

    /// <inheritdoc/>
    public override string Name
    {
        get { return "home-agent-network"; }
    }

    /// <inheritdoc/>
    public override string Summary
    {
        get { return "the home agent, from the network: Binding Updates of both profiles, flow bindings, tunnels, UDP, discovery"; }
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
                .Then(WorldEvent.Identifier, 0, 0, 9).Wait(1500).Carry(4)
                .Then(WorldEvent.ToPort, FuzzWorld.Datagram(FuzzWorld.Passenger, "2001:db8:dd::9", 53)).Carry(2)
                .Then(WorldEvent.ToHomeAgentInside, FuzzWorld.Datagram("2001:db8:dd::9", FuzzWorld.Passenger, 53)).Carry(2)
                .Then(WorldEvent.LinkDown, 0).Wait(1500).Carry(4)
                .Wait(40_000).Carry(4);
            yield return script.AsScript();
            yield return script.AsSeen();

            // Home, and discovery where nobody answers.
            script = new WorldScript(variant, s_events)
                .Then(WorldEvent.LinkUp, 0, 5).Wait(1000).Carry(4).Then(WorldEvent.LinkUp, 1, 1).Wait(2000).Carry(4);
            yield return script.AsSeen();
            script = new WorldScript(variant, s_events).Then(WorldEvent.LinkUp, 0, 0).Wait(100_000).Carry(4);
            yield return script.AsSeen();
        }
    }
}
