using System.IO;
using System.Linq;
using McoaRouter.Settings;
using McoaRouter.Simulation;
using McoaRouter.Wire;
using Spectre.Console;

namespace McoaRouter.Tools.Drive;

/// <summary>Shows how a scenario ended: where the uplinks are, and the binding caches beside its figure's.</summary>
internal static class FigureReport
{
    private const int PlainWidth = 140;

    /// <summary>Writes it.</summary>
    public static void Write(Journey journey, World world, BindingFigure found, TextWriter output)
    {
        Scenario scenario = journey.Scenario!;
        output.WriteLine();
        output.WriteLine($"{scenario.Name}: {scenario.Title}");
        output.WriteLine();
        FigureDrawing.Write(journey.Settings, world, output);
        output.WriteLine();
        output.Write(found.Text());
        output.WriteLine();
        IAnsiConsole console = NewConsole(output);
        console.Write(UplinkTable(journey.Settings, world));
        console.Write(CacheTable(scenario.Expected, found));
        output.WriteLine(Verdict(scenario, found));
    }

    private static string Verdict(Scenario scenario, BindingFigure found)
    {
        return scenario.Expected.Matches(found)
            ? $"{scenario.Name}: the binding caches are those of the figure"
            : $"{scenario.Name}: the binding caches differ from the figure";
    }

    /// <summary>A console for tables: as wide as the terminal, or wide enough for them in files and pipes.</summary>
    public static IAnsiConsole NewConsole(TextWriter output)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Width = PlainWidth;
        }

        return console;
    }

    private static Table UplinkTable(RouterSettings settings, World world)
    {
        Table table = new() { Border = TableBorder.Ascii };
        table.AddColumns("Uplink", "BID", "Attached to", "Address", "In the figure");
        for (int i = 0; i < settings.Uplinks.Length; i++)
        {
            RadioUplink uplink = world.UplinkAt(i);
            table.AddRow(
                new Text(settings.Uplinks[i].Name),
                new Text($"{settings.Uplinks[i].Bid}"),
                new Text(NameOf(uplink.AttachedTo)),
                new Text(uplink.Carrier ? Ipv6AddressText.Write(uplink.CareOfAddress, 0) : "none"),
                new Text(FigureReader.NameOfCareOfAddress(i)));
        }

        return table;
    }

    private static Table CacheTable(BindingFigure expected, BindingFigure found)
    {
        Table table = new() { Border = TableBorder.Ascii };
        table.AddColumns("Held", "What", "In the figure", "Found", string.Empty);
        AddCache(table, "home agent", expected.HomeAgent, found.HomeAgent);
        AddRow(table, "home agent", "proxy neighbor advertisement", expected.IsDefended, found.IsDefended);
        AddCache(table, "correspondent", expected.Correspondent, found.Correspondent);
        return table;
    }

    private static void AddCache(Table table, string holder, string[] expected, string[] found)
    {
        foreach (string row in expected.Union(found))
        {
            AddRow(table, holder, row, expected.Contains(row), found.Contains(row));
        }

        if (expected.Length + found.Length == 0)
        {
            AddRow(table, holder, "any binding", false, false);
        }
    }

    private static void AddRow(Table table, string holder, string what, bool expected, bool found)
    {
        table.AddRow(
            new Text(holder),
            new Text(what),
            new Text(Answer(expected)),
            new Text(Answer(found)),
            new Text(expected == found ? "ok" : "DIFFERS"));
    }

    private static string Answer(bool holds)
    {
        return holds ? "yes" : "no";
    }

    private static string NameOf(AttachedLink link)
    {
        return link switch
        {
            AttachedLink.Foreign => "a foreign link",
            AttachedLink.Home => "the home link",
            AttachedLink.HomeAgentForeign => "the home agent's foreign link",
            AttachedLink.Ipv4Foreign => "an IPv4 link behind a NAT",
            _ => "nothing",
        };
    }
}
