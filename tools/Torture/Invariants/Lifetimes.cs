namespace McoaRouter.Torture.Invariants;

/// <summary>No binding outlives its lifetime.</summary>
internal sealed class Lifetimes : Invariant
{
    private const int PartsPerMillion = 1000;
    private const long SlackMs = 5;

    public Lifetimes(Judge judge)
        : base(
            judge,
            "lifetimes",
            "RFC 6275 §10.3.1, §11.7.3",
            "The home agent grants no more than was asked for, and neither side holds a binding beyond its end by its own "
                + "clock; the router's ends no later than the home agent's, but for the drift of their clocks.")
    {
    }

    /// <summary>The home agent moved the end of a binding.</summary>
    /// <param name="vehicle">The vehicle.</param>
    /// <param name="bid">Its Binding Identifier.</param>
    /// <param name="expiresAt">Its end, in ms of the home agent's clock.</param>
    /// <param name="askedMs">The lifetime of the Binding Update that it was given just then; 0 where that was none.</param>
    /// <param name="now">The time of its clock.</param>
    public void Granted(int vehicle, int bid, long expiresAt, long askedMs, long now)
    {
        if (expiresAt > now + askedMs)
        {
            Break(vehicle, $"the home agent granted binding {bid} {expiresAt - now} ms where {askedMs} were asked for");
        }
    }

    /// <summary>A binding is held.</summary>
    /// <param name="vehicle">The vehicle.</param>
    /// <param name="who">Who holds it.</param>
    /// <param name="bid">Its Binding Identifier.</param>
    /// <param name="expiresAt">Its end, by the holder's clock.</param>
    /// <param name="now">The time of that clock.</param>
    public void Held(int vehicle, string who, int bid, long expiresAt, long now)
    {
        if (expiresAt <= now)
        {
            Break(vehicle, $"the {who} holds binding {bid} {now - expiresAt} ms after its end");
        }
    }

    /// <summary>Both sides hold the same binding.</summary>
    /// <param name="vehicle">The vehicle.</param>
    /// <param name="bid">Its Binding Identifier.</param>
    /// <param name="router">Its end at the router, in ms of the world.</param>
    /// <param name="homeAgent">Its end at the home agent.</param>
    /// <param name="lifetimeMs">Its lifetime.</param>
    public void Both(int vehicle, int bid, long router, long homeAgent, long lifetimeMs)
    {
        long slack = SlackMs + (lifetimeMs * PartsPerMillion / 1_000_000);
        if (router > homeAgent + slack)
        {
            Break(vehicle, $"the router believes in binding {bid} {router - homeAgent} ms longer than the home agent holds it");
        }
    }
}
