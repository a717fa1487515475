using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace McoaRouter.Host.Tests;

/// <summary>Places in a configuration, by the console's paths, and what is secret there.</summary>
internal static partial class ScriptedTree
{
    /// <summary>What stands for a secret.</summary>
    public const string Mask = "***";

    private static readonly string[] s_secretNames = ["key", "passphrase", "pin", "password"];

    /// <summary>Whether a path ends in a secret's name.</summary>
    public static bool IsSecret(string? path)
    {
        return path is not null && s_secretNames.Contains(path.Split('.')[^1]);
    }

    /// <summary>What is at a path, or null.</summary>
    public static JsonNode? Find(JsonNode root, string path)
    {
        JsonNode? at = root;
        foreach (Match step in Step().Matches(path))
        {
            at = step.Groups["index"].Success
                ? (at as JsonArray)?.ElementAtOrDefault(int.Parse(step.Groups["index"].Value, CultureInfo.InvariantCulture))
                : (at as JsonObject)?[step.Value.TrimStart('.')];
        }

        return at;
    }

    /// <summary>Puts a value at a path, or takes away what is there.</summary>
    /// <returns>False where there is nothing to put it into.</returns>
    public static bool Put(JsonNode root, string path, JsonNode? value, bool remove)
    {
        Match match = Last().Match(path);
        JsonNode? parent = match.Groups["parent"].Length == 0 ? root : Find(root, match.Groups["parent"].Value);
        if (parent is JsonArray list && match.Groups["index"].Success)
        {
            PutItem(list, int.Parse(match.Groups["index"].Value, CultureInfo.InvariantCulture), value, remove);
            return true;
        }

        if (parent is not JsonObject members || !match.Groups["name"].Success)
        {
            return false;
        }

        _ = members.Remove(match.Groups["name"].Value);
        if (!remove)
        {
            members[match.Groups["name"].Value] = value?.DeepClone();
        }

        return true;
    }

    /// <summary>A copy with the mask for each secret.</summary>
    public static JsonNode? Masked(JsonNode? node)
    {
        return node switch
        {
            JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(
                member.Key, IsSecret(member.Key) ? JsonValue.Create(Mask) : Masked(member.Value)))),
            JsonArray items => new JsonArray([.. items.Select(Masked)]),
            _ => node?.DeepClone(),
        };
    }

    /// <summary>The values that have no others in them, by their paths.</summary>
    public static Dictionary<string, JsonNode?> Leaves(JsonNode root)
    {
        Dictionary<string, JsonNode?> leaves = [];
        Walk(root, string.Empty);
        return leaves;

        void Walk(JsonNode? node, string path)
        {
            if (node is JsonObject members)
            {
                foreach ((string name, JsonNode? value) in members)
                {
                    Walk(value, path.Length == 0 ? name : $"{path}.{name}");
                }
            }
            else if (node is JsonArray items)
            {
                for (int i = 0; i < items.Count; i++)
                {
                    Walk(items[i], $"{path}[{i}]");
                }
            }
            else
            {
                leaves[path] = node;
            }
        }
    }

    private static void PutItem(JsonArray list, int index, JsonNode? value, bool remove)
    {
        if (remove)
        {
            list.RemoveAt(index);
        }
        else if (index == list.Count)
        {
            list.Add(value?.DeepClone());
        }
        else
        {
            list[index] = value?.DeepClone();
        }
    }

    [GeneratedRegex(@"^(?<parent>.*?)(\[(?<index>\d+)\]|(^|\.)(?<name>[^.\[]+))$")]
    private static partial Regex Last();

    [GeneratedRegex(@"\[(?<index>\d+)\]|\.?[^.\[]+")]
    private static partial Regex Step();
}
