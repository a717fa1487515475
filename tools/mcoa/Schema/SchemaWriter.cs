using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using McoaRouter.Settings;

namespace McoaRouter.Tools.Schema;

/// <summary>
/// The JSON Schema of the router's configuration: types, ranges, choices and defaults from the validator
/// (<see cref="SettingsTable"/>), descriptions from its page, examples from the example configurations. What depends on
/// several values, such as a prefix inside another, is the validator's alone.
/// </summary>
internal static class SchemaWriter
{
    private const string Resources = "McoaRouter.Tools.";

    private static readonly JsonSerializerOptions s_indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The schema's text, with an end of line behind it.</summary>
    public static string Write()
    {
        Source source = new(
            new SettingsTable(),
            new KeyDescriptions(Resource("Schema.README.md")),
            new KeyExamples([Resource("Drive.example.json"), Resource("Schema.Linux.json"), Resource("Schema.Esp32.json")]));
        JsonObject root = new()
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Configuration of McoaRouter, format 1",
            ["description"] = "Made by mcoa schema from the router's own validator, which knows more: mcoa check.",
            ["type"] = "object",
        };
        AddMembers(root, string.Empty, source);
        return root.ToJsonString(s_indented) + "\n";
    }

    private static void AddMembers(JsonObject schema, string item, Source source)
    {
        SettingsTable table = source.Table;
        JsonObject properties = [];
        foreach (string key in table.KeysOf(item))
        {
            string path = SettingsTable.Join(item, key);
            JsonObject property = new() { ["description"] = source.Descriptions[path] };
            if (SecretMembers.Is(key))
            {
                property["writeOnly"] = true;
                property["x-secret"] = true;
            }

            AddValue(property, path, source);
            properties[key] = property;
        }

        schema["properties"] = properties;
        schema["required"] = ArrayOf(table.Required(item));
        schema["additionalProperties"] = false;
        if (table.HasLink(item))
        {
            AddBeside(schema, item, table);
            schema["allOf"] = new JsonArray([.. table.Choices(item).Select(link => WithLink(item, link, table))]);
        }
    }

    // A value's keywords in a fixed order, whatever the order in which they were heard.
    private static void AddValue(JsonObject schema, string path, Source source)
    {
        JsonObject row = source.Table[path];
        JsonObject value = schema;
        if (row[SettingsRecorder.Alternative] is { } text)
        {
            value = [];
            string keyword = text is JsonArray ? "enum" : "const";
            schema["anyOf"] = new JsonArray(new JsonObject { [keyword] = text.DeepClone() }, value);
        }

        bool single = row["minimum"] is { } least && JsonNode.DeepEquals(least, row["maximum"]);
        if (single)
        {
            value["const"] = row["minimum"]!.DeepClone();
        }

        string[] bounds = single ? [] : ["minimum", "maximum"];
        string[] keywords =
        [
            "type", "enum", .. bounds, "multipleOf", "minLength", "maxLength", "format", "pattern", "minItems", "maxItems",
            "default", "errorMessage",
        ];
        foreach (string keyword in keywords.Where(row.ContainsKey))
        {
            value[keyword] = row[keyword]!.DeepClone();
        }

        string kind = row["type"]?.GetValue<string>()
            ?? throw new InvalidOperationException($"The validator asks nothing of {path}.");
        if (kind == "object")
        {
            AddMembers(value, path, source);
        }
        else if (kind == "array")
        {
            JsonObject items = [];
            AddValue(items, path + "[]", source);
            value["items"] = items;
        }

        JsonArray examples = source.Examples.Of(path);
        bool secret = path.Split('.').Any(SecretMembers.Is);
        if (examples.Count > 0 && !secret && !row.ContainsKey("enum") && !single)
        {
            schema["examples"] = examples;
        }
    }

    private static void AddBeside(JsonObject schema, string item, SettingsTable table)
    {
        JsonObject beside = [];
        foreach (string key in table.KeysOf(item))
        {
            string[] needed = table.RequiredBeside(item, key);
            if (needed.Length > 0)
            {
                beside[key] = ArrayOf(needed);
            }
        }

        if (beside.Count > 0)
        {
            schema["dependentRequired"] = beside;
        }
    }

    private static JsonObject WithLink(string item, string link, SettingsTable table)
    {
        JsonObject then = [];
        JsonObject refused = [];
        foreach (string key in table.RefusedWith(item, link))
        {
            refused[key] = false;
        }

        if (refused.Count > 0)
        {
            then["properties"] = refused;
        }

        if (table.RequiredWith(item, link) is { Length: > 0 } required)
        {
            then["required"] = ArrayOf(required);
        }

        return new JsonObject
        {
            ["if"] = new JsonObject
            {
                ["properties"] = new JsonObject { [SettingsTable.Link] = new JsonObject { ["const"] = link } },
                ["required"] = ArrayOf([SettingsTable.Link]),
            },
            ["then"] = then,
        };
    }

    private static JsonArray ArrayOf(string[] texts)
    {
        return [.. texts.Select(text => (JsonNode)text)];
    }

    private static string Resource(string name)
    {
        using Stream stream = typeof(SchemaWriter).Assembly.GetManifestResourceStream(Resources + name)
            ?? throw new InvalidOperationException($"{name} is missing from the program.");
        using StreamReader reader = new(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private sealed record Source(SettingsTable Table, KeyDescriptions Descriptions, KeyExamples Examples);
}
