namespace McoaRouter.Simulation;

/// <summary>What one uplink of the vehicle can attach to, by time and place alone.</summary>
public abstract class Coverage
{
    /// <summary>
    /// The number of the cell that serves, or served last; they count from 0. Another cell is another link.
    /// </summary>
    public int Cell { get; private protected set; }

    /// <summary>The signal, from 0 out of reach to 100.</summary>
    public int Signal { get; private protected set; }

    /// <summary>What kind of link serves, or served last.</summary>
    public AttachedLink Link { get; private protected set; } = AttachedLink.Foreign;

    /// <summary>Goes on to a time in ms and a position in mm; neither runs backwards.</summary>
    public abstract void MoveTo(long milliseconds, long position);
}
