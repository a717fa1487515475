using McoaRouter.Wire;

namespace McoaRouter.Security;

/// <summary>
/// Where a mobile node takes the timestamps of its Binding Updates from (RFC 4285 §6): the time of day, as far as the
/// board or the home agent told it. A node that was never told starts in 1970, is answered MIPV6-ID-MISMATCH once, and
/// goes on with the home agent's time.
/// </summary>
public sealed class TimestampSource
{
    // The bits of a fraction below one millisecond, which the clock does not give.
    private const long RandomMask = (1 << 22) - 1;

    private readonly RandomSource _random;
    private readonly byte[] _bits = new byte[4];
    private long _unixOffset;
    private long _last = long.MinValue;
    private long _accepted = long.MinValue;

    /// <summary>Makes a source.</summary>
    /// <param name="random">Where the bits that the clock does not give come from.</param>
    public TimestampSource(RandomSource random)
    {
        _random = random;
    }

    /// <summary>Sets the time of day.</summary>
    /// <param name="unixMilliseconds">Milliseconds since 1970.</param>
    /// <param name="now">The monotonic time at that moment, ms.</param>
    public void SetClock(long unixMilliseconds, long now)
    {
        _unixOffset = unixMilliseconds - now;
    }

    /// <summary>A timestamp for a message sent now, greater than the one before.</summary>
    public long Next(long now)
    {
        _random.Fill(_bits, 0, _bits.Length);
        long next = ReplayTimestamp.FromUnixMilliseconds(_unixOffset + now)
            + (BigEndian.ReadUInt32(_bits, 0) & RandomMask);
        _last = next > _last ? next : _last + 1;
        return _last;
    }

    /// <summary>
    /// An authentic answer accepted a message with this timestamp: none is sent any more that is not greater.
    /// </summary>
    public void Accept(long timestamp)
    {
        if (timestamp > _accepted)
        {
            _accepted = timestamp;
        }
    }

    /// <summary>
    /// Takes over the peer's time from an authentic answer with MIPV6-ID-MISMATCH: its high 32 bits are the peer's, the
    /// low ones those that were sent. Afterwards timestamps may be less than before, but are greater than any that was
    /// accepted.
    /// </summary>
    /// <param name="sent">The timestamp of the message that is answered.</param>
    /// <param name="returned">The answer's timestamp.</param>
    /// <param name="now">The monotonic time, ms.</param>
    /// <returns>False where the answer does not belong to the message; nothing changed then.</returns>
    public bool Correct(long sent, long returned, long now)
    {
        if (((sent ^ returned) & ReplayTimestamp.FractionMask) != 0)
        {
            return false;
        }

        SetClock(ReplayTimestamp.ToUnixMilliseconds(returned), now);
        _last = returned > _accepted ? returned : _accepted;
        return true;
    }
}
