namespace McoaRouter.Consoles;

/// <summary>The codes of errors in answers.</summary>
public static class ErrorCodes
{
    /// <summary>The line is no JSON object, or no UTF-8.</summary>
    public const string NotJson = "not-json";

    /// <summary>The line has more than <see cref="ConsoleLimits.RequestOctets"/>.</summary>
    public const string TooLong = "too-long";

    /// <summary>The object has no <c>op</c>, or its <c>op</c> or <c>id</c> has the wrong type.</summary>
    public const string NotARequest = "not-a-request";

    /// <summary>There is no such op.</summary>
    public const string UnknownOp = "unknown-op";

    /// <summary>A member of the request is missing, unknown, or out of range.</summary>
    public const string BadArgument = "bad-argument";

    /// <summary>The configuration has nothing at this path.</summary>
    public const string UnknownPath = "unknown-path";

    /// <summary>The configuration has faults.</summary>
    public const string Invalid = "invalid";

    /// <summary>There is no staged configuration.</summary>
    public const string NothingStaged = "nothing-staged";

    /// <summary>Somebody else staged something since.</summary>
    public const string Conflict = "conflict";

    /// <summary>A configuration is on trial.</summary>
    public const string TrialRunning = "trial-running";

    /// <summary>No configuration is on trial.</summary>
    public const string NoTrial = "no-trial";

    /// <summary>No uplink is registered under the trial.</summary>
    public const string NotRegistered = "not-registered";

    /// <summary>The answer, or the configuration, is too large.</summary>
    public const string TooLarge = "too-large";

    /// <summary>The store can't be written.</summary>
    public const string Storage = "storage";

    /// <summary>The board can't do it.</summary>
    public const string Unsupported = "unsupported";
}
