namespace McoaRouter.Boards.Frame;

/// <summary>The board's clock, which never goes back and knows no date.</summary>
public interface IMonotonicClock
{
    /// <summary>Milliseconds since the board started.</summary>
    long Milliseconds { get; }
}
