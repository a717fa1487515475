using System.Collections.Generic;
using System.Linq;

namespace McoaRouter.Tools.Lab.Soak;

/// <summary>
/// Whether something that a program holds stays what it is. What a program needs for a moment comes and goes and leaves the
/// floor where it was; what it forgets to give back raises it. So a process's first quarter is its warm-up, in which its
/// code is compiled and its pools are filled, and the floor of the last of the other three is held against that of the first
/// two of them, by as much as <see cref="Allowed"/> says. Saw-teeth pass however high they are, and a slope does not.
/// </summary>
/// <param name="Program">Whose it is.</param>
/// <param name="Process">Its process.</param>
/// <param name="Measure">What it is, with its unit.</param>
/// <param name="Earlier">The floor in the first half behind the warm-up.</param>
/// <param name="Later">The floor in the second half.</param>
/// <param name="Allowed">What that may be at most.</param>
internal sealed record Flatness(string Program, int Process, string Measure, double Earlier, double Later, double Allowed)
{
    /// <summary>How many values a verdict needs.</summary>
    public const int LeastValues = 12;

    /// <summary>Whether it is flat.</summary>
    public bool Flat
    {
        get { return Later <= Allowed; }
    }

    /// <summary>The floors of both halves behind the warm-up.</summary>
    /// <param name="values">The values, in their order.</param>
    /// <returns>Both, or null where there are too few to say.</returns>
    public static (double Earlier, double Later)? Floors(IReadOnlyList<double> values)
    {
        if (values.Count < LeastValues)
        {
            return null;
        }

        int warm = values.Count / 4;
        int middle = warm + ((values.Count - warm) / 2);
        return (values.Skip(warm).Take(middle - warm).Min(), values.Skip(middle).Min());
    }

    /// <summary>Judges every process of which there are enough samples; only quiet ones count.</summary>
    /// <returns>The verdicts on all measures, process by process.</returns>
    public static Flatness[] Judge(IEnumerable<SoakSample> samples)
    {
        List<Flatness> verdicts = [];
        foreach (IGrouping<(string, int), SoakSample> process in
            samples.Where(sample => sample.Quiet).GroupBy(sample => (sample.Program, sample.Process)))
        {
            foreach (SoakMeasure measure in SoakMeasure.All)
            {
                if (Floors([.. process.Select(sample => measure.Of(sample.Figures))]) is (double earlier, double later))
                {
                    (string program, int number) = process.Key;
                    verdicts.Add(new Flatness(program, number, measure.Name, earlier, later, measure.Allowed(earlier)));
                }
            }
        }

        return [.. verdicts];
    }
}
