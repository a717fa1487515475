using System.Collections.Generic;
using McoaRouter.Fuzz.Worlds;

namespace McoaRouter.Fuzz.Doors;

/// <summary>What comes to the home agent for its routers.</summary>
internal sealed class HomeAgentInsideDoor : WorldDoor
{
    private static readonly WorldEvent[] s_events =
    [
        WorldEvent.Time, WorldEvent.ToHomeAgentInside, WorldEvent.Carry, WorldEvent.LinkUp, WorldEvent.LinkDown,
        WorldEvent.ToHomeAgent,
    ];

    /// <inheritdoc/>
    public override string Name
    {
        get { return "home-agent-inside"; }
    }

    /// <inheritdoc/>
    public override string Summary
    {
        get { return "the home agent, from the world to its routers: prefixes, flow bindings, fragments, errors"; }
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
                .Then(WorldEvent.ToHomeAgentInside, FuzzWorld.Datagram(FuzzWorld.Correspondent, FuzzWorld.Passenger, 5060)).Carry(2)
                .Then(WorldEvent.ToHomeAgentInside, WorldPackets.Tcp("2001:db8:dd::9", FuzzWorld.Passenger, 443)).Carry(2)
                .Then(WorldEvent.ToHomeAgentInside, WorldPackets.Echo(FuzzWorld.Correspondent, FuzzWorld.Passenger)).Carry(2)
                .Then(WorldEvent.ToHomeAgentInside, WorldPackets.Fragment("2001:db8:dd::9", FuzzWorld.Passenger)).Carry(2)
                .Then(WorldEvent.ToHomeAgentInside, WorldPackets.Large("2001:db8:dd::9", FuzzWorld.Passenger)).Carry(2)
                .Then(WorldEvent.ToHomeAgentInside, FuzzWorld.Datagram("2001:db8:dd::9", "2001:db8:300::1", 53)).Carry(1)
                .Then(WorldEvent.ToHomeAgentInside, FuzzWorld.Datagram("2001:db8:dd::9", "2001:db8:1::100", 53)).Carry(2)
                .Wait(250_000).Carry(2);
            yield return script.AsScript();
            yield return script.AsSeen();
        }
    }
}
