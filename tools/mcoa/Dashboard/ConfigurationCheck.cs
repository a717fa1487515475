using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using McoaRouter.Settings;

namespace McoaRouter.Tools.Dashboard;

/// <summary>
/// Validates a configuration while it is typed, by the firmware's own code in this process: no request a keystroke goes
/// to the router, which has the last word when the change is staged.
/// </summary>
internal static class ConfigurationCheck
{
    private const string Kept = "***";

    /// <summary>The result of the console's <c>check</c>: <c>{"faults":[{"path","message"}],"notices":[]}</c>.</summary>
    public static JsonObject Run(JsonNode? configuration)
    {
        JsonNode? value = configuration?.DeepClone();
        FillIn(value);
        RouterSettingsResult result = RouterSettingsReader.Read(value?.ToJsonString() ?? "null");
        JsonArray faults = [];
        for (int i = 0; i < result.Faults.Length; i++)
        {
            faults.Add(new JsonObject { ["path"] = result.FaultPaths[i], ["message"] = result.FaultMessage(i) });
        }

        JsonArray notices = [];
        foreach (string notice in result.Settings?.Notices ?? [])
        {
            notices.Add(notice);
        }

        return new JsonObject { ["faults"] = faults, ["notices"] = notices };
    }

    /// <summary>Puts something valid where a stored secret is to be kept, which only the router knows.</summary>
    private static void FillIn(JsonNode? node)
    {
        if (node is JsonArray items)
        {
            foreach (JsonNode? item in items)
            {
                FillIn(item);
            }
        }
        else if (node is JsonObject members)
        {
            foreach ((string key, JsonNode? value) in members.ToArray())
            {
                if (SecretMembers.Is(key) && value?.GetValueKind() == JsonValueKind.String && value.GetValue<string>() == Kept)
                {
                    members[key] = key == "pin" ? "0000" : new string('0', 32);
                }
                else
                {
                    FillIn(value);
                }
            }
        }
    }
}
