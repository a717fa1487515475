using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;

namespace McoaRouter.Tools.Bench;

/// <summary>A page of figures as files: one of Markdown, and an SVG for each picture.</summary>
internal static class ReportFiles
{
    /// <summary>Writes them; what was there of the same names is replaced.</summary>
    /// <param name="folder">The folder, which is made where it is missing.</param>
    /// <param name="name">The benchmark's name.</param>
    /// <param name="command">The command that measures this again.</param>
    /// <param name="report">The page.</param>
    public static void Write(string folder, string name, string command, BenchReport report)
    {
        _ = Directory.CreateDirectory(folder);
        foreach (BenchPicture picture in report.Pictures)
        {
            File.WriteAllText(Path.Combine(folder, FileOf(name, picture)), picture.Svg);
        }

        File.WriteAllText(Path.Combine(folder, name + ".md"), TextOf(name, command, report));
    }

    /// <summary>The page as Markdown.</summary>
    public static string TextOf(string name, string command, BenchReport report)
    {
        StringBuilder text = new();
        text.Append($"# {report.Title}\n\n```sh\n{command}\n```\n\n{report.Introduction.Trim()}\n");
        foreach (BenchPicture picture in report.Pictures)
        {
            text.Append($"\n![{picture.Title}]({FileOf(name, picture)})\n");
        }

        foreach (BenchTable table in report.Tables)
        {
            text.Append($"\n## {table.Title}\n\n");
            AppendRow(text, table.Header);
            AppendRow(text, table.Header.Select((_, i) => i == 0 ? "---" : "---:"));
            foreach (IReadOnlyList<string> row in table.Rows)
            {
                AppendRow(text, row);
            }

            text.Append(table.Note is null ? string.Empty : $"\n{table.Note.Trim()}\n");
        }

        return text.ToString();
    }

    private static void AppendRow(StringBuilder text, IEnumerable<string> cells)
    {
        text.Append($"| {string.Join(" | ", cells)} |\n");
    }

    private static string FileOf(string name, BenchPicture picture)
    {
        return picture.Suffix.Length == 0 ? name + ".svg" : $"{name}-{picture.Suffix}.svg";
    }
}
