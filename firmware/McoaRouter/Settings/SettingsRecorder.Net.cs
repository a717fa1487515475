#nullable enable

using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace McoaRouter.Settings;

/// <summary>
/// Hears what the readers ask of each key while they read, in the words of JSON Schema: so the readers' calls are the one
/// table of types, ranges, choices and defaults. The device's twin hears nothing, and its build has no call of it.
/// </summary>
public static class SettingsRecorder
{
    /// <summary>The keyword of a text, or of several, that stand beside the values of another type.</summary>
    public const string Alternative = "x-alternative";

    private const string Symbol = "SETTINGS_RECORDER";

    [ThreadStatic]
    private static Dictionary<string, JsonObject>? s_heard;

    /// <summary>Records one reading.</summary>
    /// <param name="reading">It reads one configuration, on this thread.</param>
    /// <returns>
    /// By the path of each key that was looked for (<c>uplinks[0].bid</c>), what was asked of it; empty where it was not
    /// read.
    /// </returns>
    public static Dictionary<string, JsonObject> Record(Action reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        Dictionary<string, JsonObject> heard = [];
        s_heard = heard;
        try
        {
            reading();
        }
        finally
        {
            s_heard = null;
        }

        return heard;
    }

    /// <summary>A key was looked for.</summary>
    [Conditional(Symbol)]
    internal static void Hear(string path)
    {
        _ = At(path);
    }

    /// <summary>A keyword whose value is a text, or true or false.</summary>
    [Conditional(Symbol)]
    internal static void Hear(string path, string keyword, string value)
    {
        Set(path, keyword, value is "true" or "false" ? JsonValue.Create(value == "true") : JsonValue.Create(value));
    }

    /// <summary>A keyword whose value is a number; the greatest of 32 bits is no bound.</summary>
    [Conditional(Symbol)]
    internal static void HearNumber(string path, string keyword, long value)
    {
        if (value != int.MaxValue)
        {
            Set(path, keyword, JsonValue.Create(value));
        }
    }

    /// <summary>The texts that are allowed.</summary>
    [Conditional(Symbol)]
    internal static void HearChoice(string path, string[] choices)
    {
        HearChoice(path, "enum", choices);
    }

    /// <summary>A keyword whose value is a list of texts.</summary>
    [Conditional(Symbol)]
    internal static void HearChoice(string path, string keyword, string[] choices)
    {
        JsonArray texts = [];
        foreach (string choice in choices)
        {
            texts.Add((JsonNode)choice);
        }

        Set(path, keyword, texts);
    }

    private static JsonObject? At(string path)
    {
        if (s_heard == null)
        {
            return null;
        }

        if (!s_heard.TryGetValue(path, out JsonObject? keywords))
        {
            keywords = [];
            s_heard.Add(path, keywords);
        }

        return keywords;
    }

    private static void Set(string path, string keyword, JsonNode? value)
    {
        if (At(path) is { } keywords)
        {
            keywords[keyword] = value;
        }
    }
}
