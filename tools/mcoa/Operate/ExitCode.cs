namespace McoaRouter.Tools.Operate;

/// <summary>What the operator's commands end with.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The router refused, or rolled back.</summary>
    public const int Refused = 1;

    /// <summary>The arguments are none that the command takes, or a file can't be read or written.</summary>
    public const int Usage = 2;

    /// <summary>No connection: no port, busy, no answer, not a router.</summary>
    public const int NoConnection = 3;

    /// <summary>The configuration has faults.</summary>
    public const int Invalid = 4;
}
