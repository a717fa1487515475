using System;
using System.Globalization;
using System.Text.Json;
using McoaRouter.Tools.ConsoleClient;

namespace McoaRouter.Tools.Operate;

/// <summary>Values of answers as people read them.</summary>
internal static class Words
{
    private const string Nothing = "-";
    private const int MillisecondsPerSecond = 1000;

    /// <summary>What is said of a router that runs without authentication.</summary>
    public const string OpenSecurity =
        "security: none: binding messages are not authenticated, anyone on the path can move the vehicle's traffic";

    /// <summary>Whether a router runs without authentication; one without configuration runs nothing.</summary>
    public static bool IsOpen(JsonElement status)
    {
        return status.TextOf("security") == "none" && status.TextOf("configuration") != "none";
    }

    /// <summary>A member that is text, safe for a terminal, or "-".</summary>
    public static string Text(JsonElement element, string member)
    {
        return SafeText.Of(element.TextOf(member) ?? Nothing);
    }

    /// <summary>A member that is a number, or "-".</summary>
    public static string Number(JsonElement element, string member)
    {
        return element.NumberOf(member)?.ToString(CultureInfo.InvariantCulture) ?? Nothing;
    }

    /// <summary>Milliseconds as whole seconds.</summary>
    public static string Seconds(long? milliseconds)
    {
        return milliseconds is { } known
            ? string.Create(CultureInfo.InvariantCulture, $"{known / MillisecondsPerSecond} s")
            : Nothing;
    }

    /// <summary>Milliseconds as days, hours, minutes and seconds.</summary>
    public static string Duration(long? milliseconds)
    {
        if (milliseconds is not { } known || known < 0 || known > TimeSpan.MaxValue.TotalMilliseconds)
        {
            return Nothing;
        }

        TimeSpan span = TimeSpan.FromMilliseconds(known);
        string days = span.Days > 0 ? string.Create(CultureInfo.InvariantCulture, $"{span.Days} d ") : string.Empty;
        return days + span.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture);
    }

    /// <summary>A value of a setting as JSON on one line, safe for a terminal.</summary>
    public static string Value(JsonElement value)
    {
        return SafeText.Of(OperatorSession.Line(value));
    }
}
