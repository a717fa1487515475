using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace McoaRouter.Tools.ConsoleClient;

/// <summary>
/// Members of what a router sent. It may be an older or a newer one, or none: what is missing or of another type is
/// null, never an exception.
/// </summary>
internal static class JsonMembers
{
    /// <summary>A member, or null where there is none or it is <c>null</c>.</summary>
    public static JsonElement? MemberOf(this JsonElement element, string name)
    {
        return element.ValueKind == JsonValueKind.Object
            && element.TryGetProperty(name, out JsonElement member)
            && member.ValueKind != JsonValueKind.Null
            ? member
            : null;
    }

    /// <summary>A member that is text, or null.</summary>
    public static string? TextOf(this JsonElement element, string name)
    {
        return element.MemberOf(name)?.Text();
    }

    /// <summary>The value itself where it is text, or null.</summary>
    public static string? Text(this JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // An escaped half of a surrogate pair is JSON, and no text.
            return null;
        }
    }

    /// <summary>Whether every name within can be read: an escaped half of a surrogate pair is JSON, and no name.</summary>
    public static bool HasReadableNames(this JsonElement element)
    {
        try
        {
            return element.ValueKind switch
            {
                JsonValueKind.Object => element.EnumerateObject().All(
                    member => member.Name.Length >= 0 && member.Value.HasReadableNames()),
                JsonValueKind.Array => element.EnumerateArray().All(HasReadableNames),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>A member that is a whole number, or null.</summary>
    public static long? NumberOf(this JsonElement element, string name)
    {
        return element.MemberOf(name) is { ValueKind: JsonValueKind.Number } member && member.TryGetInt64(out long number)
            ? number
            : null;
    }

    /// <summary>Whether a member is <c>true</c>.</summary>
    public static bool IsTrue(this JsonElement element, string name)
    {
        return element.MemberOf(name)?.ValueKind == JsonValueKind.True;
    }

    /// <summary>The items of a member that is a list; none where it is not.</summary>
    public static IEnumerable<JsonElement> ItemsOf(this JsonElement element, string name)
    {
        return element.MemberOf(name) is { ValueKind: JsonValueKind.Array } member ? member.EnumerateArray() : [];
    }
}
