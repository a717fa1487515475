using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using McoaRouter.Settings;

namespace McoaRouter.Tools.Schema;

/// <summary>
/// What the validator asks of each key, found by having it read configurations that go through all its branches: with
/// nothing, with empty objects, with every key as null and as text, for each kind of <c>link</c>.
/// </summary>
/// <remarks>Paths are general ones: <c>uplinks[].bid</c>; the whole configuration's is empty.</remarks>
internal sealed partial class SettingsTable
{
    /// <summary>The key on whose value it depends which others may stand beside it.</summary>
    public const string Link = "link";

    // The deepest object lies two steps below the whole: each pass finds what lies a step deeper.
    private const int Passes = 6;
    private const string Missing = "is missing";

    private readonly Dictionary<string, JsonObject> _rows = [];
    private readonly Dictionary<string, HashSet<string>> _allowed = [];
    private readonly Dictionary<string, HashSet<string>> _required = [];

    /// <summary>Reads the table out of the validator.</summary>
    public SettingsTable()
    {
        _required.Add(string.Empty, Read([], null));
        for (int i = 0; i < Passes; i++)
        {
            _ = Observe(Filling.Null, null);
            _ = Observe(Filling.Text, null);
        }

        foreach (string item in Objects.Where(HasLink))
        {
            foreach (string link in Choices(item))
            {
                _required.Add(item + "=" + link, Observe(Filling.Empty, link));
                _ = Observe(Filling.Text, link);
                _allowed.Add(item + "=" + link, [.. Heard(Filling.Null, link)]);
            }
        }

        foreach (string item in Objects.Where(path => path.Length > 0))
        {
            _required.Add(item, Observe(Filling.Empty, null));
        }
    }

    /// <summary>The objects of the configuration, the whole first.</summary>
    public IEnumerable<string> Objects
    {
        get { return ["", .. _rows.Where(row => TypeOf(row.Key) == "object").Select(row => row.Key)]; }
    }

    /// <summary>What is asked of a value, in the words of JSON Schema.</summary>
    public JsonObject this[string path] => _rows[path];

    /// <summary>Whether there is such a value.</summary>
    public bool Has(string path)
    {
        return _rows.ContainsKey(path);
    }

    /// <summary>The keys of an object, in the order in which they are read.</summary>
    public string[] KeysOf(string item)
    {
        return [.. _rows.Keys.Where(path => ParentOf(path) == item && !path.EndsWith(']')).Select(NameOf)];
    }

    /// <summary>Whether the keys of an object depend on its <c>link</c>.</summary>
    public bool HasLink(string item)
    {
        return _rows.ContainsKey(Join(item, Link));
    }

    /// <summary>What the <c>link</c> of an object may be.</summary>
    public string[] Choices(string item)
    {
        return [.. _rows[Join(item, Link)]["enum"]!.AsArray().Select(choice => choice!.GetValue<string>())];
    }

    /// <summary>The keys that an object must have, whatever its <c>link</c>.</summary>
    public string[] Required(string item)
    {
        return [.. KeysOf(item).Where(key => _required[item].Contains(Join(item, key)))];
    }

    /// <summary>The further keys that an object with a <c>link</c> must have.</summary>
    public string[] RequiredWith(string item, string link)
    {
        HashSet<string> missing = _required[item + "=" + link];
        return [.. KeysOf(item).Where(key => missing.Contains(Join(item, key))).Except(Required(item))];
    }

    /// <summary>The keys that do not go with a <c>link</c>.</summary>
    public string[] RefusedWith(string item, string link)
    {
        return [.. KeysOf(item).Where(key => !_allowed[item + "=" + link].Contains(Join(item, key)))];
    }

    /// <summary>The keys that must stand beside another, where they need not otherwise.</summary>
    public string[] RequiredBeside(string item, string key)
    {
        HashSet<string> needed = [];
        foreach (string link in Choices(item).Where(choice => !RefusedWith(item, choice).Contains(key)))
        {
            HashSet<string> before = Observe(Filling.Empty, link);
            needed.UnionWith(Observe(Filling.Empty, link, Join(item, key)).Except(before));
        }

        return [.. KeysOf(item).Where(other => needed.Contains(Join(item, other)))];
    }

    /// <summary>The path of a key in an object.</summary>
    public static string Join(string item, string key)
    {
        return item.Length == 0 ? key : item + "." + key;
    }

    private static string ParentOf(string path)
    {
        int dot = path.LastIndexOf('.');
        return dot < 0 ? string.Empty : path[..dot];
    }

    private static string NameOf(string path)
    {
        return path[(path.LastIndexOf('.') + 1)..];
    }

    private string? TypeOf(string path)
    {
        return _rows.TryGetValue(path, out JsonObject? row) ? row["type"]?.GetValue<string>() : null;
    }

    private HashSet<string> Observe(Filling filling, string? link, string? beside = null)
    {
        return Read(Build(string.Empty, filling, link, beside), null);
    }

    private List<string> Heard(Filling filling, string link)
    {
        List<string> heard = [];
        _ = Read(Build(string.Empty, filling, link, null), heard);
        return heard;
    }

    // The paths that are missing; and those of which something was asked.
    private HashSet<string> Read(JsonObject configuration, List<string>? asked)
    {
        RouterSettingsResult? result = null;
        string text = configuration.ToJsonString();
        foreach ((string path, JsonObject keywords) in SettingsRecorder.Record(() => result = RouterSettingsReader.Read(text)))
        {
            string general = Generalise(path);
            if (keywords.Count > 0)
            {
                asked?.Add(general);
            }

            Merge(general, keywords);
        }

        return [.. Enumerable.Range(0, result!.Faults.Length)
            .Where(fault => result.FaultMessage(fault).StartsWith(Missing, StringComparison.Ordinal))
            .Select(fault => Generalise(result.FaultPaths[fault]))];
    }

    private void Merge(string path, JsonObject keywords)
    {
        if (!_rows.TryGetValue(path, out JsonObject? row))
        {
            row = [];
            _rows.Add(path, row);
        }

        foreach ((string keyword, JsonNode? value) in keywords)
        {
            if (row[keyword] is not { } known)
            {
                row[keyword] = value!.DeepClone();
            }
            else if (!JsonNode.DeepEquals(known, value))
            {
                throw new InvalidOperationException($"{path}: {keyword} is {known} and {value}: it depends on the rest.");
            }
        }
    }

    private JsonObject Build(string item, Filling filling, string? link, string? beside)
    {
        JsonObject members = [];
        foreach (string key in KeysOf(item))
        {
            string path = Join(item, key);
            string list = path + "[]";
            if (key == Link && link != null)
            {
                members[key] = link;
            }
            else if (TypeOf(path) == "object")
            {
                members[key] = Build(path, filling, link, beside);
            }
            else if (TypeOf(path) == "array" && TypeOf(list) == "object")
            {
                members[key] = new JsonArray(Build(list, filling, link, beside));
            }
            else if (filling != Filling.Empty)
            {
                members[key] = TypeOf(path) == "array" ? new JsonArray(Leaf(list, filling)) : Leaf(path, filling);
            }
            else if (path == beside)
            {
                members[key] = null;
            }
        }

        return members;
    }

    private JsonValue? Leaf(string path, Filling filling)
    {
        return filling == Filling.Text && TypeOf(path) == "string" ? JsonValue.Create("x") : null;
    }

    private static string Generalise(string path)
    {
        return Index().Replace(path, "[]");
    }

    [GeneratedRegex(@"\[[0-9]+\]")]
    private static partial Regex Index();

    /// <summary>What a configuration has in the place of single values.</summary>
    private enum Filling
    {
        /// <summary>Nothing: objects are empty but for their <c>link</c>.</summary>
        Empty,

        /// <summary>Null.</summary>
        Null,

        /// <summary>A text where one is asked for, null elsewhere.</summary>
        Text,
    }
}
