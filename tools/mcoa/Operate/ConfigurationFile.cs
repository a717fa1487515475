using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using System.Text.Json.Nodes;
using McoaRouter.Settings;

namespace McoaRouter.Tools.Operate;

/// <summary>A configuration in a file, checked by the firmware's own reader before any router sees it.</summary>
internal sealed class ConfigurationFile
{
    private ConfigurationFile(string? unreadable, IReadOnlyList<string> faults, JsonNode? root)
    {
        Unreadable = unreadable;
        Faults = faults;
        Root = root;
    }

    /// <summary>Why the file can't be read, or null.</summary>
    public string? Unreadable { get; }

    /// <summary>What is wrong with it; empty where nothing is.</summary>
    public IReadOnlyList<string> Faults { get; }

    /// <summary>The configuration, or null.</summary>
    public JsonNode? Root { get; }

    /// <summary>Reads a file. A hidden secret, as in an export, is taken for one that the router has.</summary>
    public static ConfigurationFile Read(string path)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new ConfigurationFile($"cannot read {path}: {exception.Message}", [], null);
        }

        JsonNode? root = null;
        try
        {
            root = JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            // The firmware's reader says what is wrong, in its words.
        }

        string checkedText = root is null ? text : SettingValue.Unhide(root)!.ToJsonString();
        string[] faults = RouterSettingsReader.Read(checkedText).Faults;
        return root is null && faults.Length == 0
            ? new ConfigurationFile($"cannot read {path}: it is no plain JSON", [], null)
            : new ConfigurationFile(null, faults, root);
    }
}
