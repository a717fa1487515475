namespace McoaRouter.Tools.Lab;

/// <summary>What the TCP connection carried in a phase.</summary>
/// <param name="OctetsUp">Octets that arrived at the correspondent.</param>
/// <param name="OctetsDown">Octets that arrived at the host.</param>
/// <param name="GapUpMs">The longest time without an arrival at the correspondent.</param>
/// <param name="GapDownMs">The longest time without an arrival at the host.</param>
internal sealed record TcpFigures(long OctetsUp, long OctetsDown, int GapUpMs, int GapDownMs);
