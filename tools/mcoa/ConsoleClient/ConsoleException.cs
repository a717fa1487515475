using System;

namespace McoaRouter.Tools.ConsoleClient;

/// <summary>Why something with a router's console did not come off, in words for the operator.</summary>
internal abstract class ConsoleException : Exception
{
    protected ConsoleException(string code, string message)
        : base(message)
    {
        Code = code;
    }

    /// <summary>What went wrong, in one word for programs.</summary>
    public string Code { get; }
}
