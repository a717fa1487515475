using System;
using McoaRouter.Boards.Frame;

namespace McoaRouter.Boards.Esp32;

/// <summary>The time since the board started.</summary>
internal sealed class TickClock : IMonotonicClock
{
    /// <inheritdoc/>
    public long Milliseconds
    {
        get { return Environment.TickCount64; }
    }
}
