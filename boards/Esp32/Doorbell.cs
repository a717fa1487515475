using System.Threading;
using McoaRouter.Boards.Frame;

namespace McoaRouter.Boards.Esp32;

/// <summary>What the main loop waits at. Any thread may ring.</summary>
internal sealed class Doorbell : IDoorbell
{
    private readonly AutoResetEvent _bell = new AutoResetEvent(false);

    /// <inheritdoc/>
    public void Wait(int milliseconds)
    {
        _bell.WaitOne(milliseconds, false);
    }

    /// <summary>Ends the wait, or the next one where nobody waits.</summary>
    internal void Ring()
    {
        _bell.Set();
    }
}
