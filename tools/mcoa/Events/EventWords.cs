using System.Globalization;
using System.Linq;
using System.Text.Json;
using McoaRouter.Tools.ConsoleClient;
using McoaRouter.Tools.Operate;

namespace McoaRouter.Tools.Events;

/// <summary>Puts the events of a router's console into words.</summary>
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
        string? uplink = Text(@event, "uplink");
        long? status = @event.NumberOf("status");
        return @event.TextOf("event") switch
        {
            "uplink" => EventSentences.Uplink(uplink, @event.IsTrue("up"), Text(@event, "careOfAddress")),
            "binding" => EventSentences.Binding(uplink, @event.NumberOf("bid"), Text(@event, "state"), status),
            "bindingUpdate" => EventSentences.BindingUpdate(
                uplink, @event.NumberOf("sequence"), @event.NumberOf("attempt"), @event.IsTrue("deregistration")),
            "bindingAcknowledgement" => EventSentences.BindingAcknowledgement(@event.NumberOf("sequence"), status),
            "path" => EventSentences.Path(uplink),
            "home" => EventSentences.Home(uplink),
            "homeAgent" => EventSentences.HomeAgent(Text(@event, "address")),
            "registrationForm" => EventSentences.RegistrationForm(Text(@event, "form")),
            "correspondentBinding" => EventSentences.CorrespondentBinding(
                uplink, @event.IsTrue("registered"), Text(@event, "correspondent"), status),
            "notice" => EventSentences.Notice(
                Text(@event, "text") ?? Text(@event, "notice"), uplink, @event.NumberOf("value")),
            "configuration" => EventSentences.Configuration(
                @event.NumberOf("revision"), Text(@event, "state"), Text(@event, "reason")),
            "log" => EventSentences.Log(Text(@event, "line")),
            "line" => EventSentences.Line(Text(@event, "state"), Text(@event, "message")),
            _ => Other(@event),
        };
    }

    /// <summary>An event of a router newer than this program.</summary>
    private static string Other(JsonElement @event)
    {
        string members = string.Join(", ", @event.EnumerateObject()
            .Where(member => member.Name is not ("event" or "t"))
            .Select(member => $"{SafeText.Of(member.Name)} {Words.Value(member.Value)}"));
        return $"{Words.Text(@event, "event")}: {members}";
    }

    private static string? Text(JsonElement @event, string member)
    {
        return @event.TextOf(member) is { } text ? SafeText.Of(text) : null;
    }
}
