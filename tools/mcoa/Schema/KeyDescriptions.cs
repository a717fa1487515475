using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace McoaRouter.Tools.Schema;

/// <summary>What each key is, out of the tables of <c>firmware/McoaRouter/Settings/README.md</c>.</summary>
internal sealed class KeyDescriptions
{
    // The page's chapters, and which object's keys they have.
    private static readonly Dictionary<string, string> s_chapters = new()
    {
        ["## The router"] = string.Empty,
        ["## The security association"] = "security",
        ["## An uplink"] = "uplinks[]",
        ["## The port"] = "port",
        ["## The health of paths"] = "health",
        ["## A flow"] = "flows[]",
    };

    private readonly Dictionary<string, string> _texts = [];

    /// <summary>Reads the page's text.</summary>
    public KeyDescriptions(string page)
    {
        using StringReader reader = new(page);
        string? item = null;
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                item = s_chapters.GetValueOrDefault(line);
            }
            else if (item != null && line.StartsWith("| `", StringComparison.Ordinal))
            {
                Add(item, [.. line.Split('|').Select(cell => cell.Trim())]);
            }
        }
    }

    /// <summary>What a key is; an error where the page does not say.</summary>
    public string this[string path] => _texts.TryGetValue(path, out string? text)
        ? text
        : throw new InvalidOperationException($"firmware/McoaRouter/Settings/README.md does not describe {path}.");

    // The second column, and of the third what explains each choice.
    private void Add(string item, string[] cells)
    {
        string text = char.ToUpperInvariant(cells[2][0]) + cells[2][1..] + ".";
        if (cells[3].Contains("`:", StringComparison.Ordinal))
        {
            text += " " + cells[3] + ".";
        }

        _texts.Add(SettingsTable.Join(item, cells[1].Trim('`')), text.Replace("`", string.Empty, StringComparison.Ordinal));
    }
}
