using System.Collections.Generic;
using System.Text.Json;
using System.Text.Json.Nodes;
using McoaRouter.Settings;

namespace McoaRouter.Tools.Operate;

/// <summary>Values of settings as an operator types them, and the secrets among them.</summary>
internal static class SettingValue
{
    /// <summary>What stands for a secret that is not shown; set, it keeps the stored one.</summary>
    public const string Hidden = "***";

    // What passes for a secret where the stored one is not known here: digits serve for each, a PIN has fewest.
    private const string StandInPin = "0000";
    private const string StandIn = "00000000000000000000000000000000";

    /// <summary>Whether a path leads to a secret.</summary>
    public static bool IsSecret(string path)
    {
        return SecretMembers.Is(path[(path.LastIndexOf('.') + 1)..]);
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
                    && SecretMembers.Is(name))
                {
                    members[name] = name == "pin" ? StandInPin : StandIn;
                }
                else
                {
                    UnhideIn(value);
                }
            }
        }
    }
}
