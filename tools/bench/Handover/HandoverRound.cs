namespace McoaRouter.Tools.Bench.Handover;

/// <summary>One hand-over, as both ends saw it.</summary>
/// <param name="GapUpMs">The longest time without a packet at the correspondent.</param>
/// <param name="GapDownMs">The longest time without a packet in the vehicle.</param>
/// <param name="LostUp">Packets lost on the way up.</param>
/// <param name="LostDown">Packets lost on the way down.</param>
/// <param name="Disordered">Packets that came behind one that was sent later, of both directions.</param>
internal sealed record HandoverRound(double GapUpMs, double GapDownMs, int LostUp, int LostDown, int Disordered);
