using System.Text.Json;

namespace McoaRouter.Tools.Operate;

/// <summary>How a watched router is shown.</summary>
internal interface IWatchView
{
    /// <summary>Its status now.</summary>
    void Status(JsonElement status);

    /// <summary>Something happened.</summary>
    void Event(JsonElement @event);

    /// <summary>Whether the router is away.</summary>
    void Away(bool away);
}
