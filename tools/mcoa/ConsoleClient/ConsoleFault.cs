using System.Collections.Generic;
using System.Linq;
using System.Text.Json;

namespace McoaRouter.Tools.ConsoleClient;

/// <summary>One fault of a configuration.</summary>
/// <param name="Path">Where it is; empty for the whole.</param>
/// <param name="Message">What is wrong, and what to do.</param>
internal sealed record ConsoleFault(string Path, string Message)
{
    /// <summary>The <c>faults</c> of an answer; empty where it has none.</summary>
    public static IReadOnlyList<ConsoleFault> ReadAll(JsonElement result)
    {
        return
        [
            .. result.ItemsOf("faults").Select(fault =>
                new ConsoleFault(
                    fault.TextOf("path") ?? string.Empty, fault.TextOf("message") ?? fault.Text() ?? fault.GetRawText())),
        ];
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        return Path.Length == 0 ? Message : $"{Path}: {Message}";
    }
}
