namespace McoaRouter.Tools.Dashboard;

/// <summary>The JSON Schema of the router's configuration, from which the page makes its form.</summary>
internal static class RouterSchema
{
    /// <summary>The text.</summary>
    public static string Text { get; } = WebFiles.Find("router.schema.json")!;
}
