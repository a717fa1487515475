namespace McoaRouter.Simulation;

/// <summary>The two streams of the world.</summary>
public enum TrafficDirection
{
    /// <summary>From the passenger to the correspondent.</summary>
    Up = 0,

    /// <summary>From the correspondent to the passenger.</summary>
    Down,
}
