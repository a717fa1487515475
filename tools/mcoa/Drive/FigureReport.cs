using System.Collections.Generic;
using System.IO;
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
        table.AddColumns("Binding cache", "Expected", "Found", string.Empty);
        AddCache(table, "at the home agent", expected.HomeAgent, found.HomeAgent);
        AddRow(table, "proxy neighbor advertisement", DefenceOf(expected), DefenceOf(found));
        AddCache(table, "at the correspondent", expected.Correspondent, found.Correspondent);
        return table;
    }

    private static void AddCache(Table table, string name, string[] expected, string[] found)
    {
        List<string> missing = [.. expected];
        if (expected.Length == 0 && found.Length == 0)
        {
            AddRow(table, name, "none", "none");
            return;
        }

        foreach (string row in found)
        {
            bool known = missing.Remove(row);
            AddRow(table, name, known ? row : string.Empty, row);
            name = string.Empty;
        }

        foreach (string row in missing)
        {
            AddRow(table, name, row, string.Empty);
            name = string.Empty;
        }
    }

    private static void AddRow(Table table, string name, string expected, string found)
    {
        table.AddRow(new Text(name), new Text(expected), new Text(found), new Text(expected == found ? "ok" : "DIFFERS"));
    }

    private static string DefenceOf(BindingFigure figure)
    {
        return figure.IsDefended ? "active" : "inactive";
    }

    private static string NameOf(AttachedLink link)
    {
        return link switch
        {
            AttachedLink.Foreign => "a foreign link",
            AttachedLink.Home => "the home link",
            AttachedLink.HomeAgentForeign => "the home agent's foreign link",
            _ => "nothing",
        };
    }
}
