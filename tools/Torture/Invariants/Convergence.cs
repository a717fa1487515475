namespace McoaRouter.Torture.Invariants;

/// <summary>After the faults all is well again.</summary>
internal sealed class Convergence : Invariant
{
    public Convergence(Judge judge)
        : base(
            judge,
            "convergence",
            "draft §5.6; RFC 6275 §11.7.1, §11.8",
            "When faults have ceased, every uplink that can be attached is registered, traffic flows both ways, and no more is "
                + "said than refreshes need, within a bound that follows from the constants.")
    {
    }

    /// <summary>How a vehicle is, when its time is over.</summary>
    /// <param name="vehicle">The vehicle.</param>
    /// <param name="runs">Whether its router runs.</param>
    /// <param name="agrees">Whether router and home agent agree.</param>
    /// <param name="up">Packets that came through from it after the bound.</param>
    /// <param name="down">Packets that came through to it.</param>
    /// <param name="sent">Packets that were sent each way then.</param>
    public void AtEnd(int vehicle, bool runs, bool agrees, long up, long down, long sent)
    {
        if (!runs)
        {
            Break(vehicle, "no router runs at the end");
        }
        else if (!agrees)
        {
            Break(vehicle, "router and home agent do not agree at the end");
        }
        else if (sent > 0 && (up < sent || down < sent))
        {
            Break(vehicle, $"of {sent} packets each way {up} came up and {down} down, when nothing went wrong any more");
        }
    }

    /// <summary>How many Binding Updates a vehicle sent while nothing went wrong any more.</summary>
    /// <param name="vehicle">The vehicle.</param>
    /// <param name="updates">How many.</param>
    /// <param name="most">How many refreshes, and what a NAT asks for, can need.</param>
    public void Quiet(int vehicle, long updates, long most)
    {
        if (updates > most)
        {
            Break(vehicle, $"{updates} Binding Updates left when nothing went wrong any more, where {most} are enough");
        }
    }
}
