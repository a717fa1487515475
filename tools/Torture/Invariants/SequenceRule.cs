namespace McoaRouter.Torture.Invariants;

/// <summary>The home agent accepts sequence numbers in one direction only.</summary>
internal sealed class SequenceRule : Invariant
{
    private const int KeptMs = 10_000;
    private const int Half = 0x8000;

    private readonly int[] _last;
    private readonly bool[] _known;
    private readonly long[] _heldUntil;

    public SequenceRule(Judge judge, int vehicles)
        : base(
            judge,
            "sequence-order",
            "RFC 6275 §9.5.1, §10.3.2",
            "The home agent never accepts a sequence number that is not greater, modulo 2^16, than the last one while it "
                + "holds a binding, and for ten seconds after.")
    {
        _last = new int[vehicles];
        _known = new bool[vehicles];
        _heldUntil = new long[vehicles];
    }

    /// <summary>The home agent restarted: it remembers nothing.</summary>
    public void Forget()
    {
        System.Array.Clear(_known);
    }

    /// <summary>What the home agent holds after an event.</summary>
    /// <param name="vehicle">The vehicle.</param>
    /// <param name="last">The last sequence number that it accepted.</param>
    /// <param name="latestExpiry">When the last of its bindings ends, in ms of its clock; 0 where it holds none.</param>
    /// <param name="now">The time of its clock.</param>
    public void Seen(int vehicle, int last, long latestExpiry, long now)
    {
        if (_known[vehicle] && last != _last[vehicle] && now < _heldUntil[vehicle] + KeptMs
            && ((last - _last[vehicle]) & 0xFFFF) >= Half)
        {
            Break(vehicle, $"the home agent accepted sequence number {last} after {_last[vehicle]}");
        }

        _last[vehicle] = last;
        if (latestExpiry > 0)
        {
            _known[vehicle] = true;
            _heldUntil[vehicle] = now < latestExpiry ? now : latestExpiry;
        }
    }
}
