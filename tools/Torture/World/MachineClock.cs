namespace McoaRouter.Torture.World;

/// <summary>
/// The monotonic clock of one machine: it starts at 0 when the machine does, and runs a little fast or slow. The world's
/// own time is in microseconds; a machine sees whole milliseconds of its clock.
/// </summary>
internal sealed class MachineClock
{
    private const long Million = 1_000_000;

    private long _worldOrigin;
    private long _localOrigin;

    /// <summary>Makes a clock that shows a time from some moment of the world on.</summary>
    /// <param name="worldMicroseconds">The moment.</param>
    /// <param name="localMilliseconds">What it shows then.</param>
    /// <param name="rate">Parts per million that it is fast by; negative where it is slow.</param>
    public MachineClock(long worldMicroseconds, long localMilliseconds, int rate)
    {
        _worldOrigin = worldMicroseconds;
        _localOrigin = localMilliseconds * 1000;
        Rate = rate;
    }

    /// <summary>Parts per million that it is fast by.</summary>
    public int Rate { get; private set; }

    /// <summary>Lets it run at another rate from some moment on.</summary>
    public void SetRate(int rate, long worldMicroseconds)
    {
        _localOrigin = Microseconds(worldMicroseconds);
        _worldOrigin = worldMicroseconds;
        Rate = rate;
    }

    /// <summary>What it shows at a moment of the world, in whole ms.</summary>
    public long Now(long worldMicroseconds)
    {
        return Microseconds(worldMicroseconds) / 1000;
    }

    /// <summary>The first moment of the world at which it shows a time, in us; never where that is never.</summary>
    public long WorldOf(long localMilliseconds)
    {
        if (localMilliseconds >= MobileRouter.NoDeadline / 1000)
        {
            return long.MaxValue;
        }

        long passed = (localMilliseconds * 1000) - _localOrigin;
        if (passed <= 0)
        {
            return _worldOrigin;
        }

        long world = _worldOrigin + (passed / (Million + Rate) * Million) + (passed % (Million + Rate) * Million / (Million + Rate));
        while (Now(world) < localMilliseconds)
        {
            world++;
        }

        return world;
    }

    private long Microseconds(long worldMicroseconds)
    {
        long passed = worldMicroseconds - _worldOrigin;
        return _localOrigin + passed + (passed * Rate / Million);
    }
}
