using System.Text.Json.Nodes;

namespace McoaRouter.Host.Tests;

/// <summary>The two forms of an answer, without its number.</summary>
internal static class ScriptedAnswer
{
    /// <summary>What was asked for is done.</summary>
    public static JsonObject Result(JsonObject result)
    {
        return new JsonObject { ["ok"] = true, ["result"] = result };
    }

    /// <summary>It is not.</summary>
    public static JsonObject Refusal(string code, string message, string? path = null)
    {
        JsonObject error = new() { ["code"] = code, ["message"] = message };
        if (path is not null)
        {
            error["path"] = path;
        }

        return new JsonObject { ["ok"] = false, ["error"] = error };
    }
}
