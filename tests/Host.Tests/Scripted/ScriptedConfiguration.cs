using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using McoaRouter.Tools.Dashboard;

namespace McoaRouter.Host.Tests;

/// <summary>What a scripted router runs and has staged, and the trial of the one it was told to run last.</summary>
internal sealed class ScriptedConfiguration
{
    private JsonNode _before = new JsonObject();
    private JsonNode? _staged;
    private int _stagings;

    public ScriptedConfiguration(JsonNode running)
    {
        Running = running;
    }

    /// <summary>What runs.</summary>
    public JsonNode Running { get; private set; }

    /// <summary>The number of what runs.</summary>
    public int Revision { get; private set; } = 7;

    /// <summary>Whether what runs is on trial.</summary>
    public bool OnTrial { get; private set; }

    /// <summary>What was rolled back last, or null.</summary>
    public JsonObject? RolledBack { get; private set; }

    /// <summary>The number of what is staged, or 0.</summary>
    public int Staging { get; private set; }

    /// <summary>The op <c>get</c>.</summary>
    public JsonObject Get(JsonNode request)
    {
        JsonNode root = (string?)request["from"] == "staged" ? _staged ?? Running : Running;
        string? path = (string?)request["path"];
        JsonNode? value = path is null ? root : ScriptedTree.Find(root, path);
        return value is null
            ? ScriptedAnswer.Refusal("unknown-path", $"there is no {path}; ask for what is above it", path)
            : ScriptedAnswer.Result(new JsonObject
            {
                ["path"] = path,
                ["value"] = ScriptedTree.IsSecret(path) ? ScriptedTree.Mask : ScriptedTree.Masked(value),
                ["revision"] = Revision,
                ["staging"] = Staging,
            });
    }

    /// <summary>The op <c>set</c>. A router that is to be called "refused" finds a fault that no other finds.</summary>
    public JsonObject Set(JsonNode request)
    {
        string? path = (string?)request["path"];
        _staged ??= Running.DeepClone();
        if (path is null)
        {
            _staged = request["value"]!.DeepClone();
        }
        else if (!ScriptedTree.Put(_staged, path, request["value"], request["remove"] is not null))
        {
            return ScriptedAnswer.Refusal("unknown-path", "there is no such place; set what is above it", path);
        }

        Restore();
        Staging = ++_stagings;
        JsonObject result = ConfigurationCheck.Run(_staged);
        result["staging"] = Staging;
        if ((string?)_staged["name"] == "refused")
        {
            result["faults"]!.AsArray().Add(
                new JsonObject { ["path"] = "name", ["message"] = "this board can't be called so" });
        }

        return ScriptedAnswer.Result(result);
    }

    /// <summary>The op <c>check</c>.</summary>
    public JsonObject Check()
    {
        return ScriptedAnswer.Result(ConfigurationCheck.Run(_staged ?? Running));
    }

    /// <summary>The op <c>changes</c>.</summary>
    public JsonObject Changes()
    {
        Dictionary<string, JsonNode?> old = ScriptedTree.Leaves(Running);
        Dictionary<string, JsonNode?> now = ScriptedTree.Leaves(_staged ?? Running);
        JsonArray changes = [];
        foreach (string path in old.Keys.Union(now.Keys))
        {
            string? before = old.GetValueOrDefault(path)?.ToJsonString();
            string? after = now.GetValueOrDefault(path)?.ToJsonString();
            if (before != after)
            {
                JsonObject change = new() { ["path"] = path };
                AddLeaf(change, "old", path, before);
                AddLeaf(change, "new", path, after);
                changes.Add(change);
            }
        }

        return ScriptedAnswer.Result(new JsonObject { ["staging"] = Staging, ["changes"] = changes });
    }

    /// <summary>The op <c>commit</c>.</summary>
    public JsonObject Commit(JsonNode request)
    {
        if (_staged is null)
        {
            return ScriptedAnswer.Refusal("nothing-staged", "nothing is staged; set something first");
        }

        if (request["staging"] is { } staging && (int)staging != Staging)
        {
            return ScriptedAnswer.Refusal("conflict", "somebody else staged since; look at changes");
        }

        _before = Running;
        Running = _staged;
        Unstage();
        OnTrial = true;
        RolledBack = null;
        Revision++;
        return ScriptedAnswer.Result(new JsonObject
        {
            ["revision"] = Revision,
            ["confirmWithinMs"] = 1000 * ((int?)request["confirmSeconds"] ?? 120),
        });
    }

    /// <summary>The op <c>confirm</c>.</summary>
    public JsonObject Confirm(JsonNode request, bool registered)
    {
        if (!OnTrial)
        {
            return ScriptedAnswer.Refusal("no-trial", "no trial runs; nothing is to be confirmed");
        }

        if (!registered && request["force"] is null)
        {
            return ScriptedAnswer.Refusal("not-registered", "no uplink is registered; wait, or force it");
        }

        OnTrial = false;
        return ScriptedAnswer.Result(new JsonObject { ["revision"] = Revision });
    }

    /// <summary>The op <c>rollback</c>.</summary>
    public JsonObject RollBack()
    {
        if (OnTrial)
        {
            EndTrial(null);
        }
        else if (_staged is null)
        {
            return ScriptedAnswer.Refusal("nothing-staged", "nothing is staged and no trial runs");
        }

        Unstage();
        return ScriptedAnswer.Result(new JsonObject { ["revision"] = Revision });
    }

    /// <summary>Goes back to what ran before.</summary>
    /// <param name="reason">Why, or null where the operator wants it.</param>
    public void EndTrial(string? reason)
    {
        if (reason is not null)
        {
            RolledBack = new JsonObject { ["revision"] = Revision, ["reason"] = reason };
        }

        OnTrial = false;
        Running = _before;
        Revision--;
    }

    private static void AddLeaf(JsonObject change, string member, string path, string? leaf)
    {
        if (leaf is not null)
        {
            change[member] = ScriptedTree.IsSecret(path) ? ScriptedTree.Mask : JsonNode.Parse(leaf);
        }
    }

    private void Unstage()
    {
        _staged = null;
        Staging = 0;
    }

    /// <summary>A mask stands for what is stored.</summary>
    private void Restore()
    {
        foreach ((string path, JsonNode? value) in ScriptedTree.Leaves(_staged!))
        {
            if (ScriptedTree.IsSecret(path)
                && value?.ToString() == ScriptedTree.Mask
                && ScriptedTree.Find(Running, path) is { } stored)
            {
                _ = ScriptedTree.Put(_staged!, path, stored, remove: false);
            }
        }
    }
}
