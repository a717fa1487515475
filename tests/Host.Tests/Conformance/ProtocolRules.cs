using System;
using System.Collections.Generic;
using System.Linq;

namespace McoaRouter.Host.Tests.Conformance;

/// <summary>
/// The rules that hold the tables of <c>firmware/PROTOCOL.md</c> to the tests and sources of the repository. Each gives
/// one message for each fault, which says what to do.
/// </summary>
internal static class ProtocolRules
{
    /// <summary>The documents that must have a table.</summary>
    public static readonly string[] Documents =
        ["Draft", "Rfc3963", "Rfc4283", "Rfc4285", "Rfc5648", "Rfc6089", "Rfc6275"];

    private static readonly string[] s_levels = ["MUST", "MUST NOT", "SHOULD", "SHOULD NOT", "MAY"];
    private static readonly string[] s_sides = ["MR", "HA", "CN"];

    /// <summary>Rows whose form is wrong: level, side, a clause given twice, a document without rows.</summary>
    public static IEnumerable<string> Form(ProtocolTable table)
    {
        foreach (string fault in table.Faults)
        {
            yield return fault;
        }

        foreach (string document in Documents.Except(table.Rows.Select(row => row.Document)))
        {
            yield return $"{ProtocolTable.File}: {document} has no table; give it a section '## RFC n' with one.";
        }

        HashSet<(string, string)> seen = [];
        foreach (ProtocolRow row in table.Rows)
        {
            if (!s_levels.Contains(row.Level))
            {
                yield return $"{row}: '{row.Level}' is no level; write one of {string.Join(", ", s_levels)}.";
            }

            if (row.Sides.Except(s_sides).Any())
            {
                yield return $"{row}: '{string.Join(", ", row.Sides)}' is no side; write MR, HA, CN or several.";
            }

            if (row.Statement.Length == 0)
            {
                yield return $"{row}: the statement is missing; write it in our own words.";
            }

            if (!seen.Add((row.Claim, row.Letter)))
            {
                yield return $"{row}: an earlier row has the same number; give each statement a letter of its own.";
            }
        }
    }

    /// <summary>Rows that are neither held by a test nor left out for a reason, or both.</summary>
    public static IEnumerable<string> Evidence(ProtocolTable table)
    {
        foreach (ProtocolRow row in table.Rows)
        {
            if (row.Tests.Length == 0 && row.LeftOut.Length == 0)
            {
                yield return $"{row}: no test holds it; name one, write one, or say 'left out: why'.";
            }
            else if (row.Tests.Length > 0 && row.LeftOut.Length > 0)
            {
                yield return $"{row}: a test holds what is left out; make two rows of it.";
            }
            else if (row.LeftOut.Length == 0 && row.Sources.Length == 0)
            {
                yield return $"{row}: no source is named; write the file that does it into the column 'where'.";
            }
        }
    }

    /// <summary>Rows that name a test that does not exist.</summary>
    /// <param name="table">The tables.</param>
    /// <param name="tests">All test methods as <c>Class.Method</c>.</param>
    public static IEnumerable<string> Tests(ProtocolTable table, IReadOnlyCollection<string> tests)
    {
        HashSet<string> known = [.. tests, .. tests.Select(MethodOf)];
        return
            from row in table.Rows
            from test in row.Tests
            where !known.Contains(test)
            select $"{row}: there is no test '{test}'; correct the name, or write the test.";
    }

    /// <summary>Tests that claim a clause by their name and are in no row of that clause.</summary>
    /// <param name="table">The tables.</param>
    /// <param name="tests">All test methods as <c>Class.Method</c>.</param>
    public static IEnumerable<string> Claims(ProtocolTable table, IEnumerable<string> tests)
    {
        ILookup<string, ProtocolRow> clauses = table.Rows.ToLookup(row => row.Claim);
        foreach (string test in tests)
        {
            string claim = ProtocolTable.ClaimOf(MethodOf(test));
            if (claim.Length > 0 && !clauses.Contains(claim))
            {
                yield return $"{test}: {ProtocolTable.File} has no row for {claim}; correct the clause in its name (a "
                    + "number after the clause wants a word before it), or add the row.";
            }
            else if (claim.Length > 0
                && !clauses[claim].Any(row => row.Tests.Contains(test) || row.Tests.Contains(MethodOf(test))))
            {
                yield return $"{test}: no row of {claim} in {ProtocolTable.File} names it; add it to the row whose "
                    + $"statement it holds (lines {string.Join(", ", clauses[claim].Select(row => row.Line))}).";
            }
        }
    }

    /// <summary>Rows and text that name a source that does not exist, or that could be several.</summary>
    /// <param name="table">The tables.</param>
    /// <param name="files">All source files by their path with slashes.</param>
    public static IEnumerable<string> Sources(ProtocolTable table, IReadOnlyCollection<string> files)
    {
        IEnumerable<(string Place, string Source)> named =
        [
            .. table.Rows.SelectMany(row => row.Sources.Select(source => (row.ToString(), source))),
            .. table.Mentions.Select(mention => ($"{ProtocolTable.File}:{mention.Line}", mention.Source)),
        ];
        foreach ((string place, string source) in named)
        {
            int count = files.Count(file => file.EndsWith("/" + source, StringComparison.Ordinal));
            if (count == 0)
            {
                yield return $"{place}: there is no source '{source}'; correct its name or folder.";
            }
            else if (count > 1)
            {
                yield return $"{place}: {count} sources are called '{source}'; put the folder before the name.";
            }
        }
    }

    private static string MethodOf(string test)
    {
        return test[(test.LastIndexOf('.') + 1)..];
    }
}
