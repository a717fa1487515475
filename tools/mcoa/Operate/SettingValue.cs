using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace McoaRouter.Tools.Operate;

/// <summary>Values of settings as an operator types them, and the secrets among them.</summary>
internal static class SettingValue
{
    /// <summary>What stands for a secret that is not shown; set, it keeps the stored one.</summary>
    public const string Hidden = "***";

    /// <summary>The secrets, each with a value that passes for one where the stored one is not known here.</summary>
    private static readonly Dictionary<string, string> s_secrets = new(StringComparer.Ordinal)
    {
        ["key"] = new string('0', 32),
        ["passphrase"] = "hidden",
        ["pin"] = "0000",
        ["password"] = "hidden",
    };

    /// <summary>Whether a path leads to a secret.</summary>
    public static bool IsSecret(string path)
    {
        return s_secrets.ContainsKey(path[(path.LastIndexOf('.') + 1)..]);
    }

    /// <summary>Reads a value: JSON, or else text. A secret is text in any case: a PIN is no number.</summary>
    public static JsonNode? Read(string path, string text)
    {
        if (IsSecret(path) && !text.StartsWith('"'))
        {
            return JsonValue.Create(text);
        }

        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    /// <summary>A copy in which every hidden secret has a value that passes for one.</summary>
    public static JsonNode? Unhide(JsonNode? node)
    {
        JsonNode? copy = node?.DeepClone();
        UnhideIn(copy);
        return copy;
    }

    private static void UnhideIn(JsonNode? node)
    {
        if (node is JsonArray list)
        {
            foreach (JsonNode? item in list)
            {
                UnhideIn(item);
            }
        }
        else if (node is JsonObject members)
        {
            foreach ((string name, JsonNode? value) in new List<KeyValuePair<string, JsonNode?>>(members))
            {
                if (value is JsonValue text && text.TryGetValue(out string? shown) && shown == Hidden
                    && s_secrets.TryGetValue(name, out string? standIn))
                {
                    members[name] = standIn;
                }
                else
                {
                    UnhideIn(value);
                }
            }
        }
    }
}
