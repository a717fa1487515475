using System;

namespace McoaRouter.Tools.Dashboard;

/// <summary>The line to the router is not there; the message says why, and what to try.</summary>
internal sealed class RouterLineException : Exception
{
    /// <summary>Makes it.</summary>
    public RouterLineException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
