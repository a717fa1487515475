namespace McoaRouter.Simulation;

/// <summary>
/// One direction of a link: a queue before a rate, then a delay with jitter. It keeps the order of its packets.
/// </summary>
public sealed class Pipe
{
    /// <summary>What <see cref="Schedule"/> returns when the queue is full.</summary>
    public const long Full = -1;

    private const long LongestQueue = 250000;

    private readonly int _delay;
    private readonly int _jitter;
    private readonly int _rate;
    private readonly SplitMix64 _generator;
    private long _freeAt;
    private long _lastArrival;

    /// <summary>Makes an empty pipe.</summary>
    /// <param name="delay">us.</param>
    /// <param name="jitter">Largest addition to the delay, us.</param>
    /// <param name="rate">kbit/s.</param>
    /// <param name="seed">Where the jitter comes from.</param>
    public Pipe(int delay, int jitter, int rate, ulong seed)
    {
        _delay = delay;
        _jitter = jitter;
        _rate = rate;
        _generator = new SplitMix64(seed);
    }

    /// <summary>Puts a packet in.</summary>
    /// <returns>When it comes out, in us, or <see cref="Full"/> where it waits too long to be kept.</returns>
    public long Schedule(int octets, long now)
    {
        long start = _freeAt > now ? _freeAt : now;
        if (start - now > LongestQueue)
        {
            return Full;
        }

        _freeAt = start + (8000L * octets / _rate);
        long arrival = _freeAt + _delay + _generator.Between(0, _jitter);
        _lastArrival = arrival > _lastArrival ? arrival : _lastArrival;
        return _lastArrival;
    }
}
