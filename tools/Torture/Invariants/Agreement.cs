namespace McoaRouter.Torture.Invariants;

/// <summary>Router and home agent agree, when nothing disturbs them.</summary>
internal sealed class Agreement : Invariant
{
    private readonly long[] _since;

    public Agreement(Judge judge, int vehicles)
        : base(
            judge,
            "agreement",
            "draft §5, §6; RFC 6275 §11.7.3, §10.3.1",
            "A refresh after the last disturbance, router and home agent agree on the set of (Binding Identifier, care-of "
                + "address), which has every uplink that can be attached.")
    {
        _since = new long[vehicles];
        System.Array.Fill(_since, -1);
    }

    /// <summary>The longest time in which there was no agreement, in ms of the world.</summary>
    public long Longest { get; private set; }

    /// <summary>What is seen after an event.</summary>
    /// <param name="vehicle">The vehicle.</param>
    /// <param name="agrees">Whether there is agreement.</param>
    /// <param name="disturbedAt">When the last disturbance ended; later than <paramref name="now"/> while one lasts.</param>
    /// <param name="boundMs">How long after it there may be none.</param>
    /// <param name="now">The time of the world.</param>
    public void Seen(int vehicle, bool agrees, long disturbedAt, long boundMs, long now)
    {
        if (agrees)
        {
            _since[vehicle] = -1;
            return;
        }

        if (_since[vehicle] < 0)
        {
            _since[vehicle] = now;
        }

        long lasts = now - _since[vehicle];
        Longest = lasts > Longest ? lasts : Longest;
        if (now - disturbedAt > boundMs && lasts > boundMs)
        {
            Break(vehicle, $"no agreement {now - disturbedAt} ms after the last disturbance");
        }
    }
}
