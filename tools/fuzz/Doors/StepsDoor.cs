using System;
using System.Collections.Generic;
using McoaRouter.Fuzz.Engine;

namespace McoaRouter.Fuzz.Doors;

/// <summary>A door whose inputs are steps, over a rig that is made anew for each.</summary>
/// <typeparam name="TRig">The rig.</typeparam>
internal abstract class StepsDoor<TRig> : IDoor
    where TRig : class
{
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
    public abstract int Kinds { get; }

    /// <inheritdoc/>
    public virtual IReadOnlyList<byte[]> Dictionary
    {
        get { return Worlds.WorldDictionary.Words; }
    }

    /// <summary>The rig of the last input.</summary>
    protected TRig? Rig { get; set; }

    /// <inheritdoc/>
    public abstract IEnumerable<byte[]> Seeds();

    /// <inheritdoc/>
    public abstract byte[] Repair(int kind, byte[] data);

    /// <inheritdoc/>
    public virtual void Run(byte[] input)
    {
        InputSteps steps = InputSteps.Read(input);
        Rig = Make(steps.Variant);
        foreach (InputStep step in steps.Steps)
        {
            Coverage.NextStep();
            Take(Rig, step.Kind % Kinds, step.Data);
        }
    }

    /// <inheritdoc/>
    public abstract void Probe();

    /// <summary>Makes a rig.</summary>
    /// <param name="variant">Which settings it has, modulo what there are.</param>
    protected abstract TRig Make(int variant);

    /// <summary>Lets something happen.</summary>
    protected abstract void Take(TRig rig, int kind, byte[] data);

    /// <summary>Writes an input.</summary>
    protected static byte[] Input(int variant, params (int Kind, byte[] Data)[] steps)
    {
        InputSteps input = new() { Variant = (byte)variant };
        input.Steps.AddRange(Array.ConvertAll(steps, step => new InputStep((byte)step.Kind, step.Data)));
        return input.ToOctets();
    }

    /// <summary>Time as a step's octets.</summary>
    protected static byte[] Ms(int ms)
    {
        return [(byte)(ms >> 16), (byte)(ms >> 8), (byte)ms];
    }
}
