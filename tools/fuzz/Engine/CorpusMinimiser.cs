using System.Collections.Generic;
using System.Linq;

namespace McoaRouter.Fuzz.Engine;

/// <summary>Keeps the least set of inputs that reaches all the edges of a corpus, each as small as it can be.</summary>
/// <param name="executor">Runs the inputs; its process must be instrumented.</param>
public sealed class CorpusMinimiser(Executor executor)
{
    private const int TriesForEach = 400;

    /// <summary>The least set found.</summary>
    /// <param name="corpus">The corpus; an input that breaks a promise is kept as it is, for it is a regression test.</param>
    /// <param name="longest">Octets of an input at most, where a shorter one reaches the same.</param>
    public IReadOnlyList<byte[]> Minimise(IEnumerable<byte[]> corpus, int longest)
    {
        EdgeSet reached = new();
        List<byte[]> kept = [];

        // Those of a fair size first, and then the smallest: what a long one reaches, short ones mostly reach together.
        foreach (byte[] input in corpus.OrderBy(input => input.Length > longest).ThenBy(input => input.Length))
        {
            _ = executor.Run(input, false);
            EdgeSet own = new();
            own.AddNewTo(reached);
            if (!reached.Add())
            {
                continue;
            }

            kept.Add(Shrinker.Shrink(executor.Door.Form, input, TriesForEach, candidate =>
                executor.Run(candidate, true) == null & executor.Run(candidate, false) == null && own.IsWithinLastRun()));
        }

        // A later input often has what an earlier one was kept for.
        EdgeSet again = new();
        List<byte[]> least = [];
        foreach (byte[] input in Enumerable.Reverse(kept))
        {
            _ = executor.Run(input, false);
            if (again.Add())
            {
                least.Add(input);
            }
        }

        return least;
    }
}
