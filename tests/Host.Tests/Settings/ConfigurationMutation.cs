using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace McoaRouter.Host.Tests.Settings;

/// <summary>One change at one path of a configuration.</summary>
/// <param name="Path">Where, as faults have it.</param>
/// <param name="What">What was done, for messages.</param>
/// <param name="Text">The whole configuration with the change.</param>
internal sealed record ConfigurationMutation(string Path, string What, string Text)
{
    /// <summary>What <see cref="What"/> is where the member was taken out.</summary>
    public const string Removed = "removed";

    /// <summary>The configuration with each of its members taken out.</summary>
    public static IEnumerable<ConfigurationMutation> Removals(string configuration)
    {
        foreach (string path in Paths(configuration).Where(path => !path.EndsWith(']')))
        {
            JsonNode root = JsonNode.Parse(configuration)!;
            JsonNode member = Find(root, path);
            _ = member.Parent!.AsObject().Remove(member.GetPropertyName());
            yield return new ConfigurationMutation(path, Removed, root.ToJsonString());
        }
    }

    /// <summary>The configuration with each of its members and items replaced by a value.</summary>
    public static IEnumerable<ConfigurationMutation> Replacements(string configuration, string value)
    {
        foreach (string path in Paths(configuration))
        {
            JsonNode root = JsonNode.Parse(configuration)!;
            Find(root, path).ReplaceWith(JsonNode.Parse(value));
            yield return new ConfigurationMutation(path, value, root.ToJsonString());
        }
    }

    /// <summary>The configuration with one more member in each of its objects.</summary>
    public static IEnumerable<ConfigurationMutation> Additions(string configuration, string key, string value)
    {
        foreach (string path in Paths(configuration).Prepend(string.Empty))
        {
            JsonNode root = JsonNode.Parse(configuration)!;
            if ((path.Length == 0 ? root : Find(root, path)) is JsonObject members && members.TryAdd(key, JsonNode.Parse(value)))
            {
                yield return new ConfigurationMutation(
                    path.Length == 0 ? key : path + "." + key, "added " + value, root.ToJsonString());
            }
        }
    }

    /// <summary>The paths of all members and items.</summary>
    public static IEnumerable<string> Paths(string configuration)
    {
        return Descendants(JsonNode.Parse(configuration)!).Select(node => PathOf(node));
    }

    private static IEnumerable<JsonNode> Descendants(JsonNode node)
    {
        IEnumerable<JsonNode> children = node switch
        {
            JsonObject members => members.Select(member => member.Value!),
            JsonArray items => items.Select(item => item!),
            _ => [],
        };
        return children.SelectMany(child => Descendants(child).Prepend(child));
    }

    private static JsonNode Find(JsonNode root, string path)
    {
        return Descendants(root).Single(node => PathOf(node) == path);
    }

    // Made by hand: the library's own paths put quotation marks around "$schema".
    private static string PathOf(JsonNode node)
    {
        if (node.Parent is null)
        {
            return string.Empty;
        }

        string parent = PathOf(node.Parent);
        return node.Parent is JsonArray
            ? $"{parent}[{node.GetElementIndex()}]"
            : parent.Length == 0 ? node.GetPropertyName() : $"{parent}.{node.GetPropertyName()}";
    }
}
