using System.Linq;
using System.Text.Json.Nodes;

namespace McoaRouter.Host.Tests;

/// <summary>Configurations that are near the bound of the store.</summary>
internal static class WideConfiguration
{
    private const int Uplinks = 8;
    private const int Flows = Limits.Flows;

    /// <summary>
    /// The shipped example with flow rules that are longer than a request, all together; an answer holds them.
    /// </summary>
    public static JsonObject CreatePlain()
    {
        JsonObject root = Example();
        root["flows"] = new JsonArray([.. Enumerable.Range(1, Flows).Select(i => (JsonNode)new JsonObject
        {
            ["name"] = new string('\u00F6', 28) + i,
            ["protocol"] = "udp",
            ["destination"] = $"2001:db8:1234:5678:9abc:def0:{i}:1/128",
            ["destinationPorts"] = "50600-50900",
            ["uplinks"] = new JsonArray("lte", "wifi"),
        })]);
        return root;
    }

    /// <summary>
    /// The shipped example with as many uplinks as there may be, and flow rules for all of them. What is not ASCII makes
    /// the whole, its flows alone and the difference from the example longer than an answer.
    /// </summary>
    public static JsonObject CreateEscaped()
    {
        JsonObject root = Example();
        string[] names = [.. Enumerable.Range(1, Uplinks).Select(i => new string('\u00E4', 17) + i)];
        root["uplinks"] = new JsonArray([.. names.Select((name, i) => (JsonNode)new JsonObject
        {
            ["name"] = name, ["bid"] = i + 1, ["priority"] = 200 - i, ["link"] = "modem", ["apn"] = "internet",
        })]);
        root["flows"] = new JsonArray([.. Enumerable.Range(1, Flows).Select(i => (JsonNode)new JsonObject
        {
            ["name"] = new string('\u00F6', 28) + i,
            ["uplinks"] = new JsonArray([.. names.Select(name => (JsonNode)name)]),
        })]);
        return root;
    }

    private static JsonObject Example()
    {
        return JsonNode.Parse(Repository.Read("tools", "mcoa", "Drive", "example.json"))!.AsObject();
    }
}
