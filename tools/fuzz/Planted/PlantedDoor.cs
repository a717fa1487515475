using System.Collections.Generic;
using System.Linq;
using McoaRouter.Fuzz.Doors;
using McoaRouter.Fuzz.Engine;

namespace McoaRouter.Fuzz.Planted;

/// <summary>The door to a bug that was planted; it is not listed.</summary>
internal sealed class PlantedDoor : StepsDoor<object>
{
    private static readonly byte[] s_seed = [0, 6, 0, 21, 1, 2, 3, 4, 5, 6];

    /// <inheritdoc/>
    public override string Name
    {
        get { return "planted"; }
    }

    /// <inheritdoc/>
    public override string Summary
    {
        get { return "a parser that throws on four octets behind a length and a checksum"; }
    }

    /// <inheritdoc/>
    public override int Kinds
    {
        get { return 1; }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<byte[]> Dictionary
    {
        get { return []; }
    }

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds()
    {
        return [Input(0, (0, s_seed))];
    }

    /// <inheritdoc/>
    public override byte[] Repair(int kind, byte[] data)
    {
        if (data.Length < PlantedTarget.HeaderOctets)
        {
            return data;
        }

        byte[] body = data[PlantedTarget.HeaderOctets..];
        int sum = body.Sum(octet => octet);
        return [(byte)(body.Length >> 8), (byte)body.Length, (byte)(sum >> 8), (byte)sum, .. body];
    }

    /// <inheritdoc/>
    public override void Probe()
    {
    }

    /// <summary>Looks for the bug, and for nothing else.</summary>
    /// <param name="inputs">Inputs at most.</param>
    /// <param name="seed">The seed of the mutations.</param>
    /// <returns>After how many inputs it was found, or -1; called by reflection, in the instrumented copy.</returns>
    public static long Seek(long inputs, ulong seed)
    {
        PlantedDoor door = new();
        Fuzzer fuzzer = new(new Executor(door), seed);
        fuzzer.Begin(door.Seeds());
        while (fuzzer.Inputs < inputs && fuzzer.Findings.Count == 0)
        {
            fuzzer.Step();
        }

        return fuzzer.Findings.Any(finding => finding.Kind == nameof(System.InvalidOperationException)) ? fuzzer.Inputs : -1;
    }

    /// <summary>What a run keeps, for comparison with another.</summary>
    /// <param name="inputs">Inputs to run.</param>
    /// <param name="seed">The seed of the mutations.</param>
    /// <returns>Its corpus, in hexadecimal; called by reflection, in the instrumented copy.</returns>
    public static string Keep(long inputs, ulong seed)
    {
        PlantedDoor door = new();
        Fuzzer fuzzer = new(new Executor(door), seed);
        fuzzer.Begin(door.Seeds());
        while (fuzzer.Inputs < inputs)
        {
            fuzzer.Step();
        }

        return string.Join(' ', fuzzer.Corpus.Select(System.Convert.ToHexString));
    }

    /// <inheritdoc/>
    protected override object Make(int variant)
    {
        return this;
    }

    /// <inheritdoc/>
    protected override void Take(object rig, int kind, byte[] data)
    {
        _ = PlantedTarget.Parse(data);
    }
}
