using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using McoaRouter.Settings;
using McoaRouter.Simulation;

namespace McoaRouter.Tools.Drive;

/// <summary>Draws where the uplinks of a scenario are attached, as the draft's Appendix A draws its figures.</summary>
internal sealed class FigureDrawing
{
    private const int Height = 16;
    private const int Left = 5;
    private const int Spacing = 14;
    private const int BoxWidth = 6;
    private const int InternetRow = 4;
    private const int HomeRow = 8;
    private const int ForeignRow = 10;
    private const int VehicleRow = 13;

    private readonly char[][] _rows;
    private readonly RouterSettings _settings;
    private readonly World _world;
    private readonly int _homeAgent;
    private readonly int _right;

    private FigureDrawing(RouterSettings settings, World world)
    {
        _settings = settings;
        _world = world;
        int[] foreign = [.. UplinksAt(AttachedLink.Foreign), .. UplinksAt(AttachedLink.Ipv4Foreign)];
        int[] near = [.. UplinksAt(AttachedLink.Home), .. UplinksAt(AttachedLink.HomeAgentForeign)];
        _homeAgent = Left + (Spacing * Math.Max(1, foreign.Length)) + 6;
        _right = _homeAgent + BoxWidth + 4 + (Spacing * Math.Max(0, near.Length - 1));
        _rows = [.. Enumerable.Range(0, Height).Select(_ => new string(' ', _right + 24).ToCharArray())];
        DrawNetwork();
        for (int i = 0; i < foreign.Length; i++)
        {
            DrawUplink(foreign[i], Left + 5 + (Spacing * i), InternetRow + 1);
        }

        for (int i = 0; i < near.Length; i++)
        {
            int row = _world.UplinkAt(near[i]).AttachedTo == AttachedLink.Home ? HomeRow : ForeignRow;
            DrawUplink(near[i], _homeAgent + BoxWidth + 1 + (Spacing * i), row);
        }
    }

    /// <summary>Draws a world as it stands.</summary>
    public static void Write(RouterSettings settings, World world, TextWriter output)
    {
        foreach (char[] row in new FigureDrawing(settings, world)._rows)
        {
            output.WriteLine(new string(row).TrimEnd());
        }
    }

    private int[] UplinksAt(AttachedLink link)
    {
        List<int> uplinks = [];
        for (int i = 0; i < _world.Uplinks; i++)
        {
            if (_world.UplinkAt(i).AttachedTo == link)
            {
                uplinks.Add(i);
            }
        }

        return [.. uplinks];
    }

    private void DrawNetwork()
    {
        int middle = (Left + _homeAgent) / 2;
        Box(middle - 5, 0, BoxWidth, "CN");
        Box(Left, InternetRow - 1, _homeAgent - Left - 5, "Internet");
        Put(middle - 3, 2, "+");
        Put(middle - 3, 3, "+");
        Put(_homeAgent - 6, InternetRow, "+-----+");
        Box(_homeAgent, InternetRow - 1, BoxWidth, "HA");
        Put(_homeAgent, InternetRow, "+");
        Leg(_homeAgent + 2, InternetRow + 1, HomeRow);
        Line(HomeRow, "Home Link");
        Put(_homeAgent + 2, HomeRow, "+");
        if (UplinksAt(AttachedLink.HomeAgentForeign).Length > 0)
        {
            Leg(_homeAgent + 4, InternetRow + 1, ForeignRow);
            Line(ForeignRow, "Foreign Link");
            Put(_homeAgent + 4, ForeignRow, "+");
        }

        Box(Left, VehicleRow, _right - Left, "MN");
    }

    private void DrawUplink(int uplink, int column, int from)
    {
        UplinkSettings settings = _settings.Uplinks[uplink];
        Leg(column, from, VehicleRow);
        string address = _world.UplinkAt(uplink).AttachedTo == AttachedLink.Home ? string.Empty : $" CoA{settings.Bid}";
        string note = _world.Router.Bindings.At(uplink).Up ? address : " (disabled)";
        Put(column + 1, VehicleRow - 1, $" {settings.Name}{note}");
    }

    private void Leg(int column, int from, int to)
    {
        for (int row = from; row <= to; row++)
        {
            Put(column, row, row == from || row == to ? "+" : "|");
        }
    }

    private void Line(int row, string name)
    {
        Put(_homeAgent - 3, row, new string('-', _right - _homeAgent + 5) + "  " + name);
    }

    private void Box(int column, int row, int width, string text)
    {
        string edge = "+" + new string('-', width - 2) + "+";
        string middle = text.PadLeft((width - 2 + text.Length + 1) / 2).PadRight(width - 2);
        Put(column, row, edge);
        Put(column, row + 1, "|" + middle + "|");
        Put(column, row + 2, edge);
    }

    private void Put(int column, int row, string text)
    {
        text.CopyTo(0, _rows[row], column, text.Length);
    }
}
