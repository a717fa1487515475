using System;

namespace McoaRouter.Torture.Invariants;

/// <summary>Who is not answered waits twice as long each time.</summary>
internal sealed class BackOff : Invariant
{
    private const int Kept = 64;
    private const int MostAttempts = 16;
    private const int Exchanges = (2 * Limits.Uplinks) + 3;
    private const long LongestMs = 32_000;
    private const long Never = long.MaxValue;

    // For each vehicle and attempt, when the last of them left that no further attempt has followed.
    private readonly long[][][] _sentAt;
    private readonly int[][] _next;
    private readonly int[] _repeats;

    public BackOff(Judge judge, int vehicles)
        : base(
            judge,
            "back-off",
            "RFC 6275 §11.8, §12 (INITIAL_BINDACK_TIMEOUT, MAX_BINDACK_TIMEOUT)",
            "A Binding Update that is sent for the n-th time follows one that was sent for the time before by the time-out of "
                + "that: the first one, doubled each time up to 32 s. Only an answer that corrects a clock or a sequence "
                + "number has one sent again sooner.")
    {
        _sentAt = new long[vehicles][][];
        _next = new int[vehicles][];
        _repeats = new int[vehicles];
        for (int i = 0; i < vehicles; i++)
        {
            _next[i] = new int[MostAttempts + 1];
            _sentAt[i] = new long[MostAttempts + 1][];
            for (int j = 0; j <= MostAttempts; j++)
            {
                _sentAt[i][j] = new long[Kept];
            }

            Forget(i);
        }
    }

    /// <summary>A router starts.</summary>
    public void Forget(int vehicle)
    {
        _repeats[vehicle] = 0;
        for (int i = 0; i <= MostAttempts; i++)
        {
            Array.Fill(_sentAt[vehicle][i], Never);
        }
    }

    /// <summary>An answer corrected the router: what is outstanding may be repeated at once.</summary>
    public void Corrected(int vehicle)
    {
        _repeats[vehicle] = Exchanges;
    }

    /// <summary>A Binding Update left.</summary>
    /// <param name="vehicle">The vehicle.</param>
    /// <param name="attempt">How often it was sent now; 1 for the first time.</param>
    /// <param name="firstTimeoutMs">The first time-out.</param>
    /// <param name="now">The time of the router's clock.</param>
    public void Sent(int vehicle, int attempt, int firstTimeoutMs, long now)
    {
        long timeout = firstTimeoutMs;
        for (int i = 2; i < attempt && timeout < LongestMs; i++)
        {
            timeout = timeout * 2 > LongestMs ? LongestMs : timeout * 2;
        }

        if (attempt > 1 && !TakeEarlier(_sentAt[vehicle][Math.Min(attempt - 1, MostAttempts)], now - timeout))
        {
            _repeats[vehicle]--;
            if (_repeats[vehicle] < 0)
            {
                Break(vehicle, $"attempt {attempt} left, and no attempt {attempt - 1} was {timeout} ms before");
            }
        }

        int kind = Math.Min(attempt, MostAttempts);
        int at = _next[vehicle][kind];
        _sentAt[vehicle][kind][at] = now;
        _next[vehicle][kind] = (at + 1) % Kept;
    }

    // Each sending is followed by one further attempt at most: the latest that is long enough ago.
    private static bool TakeEarlier(long[] sentAt, long latest)
    {
        int found = -1;
        for (int i = 0; i < sentAt.Length; i++)
        {
            if (sentAt[i] <= latest && (found < 0 || sentAt[i] > sentAt[found]))
            {
                found = i;
            }
        }

        if (found >= 0)
        {
            sentAt[found] = Never;
        }

        return found >= 0;
    }
}
