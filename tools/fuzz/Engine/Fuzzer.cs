using System;
using System.Collections.Generic;
using System.Linq;
using McoaRouter.Simulation;

namespace McoaRouter.Fuzz.Engine;

/// <summary>
/// The loop: an input of the corpus is mutated and run, and kept if it reaches an edge that none before it did. With the same
/// corpus and seed the same inputs come in the same order.
/// </summary>
public sealed class Fuzzer
{
    private const int ProbeEvery = 16;
    private const int RecentShare = 4;
    private const int TriesToShrink = 3000;

    private readonly Executor _executor;
    private readonly SplitMix64 _random;
    private readonly Mutator _mutator;
    private readonly List<byte[]> _corpus = [];
    private readonly EdgeSet _edges = new(true);
    private readonly List<Finding> _findings = [];

    /// <summary>A loop that has not begun.</summary>
    /// <param name="executor">Runs the inputs.</param>
    /// <param name="seed">The seed of all mutations.</param>
    public Fuzzer(Executor executor, ulong seed)
    {
        _executor = executor;
        _random = new SplitMix64(seed);
        _mutator = new Mutator(executor.Door, _random);
    }

    /// <summary>Inputs run, with those of the corpus.</summary>
    public long Inputs { get; private set; }

    /// <summary>Edges seen.</summary>
    public int Edges
    {
        get { return _edges.Count; }
    }

    /// <summary>Inputs that the loop found and kept.</summary>
    public int NewInputs { get; private set; }

    /// <summary>The inputs that it mutates.</summary>
    public IReadOnlyList<byte[]> Corpus
    {
        get { return _corpus; }
    }

    /// <summary>What was broken, one input for each fault.</summary>
    public IReadOnlyList<Finding> Findings
    {
        get { return _findings; }
    }

    /// <summary>Runs inputs to begin with; all are kept.</summary>
    public void Begin(IEnumerable<byte[]> inputs)
    {
        foreach (byte[] input in inputs)
        {
            if (input.Length <= Mutator.LongestInput)
            {
                _corpus.Add(input);
            }

            _ = Run(input, true);
        }

        if (_corpus.Count == 0)
        {
            _corpus.Add([]);
        }
    }

    /// <summary>Runs one mutant.</summary>
    public void Step()
    {
        byte[] mutant = _mutator.Mutate(Picked(), Picked());
        if (Run(mutant, Inputs % ProbeEvery == 0))
        {
            _corpus.Add(mutant);
            NewInputs++;
        }
    }

    private byte[] Picked()
    {
        // What is new leads on: the newest and the newer ones have half of all tries.
        int from = _random.Between(0, 3) switch
        {
            0 => _corpus.Count - 1,
            1 => _corpus.Count - 1 - (_corpus.Count / RecentShare),
            _ => 0,
        };
        return _corpus[_random.Between(Math.Max(from, 0), _corpus.Count - 1)];
    }

    private bool Run(byte[] input, bool probe)
    {
        Inputs++;
        Finding? finding = _executor.Run(input, probe);
        bool isNew = _edges.Add();
        if (finding == null && isNew && !probe)
        {
            finding = _executor.Run(input, true);
        }

        if (finding != null)
        {
            if (!_findings.Any(finding.IsLike))
            {
                _findings.Add(Shrinker.Shrink(_executor, finding, TriesToShrink));
            }

            return false;
        }

        return isNew;
    }
}
