namespace McoaRouter.Tools.Lab;

/// <summary>The path behind an uplink, in both directions.</summary>
/// <param name="Up">From the vehicle.</param>
/// <param name="Down">To the vehicle.</param>
internal sealed record LabPath(DelayLine Up, DelayLine Down)
{
    /// <summary>How long a packet and its answer take, in ms.</summary>
    public double RoundTripMs
    {
        get
        {
            return Up.DelayMs + Down.DelayMs;
        }

        set
        {
            Up.DelayMs = value / 2;
            Down.DelayMs = value / 2;
        }
    }

    /// <summary>How many of a hundred packets are lost, each way.</summary>
    public double LossPercent
    {
        get
        {
            return Up.LossPercent;
        }

        set
        {
            Up.LossPercent = value;
            Down.LossPercent = value;
        }
    }

    /// <summary>Whether its far end is dead: the link stays up, and everything is swallowed both ways.</summary>
    public bool Silent
    {
        get
        {
            return Up.Silent;
        }

        set
        {
            Up.Silent = value;
            Down.Silent = value;
        }
    }
}
