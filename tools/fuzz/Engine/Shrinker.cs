using System;
using System.Linq;

namespace McoaRouter.Fuzz.Engine;

/// <summary>Makes an input smaller as long as it stays what it is: broken in the same way, or with the same edges.</summary>
public static class Shrinker
{
    /// <summary>The smallest input found that breaks the same.</summary>
    /// <param name="executor">Runs the inputs.</param>
    /// <param name="finding">What was broken.</param>
    /// <param name="tries">Inputs that may be tried.</param>
    public static Finding Shrink(Executor executor, Finding finding, int tries)
    {
        Finding least = finding;
        _ = Shrink(executor.Door.Form, finding.Input, tries, candidate =>
        {
            Finding? found = executor.Run(candidate, true);
            bool same = found?.IsLike(finding) == true;
            least = same ? found! : least;
            return same;
        });
        return least;
    }

    /// <summary>The smallest input found of which something holds.</summary>
    /// <param name="form">How the input is laid out.</param>
    /// <param name="input">The input to begin with, of which it holds.</param>
    /// <param name="tries">Inputs that may be tried.</param>
    /// <param name="holds">Whether it holds.</param>
    public static byte[] Shrink(InputForm form, byte[] input, int tries, Func<byte[], bool> holds)
    {
        int left = tries;
        byte[] least = input;
        bool smaller = true;
        while (smaller && left > 0)
        {
            int before = least.Length;
            least = form == InputForm.Steps ? WithoutSteps(least, Counted) : least;
            least = form == InputForm.Steps ? WithShorterSteps(least, Counted) : WithoutOctets(least, Counted);
            smaller = least.Length < before;
        }

        return least;

        bool Counted(byte[] candidate)
        {
            return left-- > 0 && holds(candidate);
        }
    }

    private static byte[] WithoutSteps(byte[] input, Func<byte[], bool> holds)
    {
        byte[] least = input;
        for (int size = InputSteps.Most / 2; size > 0; size /= 2)
        {
            for (int at = InputSteps.Read(least).Steps.Count - size; at >= 0; at -= size)
            {
                InputSteps candidate = InputSteps.Read(least);
                if (at + size <= candidate.Steps.Count)
                {
                    candidate.Steps.RemoveRange(at, size);
                    least = holds(candidate.ToOctets()) ? candidate.ToOctets() : least;
                }
            }
        }

        return least;
    }

    private static byte[] WithShorterSteps(byte[] input, Func<byte[], bool> holds)
    {
        byte[] least = input;
        for (int i = 0; i < InputSteps.Read(least).Steps.Count; i++)
        {
            int index = i;
            InputStep step = InputSteps.Read(least).Steps[index];
            byte[] data = WithoutOctets(step.Data, candidate => holds(With(least, index, step with { Data = candidate })));
            least = data.Length < step.Data.Length ? With(least, index, step with { Data = data }) : least;
        }

        return least;
    }

    private static byte[] With(byte[] input, int index, InputStep step)
    {
        InputSteps steps = InputSteps.Read(input);
        steps.Steps[index] = step;
        return steps.ToOctets();
    }

    private static byte[] WithoutOctets(byte[] octets, Func<byte[], bool> holds)
    {
        byte[] least = octets;
        for (int size = Math.Max(1, least.Length / 2); size > 0; size /= 2)
        {
            for (int at = least.Length - size; at >= 0; at -= size)
            {
                if (at + size > least.Length)
                {
                    continue;
                }

                byte[] candidate = [.. least.Take(at), .. least.Skip(at + size)];
                least = holds(candidate) ? candidate : least;
            }
        }

        return least;
    }
}
