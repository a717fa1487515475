using System.Diagnostics;
using McoaRouter.Boards.Frame;

namespace McoaRouter.Boards.Esp32;

/// <summary>The debug output: on the board's USB or serial port, beside the wire protocol.</summary>
internal sealed class DebugLine : ILogLine
{
    /// <inheritdoc/>
    public void Write(string line)
    {
        Debug.WriteLine(line);
    }
}
