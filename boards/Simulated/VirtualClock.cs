namespace McoaRouter.Boards.Simulated;

/// <summary>A monotonic clock that stands still until somebody moves it.</summary>
public sealed class VirtualClock
{
    /// <summary>Microseconds since the start.</summary>
    public long Microseconds { get; private set; }

    /// <summary>Whole milliseconds since the start: the router's time.</summary>
    public long Milliseconds
    {
        get { return Microseconds / 1000; }
    }

    /// <summary>Moves the clock forward; an earlier time leaves it where it is.</summary>
    public void AdvanceTo(long microseconds)
    {
        if (microseconds > Microseconds)
        {
            Microseconds = microseconds;
        }
    }
}
