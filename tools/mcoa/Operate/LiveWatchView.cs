using System;
using System.Collections.Generic;
using System.Text.Json;
using McoaRouter.Tools.Events;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace McoaRouter.Tools.Operate;

/// <summary>Shows a watched router on a terminal: its status as tables, and the last events below.</summary>
internal sealed class LiveWatchView : IWatchView
{
    private const int MostLines = 12;
    private const int LeastLines = 3;
    private const int OtherLines = 22;

    private readonly LiveDisplayContext _display;
    private readonly Queue<string> _events = new();
    private readonly Profile _profile;
    private readonly int _lines;
    private JsonElement? _status;
    private bool _away;

    public LiveWatchView(LiveDisplayContext display, Profile profile)
    {
        _display = display;
        _profile = profile;
        _lines = Math.Clamp(profile.Height - OtherLines, LeastLines, MostLines);
    }

    /// <inheritdoc/>
    public void Status(JsonElement status)
    {
        _status = status;
        Draw();
    }

    /// <inheritdoc/>
    public void Event(JsonElement @event)
    {
        _events.Enqueue($"[grey]{EventWords.Time(@event)}[/]  {Markup.Escape(EventWords.Of(@event))}");
        if (_events.Count > _lines)
        {
            _events.Dequeue();
        }

        Draw();
    }

    /// <inheritdoc/>
    public void Away(bool away)
    {
        _away = away;
        Draw();
    }

    private void Draw()
    {
        string lines = string.Join('\n', _events) + new string('\n', _lines - _events.Count);
        IRenderable status = _status is { } known ? StatusPicture.Of(known, _profile.Width) : new Markup("[grey]waiting for the status[/]");
        _display.UpdateTarget(new Rows(
            _away ? new Markup("[red]The connection is lost; trying again.[/]") : new Markup("[grey]Ctrl-C ends[/]"),
            status,
            new Panel(new Markup(lines).Overflow(Overflow.Ellipsis)) { Header = new PanelHeader("Events"), Expand = true }));
    }
}
