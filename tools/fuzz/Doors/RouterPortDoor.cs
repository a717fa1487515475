using System.Collections.Generic;
using McoaRouter.Fuzz.Worlds;

namespace McoaRouter.Fuzz.Doors;

/// <summary>What comes to the router from the vehicle.</summary>
internal sealed class RouterPortDoor : WorldDoor
{
    private static readonly WorldEvent[] s_events =
    [
        WorldEvent.Time, WorldEvent.Carry, WorldEvent.ToPort, WorldEvent.LinkUp, WorldEvent.LinkDown,
        WorldEvent.ToHomeAgentInside,
    ];

    /// <inheritdoc/>
    public override string Name
    {
        get { return "router-port"; }
    }

    /// <inheritdoc/>
    public override string Summary
    {
        get { return "the router, from the vehicle: forwarding, flow rules, sources outside the prefix, errors"; }
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
                .Then(WorldEvent.ToPort, FuzzWorld.Datagram(FuzzWorld.Passenger, FuzzWorld.Correspondent, 5060)).Carry(2)
                .Then(WorldEvent.ToPort, FuzzWorld.Datagram(FuzzWorld.Passenger, "2001:db8:dd::9", 53)).Carry(2)
                .Then(WorldEvent.ToPort, FuzzWorld.Datagram("2001:db8:f00::1", "2001:db8:dd::9", 53)).Carry(1)
                .Then(WorldEvent.ToPort, FuzzWorld.Datagram(FuzzWorld.Passenger, "2001:db8:100:1::8", 53)).Carry(1)
                .Then(WorldEvent.ToPort, WorldPackets.Tcp(FuzzWorld.Passenger, "2001:db8:dd::9", 443)).Carry(1)
                .Then(WorldEvent.ToPort, WorldPackets.Echo(FuzzWorld.Passenger, FuzzWorld.Correspondent)).Carry(1)
                .Then(WorldEvent.ToPort, WorldPackets.Fragment(FuzzWorld.Passenger, "2001:db8:dd::9")).Carry(1)
                .Then(WorldEvent.ToPort, WorldPackets.Large(FuzzWorld.Passenger, "2001:db8:dd::9")).Carry(1)
                .Then(WorldEvent.ToHomeAgentInside, FuzzWorld.Datagram("2001:db8:dd::9", FuzzWorld.Passenger, 53)).Carry(2)
                .Then(WorldEvent.LinkDown, 0).Wait(1500).Carry(2)
                .Then(WorldEvent.ToPort, FuzzWorld.Datagram(FuzzWorld.Passenger, "2001:db8:dd::9", 53)).Carry(2);
            yield return script.AsScript();
        }
    }
}
