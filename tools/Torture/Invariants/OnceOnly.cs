namespace McoaRouter.Torture.Invariants;

/// <summary>One arrival is forwarded once at most.</summary>
internal sealed class OnceOnly : Invariant
{
    private int _forwarded;

    public OnceOnly(Judge judge)
        : base(
            judge,
            "once-only",
            "RFC 2473 §3.1, RFC 3963 §5.5",
            "No machine forwards a packet twice for one arrival, nor any that did not arrive just then.")
    {
    }

    /// <summary>A machine is called.</summary>
    public void Begin()
    {
        _forwarded = 0;
    }

    /// <summary>It sent a packet of the streams on.</summary>
    public void Forwarded()
    {
        _forwarded++;
    }

    /// <summary>The call is over.</summary>
    /// <param name="vehicle">The vehicle, or -1 for the home agent.</param>
    /// <param name="arrivals">How many packets it was given: 1 or 0.</param>
    public void End(int vehicle, int arrivals)
    {
        if (_forwarded > arrivals)
        {
            Break(vehicle, $"{_forwarded} packets were forwarded for {arrivals} that arrived");
        }
    }
}
