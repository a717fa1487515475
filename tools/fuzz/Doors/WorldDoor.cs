using System;
using System.Collections.Generic;
using McoaRouter.Fuzz.Engine;
using McoaRouter.Fuzz.Repairs;
using McoaRouter.Fuzz.Worlds;

namespace McoaRouter.Fuzz.Doors;

/// <summary>A door of one of the machines of a <see cref="FuzzWorld"/>.</summary>
internal abstract class WorldDoor : IDoor
{
    /// <summary>How long a router that is authenticated may take to register again, in ms.</summary>
    private const long PatienceMs = 15 * 60_000;

    // Everything that anyone on the path may say is believed where nothing is authenticated.
    private static readonly int[] s_authenticated = [1, 2, 5, 6, 7];

    private readonly WorldWires _wires = new();

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Summary { get; }

    /// <inheritdoc/>
    public InputForm Form
    {
        get { return InputForm.Steps; }
    }

    /// <inheritdoc/>
    public int Kinds
    {
        get { return Events.Length; }
    }

    /// <inheritdoc/>
    public IReadOnlyList<byte[]> Dictionary
    {
        get { return WorldDictionary.Words; }
    }

    /// <summary>What the steps are, by their kind.</summary>
    protected abstract WorldEvent[] Events { get; }

    /// <summary>The world of the last input.</summary>
    protected FuzzWorld? World { get; private set; }

    /// <summary>The variant of the last input.</summary>
    protected int Variant { get; private set; }

    /// <inheritdoc/>
    public abstract IEnumerable<byte[]> Seeds();

    /// <inheritdoc/>
    public byte[] Repair(int kind, byte[] data)
    {
        return Events[kind % Events.Length] >= WorldEvent.ToFirstUplink ? PacketRepair.Packet(data) : data;
    }

    /// <inheritdoc/>
    public void Run(byte[] input)
    {
        InputSteps steps = InputSteps.Read(input);
        Variant = steps.Variant % WorldVariants.Count;
        World = new FuzzWorld(Variant, _wires);
        foreach (InputStep step in steps.Steps)
        {
            Coverage.NextStep();
            World.Take(Events[step.Kind % Events.Length], step.Data);
        }
    }

    /// <inheritdoc/>
    public virtual void Probe()
    {
        if (Array.IndexOf(s_authenticated, Variant) >= 0)
        {
            World!.ProbeRegistration(PatienceMs);
        }
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
