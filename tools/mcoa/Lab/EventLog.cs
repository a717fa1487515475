using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;

namespace McoaRouter.Tools.Lab;

/// <summary>The events that one program wrote, by when they came. Written by one thread, read by another.</summary>
internal sealed class EventLog
{
    private readonly Lock _lock = new();
    private readonly List<(double At, JsonElement Event)> _events = [];

    /// <summary>Takes one event.</summary>
    public void Add(JsonElement element)
    {
        lock (_lock)
        {
            _events.Add((ArrivalMeter.Now, element.Clone()));
        }
    }

    /// <summary>The last event of a name since a time, or null where there is none.</summary>
    public JsonElement? Last(string name, double since = 0)
    {
        lock (_lock)
        {
            int at = _events.FindLastIndex(known => known.At >= since && NameOf(known.Event) == name);
            return at < 0 ? null : _events[at].Event;
        }
    }

    /// <summary>Whether such an event came since a time.</summary>
    public bool Any(string name, Func<JsonElement, bool> condition, double since = 0)
    {
        lock (_lock)
        {
            return _events.Any(known => known.At >= since && NameOf(known.Event) == name && condition(known.Event));
        }
    }

    /// <summary>Whether such an event came, and its last one has this value.</summary>
    public bool LastIs(string name, string member, object? value)
    {
        return Last(name) is JsonElement last && Equals(ValueOf(last, member), value);
    }

    /// <summary>The Binding Identifiers of the bindings that a home agent holds, in their order.</summary>
    public int[] Bindings()
    {
        SortedSet<int> bids = [];
        lock (_lock)
        {
            foreach ((_, JsonElement element) in _events.Where(known => NameOf(known.Event) == "binding"))
            {
                int bid = element.GetProperty("bid").GetInt32();
                _ = element.GetProperty("present").GetBoolean() ? bids.Add(bid) : bids.Remove(bid);
            }
        }

        return [.. bids];
    }

    private static string? NameOf(JsonElement element)
    {
        return element.GetProperty("event").GetString();
    }

    private static object? ValueOf(JsonElement element, string member)
    {
        JsonElement value = element.GetProperty(member);
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetInt32(),
            JsonValueKind.Null => null,
            _ => value.GetBoolean(),
        };
    }
}
