namespace McoaRouter.Tools.Bench.Handover;

/// <summary>All rounds of one kind.</summary>
/// <param name="arrangement">What moves the traffic, in words.</param>
/// <param name="happening">Why it moves.</param>
/// <param name="roundTripMs">How long the paths are, there and back.</param>
internal sealed class HandoverSample(string arrangement, HandoverEvent happening, double roundTripMs)
{
    /// <summary>What moves the traffic, in words.</summary>
    public string Arrangement { get; } = arrangement;

    /// <summary>Why it moves.</summary>
    public HandoverEvent Event { get; } = happening;

    /// <summary>How long the paths are, there and back, in ms.</summary>
    public double RoundTripMs { get; } = roundTripMs;

    /// <summary>The gap on the way up, in ms.</summary>
    public Sample Up { get; } = new();

    /// <summary>The gap on the way down, in ms.</summary>
    public Sample Down { get; } = new();

    /// <summary>Packets lost on the way up.</summary>
    public Sample LostUp { get; } = new();

    /// <summary>Packets lost on the way down.</summary>
    public Sample LostDown { get; } = new();

    /// <summary>Packets that came behind one that was sent later, of all rounds.</summary>
    public int Disordered { get; private set; }

    /// <summary>Whether whoever talks must begin a new connection.</summary>
    public bool Breaks { get; init; }

    /// <summary>Adds a round.</summary>
    public void Add(HandoverRound round)
    {
        Up.Add(round.GapUpMs);
        Down.Add(round.GapDownMs);
        LostUp.Add(round.LostUp);
        LostDown.Add(round.LostDown);
        Disordered += round.Disordered;
    }
}
