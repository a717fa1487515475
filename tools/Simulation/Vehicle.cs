namespace McoaRouter.Simulation;

/// <summary>The vehicle's way along its route: legs at a steady speed, and stops.</summary>
public sealed class Vehicle
{
    private const int LeastSpeed = 6000;
    private const int MostSpeed = 17000;
    private const int LeastLegMs = 15000;
    private const int MostLegMs = 45000;
    private const int StopPerMillion = 250000;
    private const int LeastStopMs = 4000;
    private const int MostStopMs = 12000;

    private readonly SplitMix64 _generator;
    private long _legStartedAt;
    private long _legEndsAt;
    private long _legStart;
    private bool _stopped = true;

    /// <summary>Puts it at the start of its route.</summary>
    public Vehicle(ulong seed)
    {
        _generator = new SplitMix64(seed);
    }

    /// <summary>How far it is along its route, in mm.</summary>
    public long Position { get; private set; }

    /// <summary>Its speed, in mm/s.</summary>
    public int Speed { get; private set; }

    /// <summary>Moves it to where it is at a time, in ms; time does not run backwards.</summary>
    public void MoveTo(long milliseconds)
    {
        while (milliseconds >= _legEndsAt)
        {
            Position = PositionAt(_legEndsAt);
            BeginLeg();
        }

        Position = PositionAt(milliseconds);
    }

    private long PositionAt(long milliseconds)
    {
        return _legStart + ((milliseconds - _legStartedAt) * Speed / 1000);
    }

    private void BeginLeg()
    {
        _legStart = Position;
        _legStartedAt = _legEndsAt;
        _stopped = !_stopped && _generator.Chance(StopPerMillion);
        Speed = _stopped ? 0 : _generator.Between(LeastSpeed, MostSpeed);
        _legEndsAt += _stopped
            ? _generator.Between(LeastStopMs, MostStopMs)
            : _generator.Between(LeastLegMs, MostLegMs);
    }
}
