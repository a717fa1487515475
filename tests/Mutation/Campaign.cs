using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace McoaRouter.Mutation;

/// <summary>Finds the fate of every mutant: each is run against the tests that reach it, quick ones first, until one fails.</summary>
internal sealed class Campaign : IDisposable
{
    private const int None = -1;

    /// <summary>A mutant may have spoilt what later tests use: after so many, some tests are run without any.</summary>
    private const int Batch = 50;

    /// <summary>A test of the check takes no more: ms.</summary>
    private const int QuickMs = 10;

    private readonly string _folder;
    private readonly WorkerProcess _worker;
    private readonly int[] _times;
    private readonly string[] _names;
    private readonly Dictionary<int, List<int>> _covering = [];
    private readonly HashSet<int> _static = [];
    private readonly string _check;

    internal Campaign(string folder)
    {
        _folder = folder;
        string[] parts = Observed("time").Split('|');
        _times = parts[0].Split(' ').Select(Number).ToArray();
        _names = parts[1].Split(' ');

        foreach (int test in Enumerable.Range(0, _times.Length).Where(t => _times[t] < 0))
        {
            Console.WriteLine($"Left out, for it fails without a mutant: {_names[test]}");
        }

        string[] covered = Observed("cover").Split('|');
        foreach (int test in Enumerable.Range(0, covered.Length).Where(t => _times[t] >= 0).OrderBy(t => _times[t]))
        {
            Add(covered[test].Split(' ', StringSplitOptions.RemoveEmptyEntries), test);
        }

        _check = Command(None, Enumerable.Range(0, _times.Length).Where(t => _times[t] is >= 0 and <= QuickMs));
        _worker = new WorkerProcess(folder, None);
    }

    internal void Run(Mutant[] mutants)
    {
        foreach (Mutant[] batch in mutants.Chunk(Batch))
        {
            foreach (Mutant mutant in batch)
            {
                mutant.Fate = FateOf(mutant.Id, _worker);
            }

            if (_worker.Ask(_check) is var spoilt && spoilt != "survived")
            {
                _worker.Dispose();
                foreach (Mutant mutant in batch.Where(m => m.Fate == Fate.Killed))
                {
                    using WorkerProcess alone = new(_folder, None);
                    mutant.Fate = FateOf(mutant.Id, alone);
                }
            }

            foreach (Mutant mutant in batch.Where(m => m.Fate is Fate.Survived or Fate.NoCoverage))
            {
                Console.WriteLine(mutant);
            }
        }
    }

    public void Dispose()
    {
        _worker.Dispose();
    }

    // Slow, and the same for every run on these assemblies.
    private string Observed(string command)
    {
        string path = Path.Combine(_folder, command + ".txt");
        if (!File.Exists(path))
        {
            using WorkerProcess observer = new(_folder, None);
            File.WriteAllText(path, observer.Ask(command));
        }

        return File.ReadAllText(path);
    }

    private static int Number(string word)
    {
        return int.Parse(word, CultureInfo.InvariantCulture);
    }

    private void Add(string[] mutants, int test)
    {
        foreach (string word in mutants)
        {
            int mutant = Number(word.TrimEnd('s'));
            if (word.EndsWith('s'))
            {
                _static.Add(mutant);
            }

            if (!_covering.TryGetValue(mutant, out List<int>? tests))
            {
                _covering[mutant] = tests = [];
            }

            tests.Add(test);
        }
    }

    private string Command(int mutant, IEnumerable<int> tests)
    {
        return $"run {mutant} {string.Join(' ', tests.Select(t => $"{t}:{_times[t]}"))}";
    }

    private Fate FateOf(int mutant, WorkerProcess worker)
    {
        if (_static.Contains(mutant))
        {
            // What runs once, before the first test: a process of its own, and every test.
            using WorkerProcess fresh = new(_folder, mutant);
            return Fated(fresh.Ask(Command(mutant, Enumerable.Range(0, _times.Length).Where(t => _times[t] >= 0).OrderBy(t => _times[t]))));
        }

        return _covering.TryGetValue(mutant, out List<int>? tests) ? Fated(worker.Ask(Command(mutant, tests))) : Fate.NoCoverage;
    }

    private static Fate Fated(string answer)
    {
        return answer switch
        {
            "survived" => Fate.Survived,
            WorkerProcess.Timeout => Fate.Timeout,
            _ => Fate.Killed,
        };
    }
}
