using System;
using McoaRouter.Boards.Frame;

namespace McoaRouter.Boards.Esp32;

/// <summary>
/// The debug output: on the board's USB or serial port, beside the wire protocol. What <c>Debug</c> writes would be left out
/// of a release build.
/// </summary>
internal sealed class DebugLine : ILogLine
{
    /// <inheritdoc/>
    public void Write(string line)
    {
        Console.WriteLine(line);
    }
}
