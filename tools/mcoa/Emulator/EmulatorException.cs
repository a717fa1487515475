using System;

namespace McoaRouter.Tools.Emulator;

/// <summary>A step before the run failed; the message is what its tool said.</summary>
internal sealed class EmulatorException : Exception
{
    public EmulatorException(string message)
        : base(message)
    {
    }
}
