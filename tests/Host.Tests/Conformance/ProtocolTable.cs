using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace McoaRouter.Host.Tests.Conformance;

/// <summary>
/// Reads the tables of <c>firmware/PROTOCOL.md</c>. A table of statements has the heading
/// <c>clause, statement, level, side, where, tests</c> and stands in the section of its document; in the section of the
/// other documents the clause names its own (<c>RFC 4443 2.4</c>). Files and tests stand in backquotes; a test column
/// without tests begins with <c>left out:</c>. Other tables are passed over.
/// </summary>
internal sealed partial class ProtocolTable
{
    public const string File = "firmware/PROTOCOL.md";

    private const string Heading = "|clause|statement|level|side|where|tests|";
    private const string LeftOut = "left out:";

    private ProtocolTable()
    {
    }

    public List<ProtocolRow> Rows { get; } = [];

    /// <summary>What cannot be read as a row, one message each.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>The sources that the text outside of those tables names, each with its line.</summary>
    public List<(int Line, string Source)> Mentions { get; } = [];

    public static ProtocolTable Read(string text)
    {
        ProtocolTable table = new();
        string document = string.Empty;
        bool within = false;
        string[] lines = text.Split('\n');
        for (int index = 0; index < lines.Length; index++)
        {
            string line = lines[index].Trim();
            if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                document = DocumentOf(line[3..].Trim('`'));
            }

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
                table.ReadRow(line, index + 1, document);
                continue;
            }

            table.Mentions.AddRange(
                from name in Quoted(line)
                where name.EndsWith(".cs", StringComparison.Ordinal)
                select (index + 1, name));
        }

        return table;
    }

    /// <summary>A clause as the name of a test claims it: <c>Draft_5_4</c>, <c>Draft_A_Figure_4</c>.</summary>
    public static string ClaimOf(string document, string clause)
    {
        return document + "_" + clause.Replace('.', '_').Replace(' ', '_');
    }

    /// <summary>The clause that a test method claims by its name, or an empty string.</summary>
    public static string ClaimOf(string method)
    {
        return ClaimPattern().Match(method).Value;
    }

    private static string DocumentOf(string title)
    {
        return title.StartsWith("draft-", StringComparison.Ordinal)
            ? "Draft"
            : DocumentPattern().Replace(title, "Rfc${number}");
    }

    private static string[] Quoted(string cell)
    {
        return [.. QuotedPattern().Matches(cell).Select(match => match.Groups["name"].Value)];
    }

    private void ReadRow(string line, int number, string document)
    {
        string[] cells = [.. line.Trim('|').Split('|').Select(cell => cell.Trim())];
        if (cells.Length != 6)
        {
            Faults.Add(
                $"{File}:{number}: {cells.Length} cells where a row has 6: clause, statement, level, side, where, tests.");
            return;
        }

        Match clause = ClausePattern().Match(cells[0]);
        if (!clause.Success)
        {
            Faults.Add($"{File}:{number}: '{cells[0]}' is no clause; write 5.4, 5.4 a, A Figure 4 or RFC 4443 2.4 a.");
            return;
        }

        string own = clause.Groups["rfc"].Value;
        Rows.Add(new ProtocolRow(
            number,
            own.Length > 0 ? "Rfc" + own : document,
            clause.Groups["number"].Value,
            clause.Groups["letter"].Value,
            cells[1],
            cells[2],
            cells[3].Split(", "),
            Quoted(cells[4]),
            Quoted(cells[5]),
            cells[5].StartsWith(LeftOut, StringComparison.Ordinal) ? cells[5][LeftOut.Length..].Trim() : string.Empty));
    }

    [GeneratedRegex(@"^(RFC (?<rfc>\d+) )?(?<number>A Figure \d+|\d+(\.\d+)*)( (?<letter>[a-z]{1,2}))?$")]
    private static partial Regex ClausePattern();

    [GeneratedRegex(@"^(Draft|Rfc\d+)_(A_Figure_\d+|\d+(_\d+)*)(?=_|$)")]
    private static partial Regex ClaimPattern();

    [GeneratedRegex(@"^RFC (?<number>\d+).*$")]
    private static partial Regex DocumentPattern();

    [GeneratedRegex("`(?<name>[^`]+)`")]
    private static partial Regex QuotedPattern();
}
