using System;
using System.Collections.Generic;
using McoaRouter.Fuzz.Engine;
using McoaRouter.Fuzz.Repairs;

namespace McoaRouter.Fuzz.Doors;

/// <summary>A door whose inputs are texts.</summary>
internal abstract class TextDoor : IDoor
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Summary { get; }

    /// <inheritdoc/>
    public InputForm Form
    {
        get { return InputForm.Text; }
    }

    /// <inheritdoc/>
    public int Kinds
    {
        get { return 1; }
    }

    /// <inheritdoc/>
    public abstract IReadOnlyList<byte[]> Dictionary { get; }

    /// <inheritdoc/>
    public abstract IEnumerable<byte[]> Seeds();

    /// <inheritdoc/>
    public virtual byte[] Repair(int kind, byte[] data)
    {
        return JsonRepair.Text(data);
    }

    /// <inheritdoc/>
    public abstract void Run(byte[] input);

    /// <inheritdoc/>
    public abstract void Probe();

    /// <summary>Words in octets.</summary>
    protected static byte[][] Words(string words)
    {
        return Array.ConvertAll(
            words.Split(' ', StringSplitOptions.RemoveEmptyEntries), System.Text.Encoding.UTF8.GetBytes);
    }
}
