namespace McoaRouter.Torture.Invariants;

/// <summary>Who is not answered waits twice as long each time.</summary>
internal sealed class BackOff : Invariant
{
    private const int Kept = 64;
    private const long LongestMs = 32_000;

    private readonly long[][] _sentAt;
    private readonly int[][] _attempts;
    private readonly int[] _next;

    public BackOff(Judge judge, int vehicles)
        : base(
            judge,
            "back-off",
            "RFC 6275 §11.8, §12 (INITIAL_BINDACK_TIMEOUT, MAX_BINDACK_TIMEOUT)",
            "A Binding Update that is sent for the n-th time follows one that was sent for the time before by the time-out of "
                + "that: the first one, doubled each time up to 32 s.")
    {
        _sentAt = new long[vehicles][];
        _attempts = new int[vehicles][];
        _next = new int[vehicles];
        for (int i = 0; i < vehicles; i++)
        {
            _sentAt[i] = new long[Kept];
            _attempts[i] = new int[Kept];
        }
    }

    /// <summary>A router starts.</summary>
    public void Forget(int vehicle)
    {
        System.Array.Clear(_attempts[vehicle]);
    }

    /// <summary>A Binding Update left.</summary>
    /// <param name="vehicle">The vehicle.</param>
    /// <param name="attempt">How often it was sent now; 1 for the first time.</param>
    /// <param name="firstTimeoutMs">The first time-out.</param>
    /// <param name="now">The time of the router's clock.</param>
    public void Sent(int vehicle, int attempt, int firstTimeoutMs, long now)
    {
        long timeout = firstTimeoutMs;
        for (int i = 2; i < attempt; i++)
        {
            timeout = timeout * 2 > LongestMs ? LongestMs : timeout * 2;
        }

        if (attempt > 1 && !TakeEarlier(vehicle, attempt, timeout, now))
        {
            Break(vehicle, $"attempt {attempt} left, and no attempt {attempt - 1} was {timeout} ms before");
        }

        int at = _next[vehicle];
        _sentAt[vehicle][at] = now;
        _attempts[vehicle][at] = attempt;
        _next[vehicle] = (at + 1) % Kept;
    }

    // Each sending is followed by one retransmission at most. A correction repeats an attempt under its own number: its
    // successor finds either of the two.
    private bool TakeEarlier(int vehicle, int attempt, long timeout, long now)
    {
        int found = -1;
        bool repeats = false;
        for (int i = 0; i < Kept; i++)
        {
            repeats |= _attempts[vehicle][i] == attempt;
            if (_attempts[vehicle][i] == attempt - 1
                && now - _sentAt[vehicle][i] >= timeout
                && (found < 0 || _sentAt[vehicle][i] > _sentAt[vehicle][found]))
            {
                found = i;
            }
        }

        if (found >= 0)
        {
            _attempts[vehicle][found] = 0;
        }

        return found >= 0 || repeats;
    }
}
