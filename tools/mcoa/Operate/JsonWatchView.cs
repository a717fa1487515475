using System.Text.Json;
using System.Text.Json.Nodes;

namespace McoaRouter.Tools.Operate;

/// <summary>Shows a watched router as JSON Lines: its events as they come, the status among them.</summary>
internal sealed class JsonWatchView : IWatchView
{
    private readonly OperatorSession _session;

    public JsonWatchView(OperatorSession session)
    {
        _session = session;
    }

    /// <inheritdoc/>
    public void Status(JsonElement status)
    {
        _session.Write(status);
    }

    /// <inheritdoc/>
    public void Event(JsonElement @event)
    {
        _session.Write(@event);
    }

    /// <inheritdoc/>
    public void Away(bool away)
    {
        _session.Write(new JsonObject { ["event"] = "connection", ["up"] = !away });
    }
}
