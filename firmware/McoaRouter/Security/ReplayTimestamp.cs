namespace McoaRouter.Security;

/// <summary>
/// Timestamps against replay (RFC 4285 §6), 64 bits in the format of the Network Time Protocol: seconds in the high 32
/// bits, their fraction in the low ones. The seconds wrap on 7 February 2036; as RFC 4330 §3 has it, those with the
/// highest bit set are of the era that ends there (from 1968), the others of the one that starts there (to 2104). Read
/// with a sign, a timestamp so counts from that moment, and timestamps stand in the order of time.
/// </summary>
public static class ReplayTimestamp
{
    /// <summary>The bits of the fraction, which an answer returns in any case.</summary>
    public const long FractionMask = 0xFFFFFFFF;

    // 7 February 2036, 06:28:16, in seconds since 1970.
    private const long NewEra = 2085978496;

    /// <summary>The first timestamp of a millisecond.</summary>
    /// <param name="unixMilliseconds">Milliseconds since 1970, 0 or more, to 2104.</param>
    public static long FromUnixMilliseconds(long unixMilliseconds)
    {
        long seconds = (unixMilliseconds / 1000) - NewEra;
        long fraction = (((unixMilliseconds % 1000) << 32) + 999) / 1000;
        return (seconds << 32) | fraction;
    }

    /// <summary>The millisecond in which a timestamp lies, since 1970.</summary>
    public static long ToUnixMilliseconds(long timestamp)
    {
        return (((timestamp >> 32) + NewEra) * 1000) + (((timestamp & FractionMask) * 1000) >> 32);
    }
}
