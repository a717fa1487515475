using System;
using System.Collections.Generic;
using System.Linq;
using McoaRouter.Simulation;

namespace McoaRouter.Fuzz.Engine;

/// <summary>
/// Makes new inputs out of old ones. What it does depends on its random numbers alone, so that a seed and a count are a run
/// that can be repeated.
/// </summary>
/// <param name="door">Whose inputs.</param>
/// <param name="random">The random numbers.</param>
public sealed class Mutator(IDoor door, SplitMix64 random)
{
    /// <summary>Octets of an input at most.</summary>
    public const int LongestInput = 4096;

    private const int LongestStep = 1600;
    private const int MostStacked = 4;
    private const int LargestStride = 35;

    private static readonly int[] s_interesting =
        [0, 1, 2, 3, 4, 7, 8, 15, 16, 31, 32, 63, 64, 127, 128, 129, 143, 144, 200, 254, 255, 256, 511, 512, 1023, 1024, 1279,
            1280, 1499, 1500, 1501, 32767, 32768, 65534, 65535, -1];

    /// <summary>A mutant of an input.</summary>
    /// <param name="input">The input.</param>
    /// <param name="other">Another of the corpus, to splice with.</param>
    public byte[] Mutate(byte[] input, byte[] other)
    {
        byte[] mutant = door.Form == InputForm.Steps ? MutateSteps(input, other) : MutateText(input, other);
        return mutant.Length <= LongestInput ? mutant : mutant[..LongestInput];
    }

    private byte[] MutateText(byte[] input, byte[] other)
    {
        byte[] text = input;
        int stacked = 1 << random.Between(0, 4);
        for (int i = 0; i < stacked; i++)
        {
            text = random.Between(0, 3) == 0 ? MutateLines(text, other) : MutateOctets(text, other, LongestInput);
        }

        return random.Between(0, 1) == 0 ? door.Repair(0, text) : text;
    }

    /// <summary>Moves whole lines, or whole members of a list.</summary>
    private byte[] MutateLines(byte[] text, byte[] other)
    {
        byte separator = Array.IndexOf(text, (byte)'\n') >= 0 ? (byte)'\n' : (byte)',';
        List<byte[]> lines = Split(text, separator);
        List<byte[]> others = Split(other, separator);
        int at = random.Between(0, lines.Count - 1);
        switch (random.Between(0, 3))
        {
            case 0:
                lines.RemoveAt(at);
                break;
            case 1:
                lines.Insert(random.Between(0, lines.Count), lines[at]);
                break;
            case 2:
                lines.Insert(at, others[random.Between(0, others.Count - 1)]);
                break;
            default:
                int with = random.Between(0, lines.Count - 1);
                (lines[at], lines[with]) = (lines[with], lines[at]);
                break;
        }

        return Join(lines, separator);
    }

    private byte[] MutateSteps(byte[] input, byte[] other)
    {
        InputSteps steps = InputSteps.Read(input);
        InputSteps others = InputSteps.Read(other);
        int stacked = Math.Max(0, random.Between(-1, MostStacked));
        if (stacked == 0)
        {
            MutateOneOctet(steps);
        }

        for (int i = 0; i < stacked; i++)
        {
            if (steps.Steps.Count == 0 || random.Between(0, 3) == 0)
            {
                MutateOrder(steps, others);
            }
            else
            {
                MutateStep(steps, others);
            }
        }

        if (steps.Steps.Count > InputSteps.Most)
        {
            steps.Steps.RemoveRange(InputSteps.Most, steps.Steps.Count - InputSteps.Most);
        }

        return steps.ToOctets();
    }

    private void MutateOrder(InputSteps input, InputSteps other)
    {
        List<InputStep> steps = input.Steps;
        int at = random.Between(0, steps.Count);
        switch (random.Between(0, 8))
        {
            case 0 when steps.Count > 1:
                steps.RemoveAt(random.Between(0, steps.Count - 1));
                break;
            case 1 when steps.Count > 0:
                steps.Insert(at, steps[random.Between(0, steps.Count - 1)]);
                break;
            case 2 when steps.Count > 1:
                int with = random.Between(0, steps.Count - 1);
                at = random.Between(0, steps.Count - 1);
                (steps[at], steps[with]) = (steps[with], steps[at]);
                break;
            case 3 when other.Steps.Count > 0:
                steps.Insert(at, other.Steps[random.Between(0, other.Steps.Count - 1)]);
                break;
            case 4 when other.Steps.Count > 0:
                steps.RemoveRange(at, steps.Count - at);
                steps.AddRange(other.Steps.Skip(random.Between(0, other.Steps.Count - 1)));
                break;
            case 5 when steps.Count > 0:
                at = random.Between(0, steps.Count - 1);
                steps[at] = steps[at] with { Kind = (byte)random.Between(0, door.Kinds - 1) };
                break;
            case 6:
                input.Variant = (byte)random.Between(0, 15);
                break;
            default:
                byte[] data = new byte[random.Between(0, 3)];
                random.Fill(data);
                steps.Insert(at, new InputStep((byte)random.Between(0, door.Kinds - 1), data));
                break;
        }
    }

    private void MutateStep(InputSteps input, InputSteps other)
    {
        int at = random.Between(0, input.Steps.Count - 1);
        InputStep step = input.Steps[at];
        byte[] spare = other.Steps.Count == 0 ? step.Data : other.Steps[random.Between(0, other.Steps.Count - 1)].Data;
        byte[] data = step.Data;
        int stacked = 1 << random.Between(0, 3);
        for (int i = 0; i < stacked; i++)
        {
            data = MutateOctets(data, spare, LongestStep);
        }

        if (random.Between(0, 3) != 0)
        {
            data = door.Repair(step.Kind, data);
        }

        input.Steps[at] = step with { Data = data };
    }

    /// <summary>Changes so little that what was reached is mostly reached again, and a comparison with a constant is met.</summary>
    private void MutateOneOctet(InputSteps input)
    {
        int at = input.Steps.Count == 0 ? 0 : random.Between(0, input.Steps.Count - 1);
        if (input.Steps.Count == 0 || input.Steps[at].Data.Length == 0)
        {
            return;
        }

        byte[] data = (byte[])input.Steps[at].Data.Clone();
        data[random.Between(0, data.Length - 1)] = (byte)random.Next();
        input.Steps[at] = input.Steps[at] with { Data = door.Repair(input.Steps[at].Kind, data) };
    }

    private byte[] MutateOctets(byte[] octets, byte[] other, int longest)
    {
        byte[] copy = (byte[])octets.Clone();
        if (copy.Length == 0)
        {
            return Inserted(copy, 0, Token(other));
        }

        int at = random.Between(0, copy.Length - 1);
        switch (random.Between(0, 10))
        {
            case 0:
                copy[at] ^= (byte)(1 << random.Between(0, 7));
                return copy;
            case 1:
                copy[at] = (byte)random.Next();
                return copy;
            case 2:
                return Overwritten(copy, at, Number(s_interesting[random.Between(0, s_interesting.Length - 1)]));
            case 3:
                return Stepped(copy, at);
            case 4:
                return Removed(copy, at, random.Between(1, Math.Min(16, copy.Length - at)));
            case 5 when copy.Length < longest:
                return Inserted(copy, at, copy[at..Math.Min(copy.Length, at + random.Between(1, 16))]);
            case 6:
                return Overwritten(copy, at, Token(other));
            case 7 when copy.Length < longest:
                return Inserted(copy, at, Token(other));
            case 8 when other.Length > 0:
                int from = random.Between(0, other.Length - 1);
                return Overwritten(copy, at, other[from..Math.Min(other.Length, from + random.Between(1, 40))]);
            case 9:
                return copy[..at];
            default:
                int to = random.Between(0, copy.Length - 1);
                int length = Math.Min(random.Between(1, 32), copy.Length - Math.Max(at, to));
                Array.Copy(copy, at, copy, to, length);
                return copy;
        }
    }

    private byte[] Token(byte[] other)
    {
        if (door.Dictionary.Count > 0 && random.Between(0, 3) != 0)
        {
            return door.Dictionary[random.Between(0, door.Dictionary.Count - 1)];
        }

        if (other.Length > 0 && random.Between(0, 1) == 0)
        {
            int from = random.Between(0, other.Length - 1);
            return other[from..Math.Min(other.Length, from + random.Between(1, 24))];
        }

        byte[] noise = new byte[random.Between(1, 8)];
        random.Fill(noise);
        return noise;
    }

    /// <summary>A number of 1, 2 or 4 octets.</summary>
    private byte[] Number(int value)
    {
        return random.Between(0, 2) switch
        {
            0 => [(byte)value],
            1 => [(byte)(value >> 8), (byte)value],
            _ => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value],
        };
    }

    /// <summary>A number a little larger or smaller than it was.</summary>
    private byte[] Stepped(byte[] copy, int at)
    {
        int width = Math.Min(1 << random.Between(0, 2), copy.Length - at);
        long value = 0;
        for (int i = 0; i < width; i++)
        {
            value = (value << 8) | copy[at + i];
        }

        value += random.Between(-LargestStride, LargestStride);
        for (int i = width - 1; i >= 0; i--)
        {
            copy[at + i] = (byte)value;
            value >>= 8;
        }

        return copy;
    }

    private static byte[] Removed(byte[] octets, int at, int length)
    {
        return [.. octets[..at], .. octets[(at + length)..]];
    }

    private static byte[] Inserted(byte[] octets, int at, byte[] token)
    {
        return [.. octets[..at], .. token, .. octets[at..]];
    }

    private static byte[] Overwritten(byte[] octets, int at, byte[] token)
    {
        Array.Copy(token, 0, octets, at, Math.Min(token.Length, octets.Length - at));
        return octets;
    }

    private static List<byte[]> Split(byte[] text, byte separator)
    {
        List<byte[]> lines = [];
        int start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || text[i] == separator)
            {
                lines.Add(text[start..i]);
                start = i + 1;
            }
        }

        return lines;
    }

    private static byte[] Join(List<byte[]> lines, byte separator)
    {
        List<byte> text = [];
        for (int i = 0; i < lines.Count; i++)
        {
            if (i > 0)
            {
                text.Add(separator);
            }

            text.AddRange(lines[i]);
        }

        return [.. text];
    }
}
