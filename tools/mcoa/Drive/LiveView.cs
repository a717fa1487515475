using System;
using System.Collections.Generic;
using System.IO;
using McoaRouter.Bindings;
using McoaRouter.Settings;
using McoaRouter.Simulation;
using McoaRouter.Wire;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace McoaRouter.Tools.Drive;

/// <summary>Shows a drive on a terminal as it goes on: uplinks, streams, the route and the last events.</summary>
internal sealed class LiveView : IDriveView
{
    private const int TimesFaster = 30;
    private const int TimesFasterOfScenario = 3;
    private const int MostEventLines = 10;
    private const int LeastEventLines = 3;
    private const int OtherLines = 17;
    private const int BarWidth = 10;
    private const int LeastRouteWidth = 20;
    private const int MostRouteWidth = 120;
    private const int RouteMargin = 20;
    private static readonly string[] s_colours = ["teal", "blue", "olive", "fuchsia", "grey", "lime", "maroon", "aqua"];

    private readonly RouterSettings _settings;
    private readonly Journey _journey;
    private readonly TextWriter _output;
    private readonly IAnsiConsole _console;
    private readonly RouteBars _bars;
    private readonly Queue<string> _events = new();
    private readonly int _eventLines;
    private BindingFigure? _found;

    public LiveView(Journey journey, TextWriter output)
    {
        _settings = journey.Settings;
        _journey = journey;
        _output = output;
        _console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        int columns = Math.Clamp(_console.Profile.Width - RouteMargin, LeastRouteWidth, MostRouteWidth);
        _bars = new RouteBars(journey, columns);
        int room = _console.Profile.Height - OtherLines - (2 * _settings.Uplinks.Length);
        _eventLines = Math.Clamp(room, LeastEventLines, MostEventLines);
        Listener = new EventText(_settings, Remember);
    }

    /// <inheritdoc/>
    public IWorldListener Listener { get; }

    /// <inheritdoc/>
    public int Speed => _journey.Scenario is null ? TimesFaster : TimesFasterOfScenario;

    /// <inheritdoc/>
    public void Show(World world, Action<Action> drive)
    {
        LiveDisplay display = _console.Live(Picture(world)).AutoClear(false).Overflow(VerticalOverflow.Crop);
        display.Start(context => drive(() => context.UpdateTarget(Picture(world))));
    }

    /// <inheritdoc/>
    public void Reached(BindingFigure found, World world)
    {
        _found = found;
    }

    /// <inheritdoc/>
    public void Finish(World world, DriveSummary summary)
    {
        summary.Write(world, _output);
        if (_found is not null)
        {
            FigureReport.Write(_journey, world, _found, _output);
        }
    }

    private static string SignalBar(int signal)
    {
        int full = (signal * BarWidth + 50) / 100;
        string colour = signal >= 50 ? "green" : signal >= 20 ? "yellow" : "red";
        return $"[{colour}]{new string('█', full)}[/][grey]{new string('░', BarWidth - full)}[/] {signal,3}";
    }

    private static string StateText(BindingState state)
    {
        string colour = state switch
        {
            BindingState.Registered => "green",
            BindingState.Registering => "yellow",
            BindingState.Refused => "red",
            _ => "grey",
        };
        return $"[{colour}]{RouterNames.Of(state)}[/]";
    }

    private static string ColourOf(int uplink)
    {
        return s_colours[uplink % s_colours.Length];
    }

    private void Remember(long now, string text)
    {
        _events.Enqueue($"[grey]{now / 1000.0,8:F1} s[/]  {Markup.Escape(text)}");
        if (_events.Count > _eventLines)
        {
            _events.Dequeue();
        }
    }

    private Rows Picture(World world)
    {
        return new Rows(
            new Markup(Headline(world)),
            RouteMap(world),
            UplinkTable(world),
            StreamTable(world),
            new Panel(new Markup(EventList()).Overflow(Overflow.Ellipsis))
            {
                Header = new PanelHeader("Events"),
                Expand = true,
            });
    }

    private string Headline(World world)
    {
        Vehicle vehicle = world.Route.Vehicle;
        string path = world.Router.Path < 0
            ? "[red]none[/]"
            : $"[{ColourOf(world.Router.Path)}]{Markup.Escape(_settings.Uplinks[world.Router.Path].Name)}[/]";
        return $"[bold]{Markup.Escape(_settings.Name)}[/]  {world.Clock.Milliseconds / 1000.0:F1} of {_journey.Seconds} s, "
            + $"{vehicle.Position / 1000000.0:F2} km, {vehicle.Speed * 36 / 10000} km/h   path: {path}";
    }

    private Grid RouteMap(World world)
    {
        Grid grid = new();
        grid.AddColumn(new GridColumn().NoWrap());
        grid.AddColumn(new GridColumn().NoWrap());
        for (int i = 0; i < _settings.Uplinks.Length; i++)
        {
            grid.AddRow(Markup.Escape(_settings.Uplinks[i].Name), $"[{ColourOf(i)}]{_bars.RowOf(i)}[/]");
        }

        long gone = world.Clock.Milliseconds * _bars.Columns / (1000L * _journey.Seconds);
        int at = (int)Math.Min(gone, _bars.Columns - 1);
        grid.AddRow("[grey]route[/]", $"[grey]{new string('─', at)}[/][bold]▲[/]");
        return grid;
    }

    private Table UplinkTable(World world)
    {
        Table table = NewTable(
            ("Uplink", 10), ("Signal", 14), ("Care-of address", 22), ("BID", 5), ("Binding", 12));
        for (int i = 0; i < _settings.Uplinks.Length; i++)
        {
            RadioUplink uplink = world.UplinkAt(i);
            Binding binding = world.Router.Bindings.At(i);
            string address = uplink.Carrier ? Ipv6AddressText.Write(uplink.CareOfAddress, 0)
                : uplink.Attaching ? "[yellow]attaching[/]" : "[grey]out of reach[/]";
            string mark = world.Router.Path == i ? "[bold]▶[/] " : "  ";
            table.AddRow(
                $"{mark}[{ColourOf(i)}]{Markup.Escape(_settings.Uplinks[i].Name)}[/]",
                SignalBar(uplink.Signal),
                address,
                binding.Bid.ToString(),
                StateText(binding.State));
        }

        return table;
    }

    private static Table StreamTable(World world)
    {
        Table table = NewTable(
            ("Packets", 8),
            ("sent", 7),
            ("arrived", 7),
            ("lost at handovers", 9),
            ("to weak signal", 9),
            ("delay", 9),
            ("longest gap", 10));
        AddStream(table, world, world.Up);
        AddStream(table, world, world.Down);
        return table;
    }

    private static Table NewTable(params (string Title, int Width)[] columns)
    {
        Table table = new() { Border = TableBorder.Rounded };
        foreach ((string title, int width) in columns)
        {
            table.AddColumn(new TableColumn(title).Width(width));
        }

        return table;
    }

    private static void AddStream(Table table, World world, StreamReceiver receiver)
    {
        int air = world.Losses(receiver.Direction, LossCause.Air);
        int other = 0;
        for (LossCause cause = LossCause.Carrier; cause <= LossCause.Queue; cause++)
        {
            other += world.Losses(receiver.Direction, cause);
        }

        table.AddRow(new IRenderable[]
        {
            new Text(EventNames.Of(receiver.Direction)),
            Number(world.Sent(receiver.Direction)),
            Number(receiver.Received),
            Number(other),
            Number(air),
            new Text($"{receiver.MeanDelay / 1000.0:F1} ms"),
            new Text($"{receiver.LongestGap / 1000} ms"),
        });
    }

    private static Text Number(int value)
    {
        return new Text(value.ToString());
    }

    private string EventList()
    {
        List<string> lines = [.. _events];
        while (lines.Count < _eventLines)
        {
            lines.Add(" ");
        }

        return string.Join('\n', lines);
    }
}
