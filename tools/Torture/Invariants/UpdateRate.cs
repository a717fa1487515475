namespace McoaRouter.Torture.Invariants;

/// <summary>No more than three Binding Updates a second leave a router.</summary>
internal sealed class UpdateRate : Invariant
{
    private const int Most = 3;
    private const int WindowMs = 1000;

    private readonly long[][] _sentAt;
    private readonly int[] _next;

    public UpdateRate(Judge judge, int vehicles)
        : base(
            judge,
            "update-rate",
            "RFC 6275 §11.8, §12 (MAX_UPDATE_RATE)",
            "A router sends its home agent at most three Binding Updates within any second of its clock.")
    {
        _sentAt = new long[vehicles][];
        _next = new int[vehicles];
        for (int i = 0; i < vehicles; i++)
        {
            _sentAt[i] = new long[Most];
            Forget(i);
        }
    }

    /// <summary>A router starts: it knows of nothing that was sent before.</summary>
    public void Forget(int vehicle)
    {
        System.Array.Fill(_sentAt[vehicle], long.MinValue / 2);
    }

    /// <summary>A Binding Update left.</summary>
    public void Sent(int vehicle, long now)
    {
        long[] sentAt = _sentAt[vehicle];
        int at = _next[vehicle];
        if (now - sentAt[at] < WindowMs)
        {
            Break(vehicle, $"{Most + 1} Binding Updates left within {now - sentAt[at]} ms");
        }

        sentAt[at] = now;
        _next[vehicle] = (at + 1) % Most;
    }
}
