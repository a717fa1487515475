namespace McoaRouter.Tools.Lab;

/// <summary>What became of the packets of a stream within a span of time.</summary>
/// <param name="Sent">Packets that were sent.</param>
/// <param name="Lost">Of these, those that never came.</param>
/// <param name="Disordered">Packets that came behind one that was sent later.</param>
/// <param name="GapMs">The longest time without an arrival, from one to the next.</param>
/// <param name="GapFrom">When that began, on the lab's clock.</param>
internal sealed record StreamFigures(int Sent, int Lost, int Disordered, double GapMs, double GapFrom);
