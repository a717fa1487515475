namespace McoaRouter.Tools.ConsoleClient;

/// <summary>There is no router at the other end, or none any more.</summary>
internal sealed class NoConnectionException : ConsoleException
{
    /// <summary>No port was named, and there is not exactly one candidate.</summary>
    public const string NoPort = "no-port";

    /// <summary>Somebody else has the port.</summary>
    public const string Busy = "port-busy";

    /// <summary>The port may not be opened by this user.</summary>
    public const string Permission = "permission";

    /// <summary>Nothing came back.</summary>
    public const string NoAnswer = "no-answer";

    /// <summary>What came back is noise.</summary>
    public const string WrongBaud = "wrong-baud";

    /// <summary>What came back is text, but not a router's.</summary>
    public const string NotOurs = "not-ours";

    /// <summary>The connection ended.</summary>
    public const string Lost = "connection-lost";

    public NoConnectionException(string code, string message)
        : base(code, message)
    {
    }
}
