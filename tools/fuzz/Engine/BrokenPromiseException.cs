using System;

namespace McoaRouter.Fuzz.Engine;

/// <summary>An oracle says no: what was fuzzed does not keep what it promises.</summary>
/// <param name="promise">The promise in a word: hang, allocation, counting, limit, liveness.</param>
/// <param name="message">What was seen.</param>
public sealed class BrokenPromiseException(string promise, string message) : Exception(message)
{
    /// <summary>The promise in a word.</summary>
    public string Promise { get; } = promise;
}
