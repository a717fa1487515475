namespace McoaRouter.Tools.Lab;

/// <summary>What became of the pings of a phase.</summary>
/// <param name="Sent">Requests sent.</param>
/// <param name="LostUp">Requests that did not arrive.</param>
/// <param name="LostDown">Replies that did not arrive.</param>
/// <param name="GapUpMs">The longest time without an arrival at the correspondent.</param>
/// <param name="GapDownMs">The longest time without an arrival at the host.</param>
internal sealed record EchoFigures(int Sent, int LostUp, int LostDown, int GapUpMs, int GapDownMs);
