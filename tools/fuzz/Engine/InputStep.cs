namespace McoaRouter.Fuzz.Engine;

/// <summary>One event of an input: a packet, a passage of time, a link that goes.</summary>
/// <param name="Kind">What it is, as the door says.</param>
/// <param name="Data">Its octets.</param>
public sealed record InputStep(byte Kind, byte[] Data);
