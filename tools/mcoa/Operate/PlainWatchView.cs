using System.Text.Json;
using McoaRouter.Tools.Events;

namespace McoaRouter.Tools.Operate;

/// <summary>Shows a watched router as lines: its status at first, then its events.</summary>
internal sealed class PlainWatchView : IWatchView
{
    private readonly OperatorSession _session;
    private bool _begun;

    public PlainWatchView(OperatorSession session)
    {
        _session = session;
    }

    /// <inheritdoc/>
    public void Status(JsonElement status)
    {
        if (!_begun)
        {
            _begun = true;
            _session.Screen.Write(StatusPicture.Of(status, _session.Screen.Profile.Width));
        }
    }

    /// <inheritdoc/>
    public void Event(JsonElement @event)
    {
        _session.Say($"{EventWords.Time(@event)}  {EventWords.Of(@event)}");
        _session.Output.Flush();
    }

    /// <inheritdoc/>
    public void Away(bool away)
    {
        _session.Say(away ? "The connection is lost; trying again." : "The router is back.");
        _session.Output.Flush();
    }
}
