namespace McoaRouter.Simulation;

/// <summary>The texts of the world's enumerations: the device's runtime prints an enum as its number.</summary>
public static class EventNames
{
    /// <summary>The name of a loss's cause.</summary>
    public static string Of(LossCause cause)
    {
        switch (cause)
        {
            case LossCause.Carrier:
                return "carrier";
            case LossCause.Address:
                return "address";
            case LossCause.Silence:
                return "silence";
            case LossCause.NoPath:
                return "noPath";
            case LossCause.Queue:
                return "queue";
            default:
                return "air";
        }
    }

    /// <summary>The name of a stream.</summary>
    public static string Of(TrafficDirection direction)
    {
        return direction == TrafficDirection.Up ? "up" : "down";
    }
}
