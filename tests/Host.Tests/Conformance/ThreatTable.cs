using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace McoaRouter.Host.Tests.Conformance;

/// <summary>
/// Reads the tables of <c>firmware/THREATS.md</c>, whose heading is <c>threat, who, what happens, where, tests</c>, and
/// finds what is wrong with them. Files and tests stand in backquotes; a threat that nothing is held against has none and
/// says <c>not defended:</c>. Other tables are passed over.
/// </summary>
internal sealed partial class ThreatTable
{
    public const string File = "firmware/THREATS.md";

    private const string Heading = "|threat|who|whathappens|where|tests|";
    private const string NotDefended = "not defended:";

    private static readonly string[] s_attackers = ["off", "path", "fleet", "host", "serial", "agent", "thief"];

    public List<Threat> Threats { get; } = [];

    /// <summary>What is wrong with the form of the page, one message each.</summary>
    public List<string> Faults { get; } = [];

    public static ThreatTable Read(string text)
    {
        ThreatTable table = new();
        bool within = false;
        string[] lines = text.Split('\n');
        for (int index = 0; index < lines.Length; index++)
        {
            string line = lines[index].Trim();
            if (!line.StartsWith('|'))
            {
                within = false;
            }
            else if (line.Replace(" ", string.Empty) == Heading)
            {
                within = true;
            }
            else if (within && !line.StartsWith("|-", StringComparison.Ordinal))
            {
                table.ReadRow(line, index + 1);
            }
        }

        return table;
    }

    /// <summary>Threats that neither a test is held against nor are said to be open, or both, or half.</summary>
    public IEnumerable<string> Evidence()
    {
        foreach (Threat threat in Threats)
        {
            bool open = threat.NotDefended.Length > 0;
            if (!open && (threat.Tests.Length == 0 || threat.Sources.Length == 0 || threat.Answer.Length == 0))
            {
                yield return $"{threat}: say what happens, name the class and a test, or write 'not defended: why'.";
            }
            else if (open && (threat.Tests.Length > 0 || threat.Sources.Length > 0))
            {
                yield return $"{threat}: a class or test stands beside 'not defended'; make two rows of it.";
            }
        }
    }

    /// <summary>Names of tests that there are not.</summary>
    /// <param name="tests">All test methods as <c>Class.Method</c>.</param>
    public IEnumerable<string> MissingTests(IReadOnlyCollection<string> tests)
    {
        HashSet<string> known = [.. tests, .. tests.Select(test => test[(test.LastIndexOf('.') + 1)..])];
        return
            from threat in Threats
            from test in threat.Tests
            where !known.Contains(test)
            select $"{threat}: there is no test '{test}'; correct the name, or write the test.";
    }

    /// <summary>Names of sources that there are not, or that could be several.</summary>
    /// <param name="files">All source files by their path with slashes.</param>
    public IEnumerable<string> MissingSources(IReadOnlyCollection<string> files)
    {
        return
            from threat in Threats
            from source in threat.Sources
            let count = files.Count(file => file.EndsWith("/" + source, StringComparison.Ordinal))
            where count != 1
            select $"{threat}: {count} sources are called '{source}'; correct the name, or put the folder before it.";
    }

    private static string[] Quoted(string cell)
    {
        return [.. QuotedPattern().Matches(cell).Select(match => match.Groups["name"].Value)];
    }

    private void ReadRow(string line, int number)
    {
        string[] cells = [.. line.Trim('|').Split('|').Select(cell => cell.Trim())];
        if (cells.Length != 5)
        {
            Faults.Add($"{File}:{number}: {cells.Length} cells where a row has 5: threat, who, what happens, where, tests.");
            return;
        }

        string[] who = cells[1].Split(", ", StringSplitOptions.RemoveEmptyEntries);
        if (who.Except(s_attackers).Any())
        {
            Faults.Add($"{File}:{number}: '{cells[1]}' is nobody; write one of {string.Join(", ", s_attackers)}, or several.");
        }

        bool open = cells[4].StartsWith(NotDefended, StringComparison.Ordinal);
        Threats.Add(new Threat(
            number,
            cells[0],
            who,
            cells[2],
            Quoted(cells[3]),
            open ? [] : Quoted(cells[4]),
            open ? cells[4][NotDefended.Length..].Trim() : string.Empty));
        if (open && Threats[^1].NotDefended.Length == 0)
        {
            Faults.Add($"{File}:{number}: say why it is not defended, and what an owner does.");
        }
    }

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex QuotedPattern();
}
