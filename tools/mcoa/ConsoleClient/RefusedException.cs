using System.Collections.Generic;
using System.Text.Json;

namespace McoaRouter.Tools.ConsoleClient;

/// <summary>The router answered with an error.</summary>
internal sealed class RefusedException : ConsoleException
{
    /// <summary>The code where an answer does not fit a line.</summary>
    public const string TooLarge = "too-large";

    /// <summary>The code where the configuration has nothing at a path.</summary>
    public const string UnknownPath = "unknown-path";

    private RefusedException(string code, string message, string? path, IReadOnlyList<ConsoleFault> faults)
        : base(code, message)
    {
        Path = path;
        Faults = faults;
    }

    /// <summary>What it is about, or null.</summary>
    public string? Path { get; }

    /// <summary>What is wrong with a configuration; empty with other errors.</summary>
    public IReadOnlyList<ConsoleFault> Faults { get; }

    /// <summary>Reads the <c>error</c> of an answer.</summary>
    public static RefusedException Read(JsonElement answer)
    {
        JsonElement? error = answer.MemberOf("error");
        return new RefusedException(
            error?.TextOf("code") ?? "unknown",
            error?.TextOf("message") ?? "the router refused without a reason",
            error?.TextOf("path"),
            error is { } found ? ConsoleFault.ReadAll(found) : []);
    }
}
