using System;
using System.Collections.Generic;
using System.Text.Json;
using System.Threading;

namespace McoaRouter.Tools.Lab;

/// <summary>
/// What the router's events say about its uplinks and its path. Written by one thread, read by another.
/// </summary>
internal sealed class RouterWatch
{
    private readonly Lock _lock = new();
    private readonly HashSet<string> _registered = [];
    private readonly List<(double At, string? Uplink)> _paths = [];
    private readonly Dictionary<string, string> _standings = [];

    /// <summary>The uplink that carries the traffic, or null.</summary>
    public string? Path
    {
        get
        {
            lock (_lock)
            {
                return _paths.Count == 0 ? null : _paths[^1].Uplink;
            }
        }
    }

    /// <summary>Takes one event.</summary>
    public void OnEvent(JsonElement element)
    {
        string? uplink = element.TryGetProperty("uplink", out JsonElement value) ? value.GetString() : null;
        lock (_lock)
        {
            switch (element.GetProperty("event").GetString())
            {
                case "path":
                    _paths.Add((ArrivalMeter.Now, uplink));
                    break;
                case "standing":
                    _standings[uplink!] = element.GetProperty("standing").GetString()!;
                    break;
                case "binding" when element.GetProperty("state").GetString() == "registered":
                    _registered.Add(uplink!);
                    break;
                case "binding":
                    _registered.Remove(uplink!);
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>How well the path over an uplink serves, as the router said last; good at first.</summary>
    public string StandingOf(string uplink)
    {
        lock (_lock)
        {
            return _standings.GetValueOrDefault(uplink, "good");
        }
    }

    /// <summary>Whether all these uplinks are registered.</summary>
    public bool AllRegistered(IEnumerable<string> uplinks)
    {
        lock (_lock)
        {
            return _registered.IsSupersetOf(uplinks);
        }
    }

    /// <summary>How long after a time the present path was taken, in ms; null where it was taken before.</summary>
    public int? SwitchedAfterMs(double time)
    {
        lock (_lock)
        {
            return _paths.Count > 0 && _paths[^1].At >= time ? (int)Math.Round(_paths[^1].At - time) : null;
        }
    }
}
