using System.Globalization;
using System.Linq;
using System.Text.Json;
using McoaRouter.Tools.ConsoleClient;

namespace McoaRouter.Tools.Operate;

/// <summary>Puts a router's events into words.</summary>
internal static class EventWords
{
    private const double MillisecondsPerSecond = 1000;

    /// <summary>When it was, by the router's clock.</summary>
    public static string Time(JsonElement @event)
    {
        double seconds = (@event.NumberOf("t") ?? 0) / MillisecondsPerSecond;
        return seconds.ToString("F3", CultureInfo.InvariantCulture).PadLeft(10) + " s";
    }

    /// <summary>What happened, safe for a terminal.</summary>
    public static string Of(JsonElement @event)
    {
        string text = Sentence(@event);
        return @event.NumberOf("dropped") is { } dropped and > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{text} ({dropped} events before it were dropped)")
            : text;
    }

    private static string Sentence(JsonElement @event)
    {
        string uplink = Words.Text(@event, "uplink");
        string status = Words.Number(@event, "status");
        return @event.TextOf("event") switch
        {
            "uplink" => $"{uplink}: {(@event.IsTrue("up") ? "up" : "down")}",
            "binding" => $"{uplink}: binding {Words.Text(@event, "state")}, status {status}",
            "bindingUpdate" => Update(@event, uplink),
            "bindingAcknowledgement" => $"Binding Acknowledgement {Words.Number(@event, "sequence")}, status {status}",
            "path" => @event.MemberOf("uplink") is null ? "no path" : $"path: {uplink}",
            "home" => @event.MemberOf("uplink") is null ? "away from home" : $"at home by {uplink}",
            "homeAgent" => $"home agent: {Words.Text(@event, "address")}",
            "registrationForm" => $"registration: {Words.Text(@event, "form")}",
            "correspondentBinding" =>
                $"{uplink}: {(@event.IsTrue("registered") ? "registered" : "not registered")} with correspondent "
                    + $"{Member(@event, "correspondent")}, status {status}",
            "notice" => "note: " + (@event.MemberOf("uplink") is null ? string.Empty : uplink + ": ") + Notice(@event),
            "configuration" => Configuration(@event),
            "log" => "log: " + Words.Text(@event, @event.MemberOf("line") is null ? "text" : "line"),
            _ => Other(@event),
        };
    }

    private static string Update(JsonElement @event, string uplink)
    {
        string kind = @event.IsTrue("deregistration") ? "Binding Update to de-register" : "Binding Update";
        string again = @event.NumberOf("attempt") is { } attempt and > 1
            ? string.Create(CultureInfo.InvariantCulture, $", attempt {attempt}")
            : string.Empty;
        return $"{kind} {Words.Number(@event, "sequence")} over {uplink}{again}";
    }

    private static string Notice(JsonElement @event)
    {
        return @event.MemberOf("text") is null ? $"{Words.Text(@event, "notice")} {Words.Number(@event, "value")}"
            : Words.Text(@event, "text");
    }

    private static string Configuration(JsonElement @event)
    {
        string reason = @event.MemberOf("reason") is null ? string.Empty : $": {Words.Text(@event, "reason")}";
        string state = @event.TextOf("state") switch
        {
            "trial" => "on trial",
            "rolledBack" => "rolled back",
            _ => Words.Text(@event, "state"),
        };
        return $"configuration: revision {Words.Number(@event, "revision")} {state}{reason}";
    }

    /// <summary>An event of a router newer than this program.</summary>
    private static string Other(JsonElement @event)
    {
        string members = string.Join(", ", @event.EnumerateObject()
            .Where(member => member.Name is not ("event" or "t"))
            .Select(member => $"{SafeText.Of(member.Name)} {Words.Value(member.Value)}"));
        return $"{Words.Text(@event, "event")}: {members}";
    }

    private static string Member(JsonElement @event, string name)
    {
        return @event.MemberOf(name) is { } member ? SafeText.Of(member.ToString()) : "-";
    }
}
