using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using System.Threading;

namespace McoaRouter.Mutation;

/// <summary>
/// Runs tests in this process against the mutated assembly, one mutant switched on at a time. A mutant that never ends takes
/// this process with it: whoever started it starts another.
/// </summary>
internal sealed class Worker
{
    private const int None = -1;

    private const int MaxMutants = 1 << 16;

    /// <summary>What a test may take beyond ten times what it takes unmutated: ms of processor time.</summary>
    private const int PatienceMs = 1500;

    private readonly TestMethod[] _tests;
    private readonly byte[] _reached = new byte[MaxMutants];
    private readonly FieldInfo _active;
    private readonly FieldInfo _capture;
    private readonly TextWriter _answers;
    private long _deadline = long.MaxValue;

    private Worker(string folder, int mutant, TextWriter answers)
    {
        _answers = answers;
        AssemblyLoadContext.Default.Resolving += (context, name) =>
        {
            string path = Path.Combine(folder, name.Name + ".dll");
            return File.Exists(path) ? context.LoadFromAssemblyPath(path) : null;
        };
        Assembly mutated = AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.Combine(folder, "McoaRouter.dll"));
        Type control = mutated.GetTypes().Single(t => t.Name == CoverageBoard.ControlType);
        _active = control.GetField(CoverageBoard.ActiveField)!;
        _capture = control.GetField(CoverageBoard.CaptureField)!;
        control.GetField(CoverageBoard.Field)!.SetValue(null, _reached);
        _active.SetValue(null, mutant);
        _tests = TestMethod.Of(AssemblyLoadContext.Default.LoadFromAssemblyPath(Path.Combine(folder, "McoaRouter.Tests.dll")));
    }

    /// <summary>Answers commands, a line each, until there are no more.</summary>
    internal static void Run(string folder, int mutant)
    {
        TextWriter answers = Console.Out;
        Console.SetOut(TextWriter.Null);
        Worker worker = new(folder, mutant, answers);
        new Thread(worker.Watch) { IsBackground = true }.Start();
        for (string? line = Console.ReadLine(); line is not null; line = Console.ReadLine())
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            worker.Answer(words[0] switch
            {
                "time" => worker.Time(),
                "cover" => worker.Cover(),
                _ => worker.FirstFailure(Number(words[1]), words.Skip(2)),
            });
        }
    }

    private static int Number(string word)
    {
        return int.Parse(word, CultureInfo.InvariantCulture);
    }

    private static long ProcessorMs()
    {
        return (long)Environment.CpuUsage.TotalTime.TotalMilliseconds;
    }

    private void Watch()
    {
        while (true)
        {
            Thread.Sleep(100);
            if (ProcessorMs() > Interlocked.Read(ref _deadline))
            {
                Answer("timeout");
                Process.GetCurrentProcess().Kill();
            }
        }
    }

    private void Answer(string line)
    {
        lock (_answers)
        {
            _answers.WriteLine(line);
            _answers.Flush();
        }
    }

    // Twice: the second time is without compilation.
    private string Time()
    {
        List<string> times = [];
        foreach (TestMethod test in _tests)
        {
            bool first = test.Passes();
            Stopwatch watch = Stopwatch.StartNew();
            times.Add(test.Passes() && first ? watch.ElapsedMilliseconds.ToString(CultureInfo.InvariantCulture) : "-1");
        }

        return string.Join(' ', times) + "|" + string.Join(' ', _tests.Select(t => t.Name));
    }

    private string Cover()
    {
        List<string> covered = [];
        _capture.SetValue(null, true);
        foreach (TestMethod test in _tests)
        {
            Array.Clear(_reached);
            test.Passes();
            IEnumerable<string> reached = Enumerable.Range(0, _reached.Length).Where(m => _reached[m] != 0).Select(m => $"{m}{(_reached[m] > 1 ? "s" : "")}");
            covered.Add(string.Join(' ', reached));
        }

        _capture.SetValue(null, false);
        return string.Join('|', covered);
    }

    // The words are "test:ms".
    private string FirstFailure(int mutant, IEnumerable<string> words)
    {
        _active.SetValue(null, mutant);
        try
        {
            foreach (string word in words)
            {
                string[] parts = word.Split(':');
                Interlocked.Exchange(ref _deadline, ProcessorMs() + PatienceMs + 10 * Number(parts[1]));
                if (!_tests[Number(parts[0])].Passes())
                {
                    return parts[0];
                }
            }

            return "survived";
        }
        finally
        {
            Interlocked.Exchange(ref _deadline, long.MaxValue);
            _active.SetValue(null, None);
        }
    }
}
