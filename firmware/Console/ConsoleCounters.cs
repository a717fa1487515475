namespace McoaRouter.Consoles;

/// <summary>What the console refused before it came to an op.</summary>
internal sealed class ConsoleCounters
{
    /// <summary>Lines that were too long.</summary>
    internal long TooLong;

    /// <summary>Lines that were no JSON object.</summary>
    internal long NotJson;

    /// <summary>Objects that were no request.</summary>
    internal long NotRequest;
}
