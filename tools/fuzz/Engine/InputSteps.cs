using System;
using System.Collections.Generic;
using System.IO;

namespace McoaRouter.Fuzz.Engine;

/// <summary>
/// An input as a file: one octet for the variant of the machine, and then steps.
/// <code>
/// +---------+--------+-----------------+---------~~~+--------+------
/// | variant |  kind  | length (16 bit) |   octets   |  kind  | ...
/// +---------+--------+-----------------+---------~~~+--------+------
/// </code>
/// Any octets are an input: what is cut off at the end is a shorter step.
/// </summary>
public sealed class InputSteps
{
    /// <summary>Steps of an input at most; those behind are not run.</summary>
    public const int Most = 64;

    private const int HeaderOctets = 3;

    /// <summary>Which settings the machine has, modulo their number.</summary>
    public byte Variant { get; set; }

    /// <summary>What happens, in turn.</summary>
    public List<InputStep> Steps { get; } = [];

    /// <summary>Reads an input.</summary>
    public static InputSteps Read(ReadOnlySpan<byte> octets)
    {
        InputSteps input = new();
        if (octets.Length == 0)
        {
            return input;
        }

        input.Variant = octets[0];
        octets = octets[1..];
        while (octets.Length >= HeaderOctets && input.Steps.Count < Most)
        {
            int length = Math.Min((octets[1] << 8) | octets[2], octets.Length - HeaderOctets);
            input.Steps.Add(new InputStep(octets[0], octets.Slice(HeaderOctets, length).ToArray()));
            octets = octets[(HeaderOctets + length)..];
        }

        return input;
    }

    /// <summary>Writes it.</summary>
    public byte[] ToOctets()
    {
        using MemoryStream stream = new();
        stream.WriteByte(Variant);
        foreach (InputStep step in Steps)
        {
            stream.Write([step.Kind, (byte)(step.Data.Length >> 8), (byte)step.Data.Length]);
            stream.Write(step.Data);
        }

        return stream.ToArray();
    }
}
