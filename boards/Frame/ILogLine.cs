namespace McoaRouter.Boards.Frame;

/// <summary>The seam to wherever a person reads what the board says: its debug line.</summary>
public interface ILogLine
{
    /// <summary>Writes one line.</summary>
    void Write(string line);
}
