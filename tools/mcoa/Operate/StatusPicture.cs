using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using McoaRouter.Tools.ConsoleClient;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace McoaRouter.Tools.Operate;

/// <summary>A router's status as tables.</summary>
internal static class StatusPicture
{
    private const string None = "[grey]-[/]";
    private const int Wide = 146;
    private const int GoodSignal = -70;
    private const int FairSignal = -85;
    private const long ShortRemaining = 10;

    /// <summary>Draws it.</summary>
    /// <param name="status">The status.</param>
    /// <param name="width">Columns of the screen; a narrow one goes without round trips and traffic.</param>
    public static IRenderable Of(JsonElement status, int width)
    {
        List<IRenderable> rows = [new Markup(Headline(status))];
        if (status.TextOf("configuration") == "trial")
        {
            rows.Add(new Markup($"[yellow]on trial: rolls back in {Words.Seconds(status.NumberOf("confirmWithinMs"))} unless confirmed[/]"));
        }

        if (Words.IsOpen(status))
        {
            rows.Add(new Markup($"[red]{Words.OpenSecurity}[/]"));
        }

        if (status.ItemsOf("uplinks").Any())
        {
            rows.Add(Uplinks(status, width >= Wide));
        }

        if (status.ItemsOf("flows").Any())
        {
            rows.Add(Flows(status));
        }

        rows.Add(new Markup(Footer(status)));
        return new Rows(rows);
    }

    private static string Headline(JsonElement status)
    {
        string path = status.TextOf("path") is { } name ? $"[bold]{Escaped(name)}[/]" : "[red]none[/]";
        string home = status.TextOf("atHome") is { } link ? $"   at home by [bold]{Escaped(link)}[/]" : string.Empty;
        return $"[bold]{Text(status, "name")}[/]  up {Words.Duration(status.NumberOf("uptimeMs"))}, "
            + $"revision {Words.Number(status, "revision")} {Text(status, "configuration")}   path: {path}{home}";
    }

    private static string Footer(JsonElement status)
    {
        string text = $"home agent {Text(status, "homeAgent")}, home address {Text(status, "homeAddress")}, registration "
            + $"{Text(status, "registration")} ({Text(status, "form")}, {Text(status, "wireProfile")}, security {Text(status, "security")})"
            + $"; refresh in {Words.Seconds(status.NumberOf("refreshInMs"))}";
        if (status.MemberOf("traffic") is { } traffic)
        {
            text += $"; out {Packets(traffic, "out")}, in {Packets(traffic, "in")}";
        }

        return status.NumberOf("memoryFree") is { } free
            ? string.Create(CultureInfo.InvariantCulture, $"{text}; {free} octets of memory free")
            : text;
    }

    private static Table Uplinks(JsonElement status, bool wide)
    {
        const int NarrowColumns = 8;
        string[] columns =
            ["Uplink", "Link", "Signal", "Care-of address", "BID", "Binding", "Remaining", "Path", "Round trip", "Out", "In"];
        int shown = wide ? columns.Length : NarrowColumns;
        Table table = NewTable(columns[..shown]);
        string? path = status.TextOf("path");
        foreach (JsonElement uplink in status.ItemsOf("uplinks"))
        {
            string? name = uplink.TextOf("name");
            string[] cells =
            [
                (name is not null && name == path ? "[bold]>[/] " : "  ") + Text(uplink, "name"),
                Link(uplink),
                Signal(uplink.NumberOf("signal")),
                Address(uplink),
                Words.Number(uplink, "bid"),
                Binding(uplink),
                Remaining(uplink.NumberOf("remainingSeconds")),
                Standing(uplink),
                uplink.NumberOf("roundTripMs") is { } time ? string.Create(CultureInfo.InvariantCulture, $"{time} ms") : None,
                Packets(uplink, "out"),
                Packets(uplink, "in"),
            ];
            table.AddRow(cells[..shown]);
        }

        return table;
    }

    private static Table Flows(JsonElement status)
    {
        string[] names = [.. status.ItemsOf("uplinks").Select(uplink => uplink.TextOf("name") ?? "?")];
        Table table = NewTable("Flow", "Uplinks", "Goes by", "Home agent");
        foreach (JsonElement flow in status.ItemsOf("flows"))
        {
            FlowPath path = FlowPath.Read(flow, names);
            table.AddRow(
                Text(flow, "name"),
                Escaped(path.MayTake),
                path.Takes.Length > 0 ? $"[green]{Escaped(path.Takes)}[/]" : "[red]none[/]",
                FollowedBy(flow));
        }

        return table;
    }

    private static string FollowedBy(JsonElement flow)
    {
        return flow.TextOf("homeAgent") switch
        {
            null => None,
            "acknowledged" => "[green]follows[/]",
            "stated" => "[yellow]asked[/]",
            "refused" => string.Create(CultureInfo.InvariantCulture, $"[red]refuses ({flow.NumberOf("status")})[/]"),
            "ignored" => "[grey]knows no flows[/]",
            { } other => Escaped(other),
        };
    }

    // How well the path serves; what its probes say of it where it is watched.
    private static string Standing(JsonElement uplink)
    {
        if (uplink.MemberOf("probes") is not { } probes || !uplink.IsTrue("up"))
        {
            return None;
        }

        string standing = Text(uplink, "standing");
        string colour = standing switch
        {
            "good" => "green",
            "held" or "degraded" => "yellow",
            _ => "red",
        };
        string trip = probes.NumberOf("roundTripMs") is { } time
            ? string.Create(CultureInfo.InvariantCulture, $", {time} ms")
            : string.Empty;
        string loss = probes.NumberOf("lossPercent") is { } percent and not 0
            ? string.Create(CultureInfo.InvariantCulture, $", {percent} % lost")
            : string.Empty;
        return $"[{colour}]{standing}[/]{trip}{loss}";
    }

    private static Table NewTable(params string[] columns)
    {
        Table table = new() { Border = TableBorder.Rounded };
        table.AddColumns(columns);
        return table;
    }

    private static string Link(JsonElement uplink)
    {
        return $"{Text(uplink, "link")} {(uplink.IsTrue("up") ? "[green]up[/]" : "[red]down[/]")}";
    }

    private static string Signal(long? signal)
    {
        if (signal is not { } level)
        {
            return None;
        }

        string colour = level >= GoodSignal ? "green" : level >= FairSignal ? "yellow" : "red";
        return string.Create(CultureInfo.InvariantCulture, $"[{colour}]{level} dBm[/]");
    }

    private static string Address(JsonElement uplink)
    {
        string? transport = uplink.TextOf("transport");
        return uplink.TextOf("careOfAddress") is not { } address ? None
            : Escaped(address) + (transport == "udp" ? " (UDP)" : string.Empty);
    }

    private static string Binding(JsonElement uplink)
    {
        string state = Text(uplink, "binding");
        string colour = state switch
        {
            "registered" => "green",
            "registering" => "yellow",
            "refused" => "red",
            _ => "grey",
        };
        string status = uplink.NumberOf("status") is { } number and not 0
            ? string.Create(CultureInfo.InvariantCulture, $" ({number})")
            : string.Empty;
        return $"[{colour}]{state}{status}[/]";
    }

    private static string Remaining(long? seconds)
    {
        return seconds is not { } left || left <= 0 ? None
            : string.Create(CultureInfo.InvariantCulture, $"[{(left < ShortRemaining ? "yellow" : "default")}]{left} s[/]");
    }

    private static string Packets(JsonElement element, string direction)
    {
        return element.MemberOf(direction) is { } counters
            ? $"{Words.Number(counters, "packets")} / {Octets(counters.NumberOf("octets"))}"
            : None;
    }

    private static string Octets(long? octets)
    {
        const int Kilo = 1000;
        return octets switch
        {
            null => "-",
            < 10 * Kilo => string.Create(CultureInfo.InvariantCulture, $"{octets} B"),
            < 10 * Kilo * Kilo => string.Create(CultureInfo.InvariantCulture, $"{octets / Kilo} kB"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{octets / Kilo / Kilo} MB"),
        };
    }

    private static string Text(JsonElement element, string member)
    {
        return Markup.Escape(Words.Text(element, member));
    }

    private static string Escaped(string text)
    {
        return Markup.Escape(SafeText.Of(text));
    }
}
