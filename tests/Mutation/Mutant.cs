using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;

namespace McoaRouter.Mutation;

/// <summary>One change to one file, as the mutator's report has it.</summary>
internal sealed record Mutant(int Id, string File, int Line, string Kind, string Original, string Replacement)
{
    internal string Folder => Path.GetFileName(Path.GetDirectoryName(File))!;

    internal Fate Fate { get; set; }

    /// <summary>What a person reads: where, what was there and what stands there instead.</summary>
    public override string ToString()
    {
        return $"{Folder}/{Path.GetFileName(File)}:{Line} #{Id} {Fate} {Kind}: {OneLine(Original)} -> {OneLine(Replacement)}";
    }

    /// <summary>The mutants of a report that compile and were not left out, of the files whose path contains a word.</summary>
    internal static Mutant[] Read(string report, string word)
    {
        using JsonDocument document = JsonDocument.Parse(System.IO.File.ReadAllBytes(report));
        List<Mutant> mutants = [];
        foreach (JsonProperty file in document.RootElement.GetProperty("files").EnumerateObject().Where(f => f.Name.Contains(word, StringComparison.Ordinal)))
        {
            string[] lines = file.Value.GetProperty("source").GetString()!.Split('\n');
            foreach (JsonElement mutant in file.Value.GetProperty("mutants").EnumerateArray())
            {
                if (mutant.GetProperty("status").GetString() is "Ignored" or "CompileError")
                {
                    continue;
                }

                JsonElement place = mutant.GetProperty("location");
                mutants.Add(new Mutant(
                    int.Parse(mutant.GetProperty("id").GetString()!, CultureInfo.InvariantCulture),
                    file.Name,
                    place.GetProperty("start").GetProperty("line").GetInt32(),
                    mutant.GetProperty("mutatorName").GetString()!,
                    Cut(lines, place.GetProperty("start"), place.GetProperty("end")),
                    mutant.GetProperty("replacement").GetString()!));
            }
        }

        return mutants.ToArray();
    }

    private static string Cut(string[] lines, JsonElement start, JsonElement end)
    {
        int first = start.GetProperty("line").GetInt32() - 1;
        int last = end.GetProperty("line").GetInt32() - 1;
        int from = start.GetProperty("column").GetInt32() - 1;
        int to = end.GetProperty("column").GetInt32() - 1;
        return first == last ? lines[first][from..to]
            : string.Join('\n', lines[first..last].Select((l, i) => i == 0 ? l[from..] : l).Append(lines[last][..to]));
    }

    private static string OneLine(string text)
    {
        return string.Join(' ', text.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
    }
}

/// <summary>What became of a mutant.</summary>
internal enum Fate
{
    /// <summary>No test reaches it.</summary>
    NoCoverage,

    /// <summary>Every test that reaches it passes.</summary>
    Survived,

    /// <summary>A test fails.</summary>
    Killed,

    /// <summary>A test never ends, or the process ends.</summary>
    Timeout,
}
