using System.Text.Json.Nodes;
using McoaRouter.Settings;
using McoaRouter.Tools.Operate;

namespace McoaRouter.Tools.Dashboard;

/// <summary>
/// Validates a configuration while it is typed, by the firmware's own code in this process: no request a keystroke goes
/// to the router, which has the last word when the change is staged.
/// </summary>
internal static class ConfigurationCheck
{
    /// <summary>The result of the console's <c>check</c>: <c>{"faults":[{"path","message"}],"notices":[]}</c>.</summary>
    public static JsonObject Run(JsonNode? configuration)
    {
        RouterSettingsResult result = RouterSettingsReader.Read(SettingValue.Unhide(configuration)?.ToJsonString() ?? "null");
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
}
