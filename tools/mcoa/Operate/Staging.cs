using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using McoaRouter.Tools.ConsoleClient;

namespace McoaRouter.Tools.Operate;

/// <summary>Cuts a configuration into requests that fit a line each.</summary>
internal static class Staging
{
    private const string Op = "set";

    /// <summary>The arguments of the <c>set</c>s that stage a whole configuration, in their order.</summary>
    /// <exception cref="ArgumentException">One value alone does not fit.</exception>
    public static IReadOnlyList<JsonObject> Cut(JsonNode configuration)
    {
        List<JsonObject> requests = [];
        Add(requests, string.Empty, configuration);
        return requests;
    }

    private static void Add(List<JsonObject> requests, string path, JsonNode? value)
    {
        JsonObject whole = Arguments(path, value);
        if (RequestLine.Fits(Op, whole))
        {
            requests.Add(whole);
        }
        else if (value is JsonObject members)
        {
            AddMembers(requests, path, members);
        }
        else if (value is JsonArray items)
        {
            requests.Add(Arguments(path, new JsonArray()));
            for (int i = 0; i < items.Count; i++)
            {
                Add(requests, $"{path}[{i}]", items[i]);
            }
        }
        else
        {
            throw new ArgumentException($"{path}: does not fit in a line of {RequestLine.Longest} octets; shorten it");
        }
    }

    /// <summary>Leaves out the largest members until the rest fits, then sets them one by one.</summary>
    private static void AddMembers(List<JsonObject> requests, string path, JsonObject members)
    {
        JsonObject rest = (JsonObject)members.DeepClone();
        string[] largest =
        [
            .. members.OrderByDescending(member => member.Value?.ToJsonString().Length ?? 0).Select(member => member.Key),
        ];
        int taken = 0;
        while (taken < largest.Length && !RequestLine.Fits(Op, Arguments(path, rest)))
        {
            rest.Remove(largest[taken++]);
        }

        requests.Add(Arguments(path, rest));
        foreach (string name in members.Select(member => member.Key).Where(name => !rest.ContainsKey(name)))
        {
            Add(requests, path.Length == 0 ? name : $"{path}.{name}", members[name]);
        }
    }

    private static JsonObject Arguments(string path, JsonNode? value)
    {
        JsonObject arguments = new() { ["value"] = value?.DeepClone() };
        if (path.Length > 0)
        {
            arguments.Insert(0, "path", path);
        }

        return arguments;
    }
}
