namespace McoaRouter.Boards.Frame;

/// <summary>What the main loop waits at; a device that has something rings it.</summary>
public interface IDoorbell
{
    /// <summary>Waits until somebody rings or rang since the last wait, at most so many ms.</summary>
    void Wait(int milliseconds);
}
