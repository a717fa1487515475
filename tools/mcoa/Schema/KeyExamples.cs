using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;

namespace McoaRouter.Tools.Schema;

/// <summary>Values that keys have in the example configurations.</summary>
internal sealed class KeyExamples
{
    private const int Most = 3;

    private readonly Dictionary<string, List<JsonValue>> _values = [];

    /// <summary>Gathers the values of some configurations.</summary>
    public KeyExamples(IEnumerable<string> configurations)
    {
        foreach (string configuration in configurations)
        {
            Gather(string.Empty, JsonNode.Parse(configuration)!);
        }
    }

    /// <summary>The first different ones; none where no example has the key.</summary>
    public JsonArray Of(string path)
    {
        return _values.TryGetValue(path, out List<JsonValue>? values)
            ? [.. values.Take(Most).Select(value => value.DeepClone())]
            : [];
    }

    private void Gather(string path, JsonNode node)
    {
        if (node is JsonObject members)
        {
            foreach ((string key, JsonNode? value) in members)
            {
                Gather(SettingsTable.Join(path, key), value!);
            }
        }
        else if (node is JsonArray items)
        {
            foreach (JsonNode? item in items)
            {
                Gather(path + "[]", item!);
            }
        }
        else if (node is JsonValue value)
        {
            _ = _values.TryAdd(path, []);
            if (!_values[path].Any(known => JsonNode.DeepEquals(known, value)))
            {
                _values[path].Add(value);
            }
        }
    }
}
