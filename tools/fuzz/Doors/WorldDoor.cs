using System;
using McoaRouter.Fuzz.Repairs;
using McoaRouter.Fuzz.Worlds;

namespace McoaRouter.Fuzz.Doors;

/// <summary>A door of one of the machines of a <see cref="FuzzWorld"/>.</summary>
internal abstract class WorldDoor : StepsDoor<FuzzWorld>
{
    /// <summary>How long a router that is authenticated may take to register again, in ms.</summary>
    private const long PatienceMs = 15 * 60_000;

    // Everything that anyone on the path may say is believed where nothing is authenticated.
    private static readonly int[] s_authenticated = [1, 2, 5, 6, 7];

    private readonly WorldWires _wires = new();

    /// <inheritdoc/>
    public override int Kinds
    {
        get { return Events.Length; }
    }

    /// <summary>What the steps are, by their kind.</summary>
    protected abstract WorldEvent[] Events { get; }

    /// <summary>The variant of the last input.</summary>
    protected int Variant { get; private set; }

    /// <inheritdoc/>
    public override byte[] Repair(int kind, byte[] data)
    {
        return Events[kind % Kinds] >= WorldEvent.ToFirstUplink ? PacketRepair.Packet(data) : data;
    }

    /// <inheritdoc/>
    public override void Probe()
    {
        if (Array.IndexOf(s_authenticated, Variant) >= 0)
        {
            Rig!.ProbeRegistration(PatienceMs);
        }
    }

    /// <inheritdoc/>
    protected override FuzzWorld Make(int variant)
    {
        Variant = variant % WorldVariants.Count;
        return new FuzzWorld(Variant, _wires);
    }

    /// <inheritdoc/>
    protected override void Take(FuzzWorld rig, int kind, byte[] data)
    {
        rig.Take(Events[kind], data);
    }

    /// <summary>The beginning of most seeds: both uplinks come up and are registered.</summary>
    protected WorldScript Registered(int variant)
    {
        return new WorldScript(variant, Events)
            .Then(WorldEvent.LinkUp, 0, 0).Carry(4)
            .Wait(600).Carry(4)
            .Then(WorldEvent.LinkUp, 1, (byte)(variant is 2 or 6 ? 3 : 1)).Carry(4)
            .Wait(1500).Carry(6);
    }
}
