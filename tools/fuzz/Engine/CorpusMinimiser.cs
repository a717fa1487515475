using System.Collections.Generic;
using System.Linq;

namespace McoaRouter.Fuzz.Engine;

/// <summary>Keeps a least set of inputs that reaches all the edges of a corpus, each as small as it can be.</summary>
/// <param name="executor">Runs the inputs; its process must be instrumented.</param>
public sealed class CorpusMinimiser(Executor executor)
{
    /// <summary>The least set found.</summary>
    /// <param name="corpus">The corpus.</param>
    /// <param name="longest">Octets of an input at most.</param>
    /// <param name="tries">Shorter inputs that may be tried for each.</param>
    public IReadOnlyList<byte[]> Minimise(IEnumerable<byte[]> corpus, int longest, int tries)
    {
        EdgeSet reached = new(false);
        List<byte[]> kept = [];

        // The smallest first: what a long one reaches, short ones mostly reach together.
        foreach (byte[] input in corpus.Where(input => input.Length <= longest).OrderBy(input => input.Length))
        {
            _ = executor.Run(input, false);
            EdgeSet own = new(false);
            own.AddNewTo(reached);
            if (!reached.Add())
            {
                continue;
            }

            kept.Add(Shrinker.Shrink(executor.Door.Form, input, tries, candidate =>
                executor.Run(candidate, false) == null && own.IsWithinLastRun()));
        }

        // A later input often has what an earlier one was kept for.
        EdgeSet again = new(false);
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
