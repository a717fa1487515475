using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading;

namespace McoaRouter.Tools.Lab;

/// <summary>The events that one program wrote, in their order. Written by one thread, read by another.</summary>
internal sealed class EventLog
{
    private readonly Lock _lock = new();
    private readonly List<JsonElement> _events = [];

    /// <summary>Takes one event.</summary>
    public void Add(JsonElement element)
    {
        lock (_lock)
        {
            _events.Add(element.Clone());
        }
    }

    /// <summary>The last event of a name, or null where there is none.</summary>
    public JsonElement? Last(string name)
    {
        lock (_lock)
        {
            int at = _events.FindLastIndex(known => NameOf(known) == name);
            return at < 0 ? null : _events[at];
        }
    }

    /// <summary>Whether such an event came.</summary>
    public bool Any(string name, Func<JsonElement, bool> condition)
    {
        lock (_lock)
        {
            return _events.Any(known => NameOf(known) == name && condition(known));
        }
    }

    /// <summary>Whether an event came that has this value.</summary>
    public bool Has(string name, string member, object? value)
    {
        return Any(name, element => Equals(ValueOf(element, member), value));
    }

    /// <summary>How many events came that have this value.</summary>
    public int Count(string name, string member, object? value)
    {
        lock (_lock)
        {
            return _events.Count(known => NameOf(known) == name && Equals(ValueOf(known, member), value));
        }
    }

    /// <summary>The last event of a name about a binding, or null where there is none.</summary>
    public JsonElement? LastOf(string name, int bid)
    {
        lock (_lock)
        {
            int at = _events.FindLastIndex(known => NameOf(known) == name && known.GetProperty("bid").GetInt32() == bid);
            return at < 0 ? null : _events[at];
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
            foreach (JsonElement element in _events.Where(known => NameOf(known) == "binding"))
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
        return !element.TryGetProperty(member, out JsonElement value) ? null : value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetInt32(),
            JsonValueKind.Null => null,
            _ => value.GetBoolean(),
        };
    }
}
