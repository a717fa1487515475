namespace McoaRouter.Torture.World;

/// <summary>What may happen by the time.</summary>
internal enum WorldEvent
{
    /// <summary>A packet arrives; the subject is the flight.</summary>
    Arrive = 0,

    /// <summary>A fault begins; the subject is its place among those of the run.</summary>
    FaultBegins,

    /// <summary>A fault ends.</summary>
    FaultEnds,

    /// <summary>A fault does its next thing.</summary>
    FaultTicks,

    /// <summary>A burst of a vehicle's streams; the subject is the vehicle.</summary>
    Burst,

    /// <summary>A board tells its router of a way: the subject is the way's number, the epoch the vehicle's boots.</summary>
    Tell,

    /// <summary>The power comes back; the subject is the vehicle.</summary>
    PowerUp,

    /// <summary>An operator does the next thing; the subject is the vehicle.</summary>
    Operate,
}
