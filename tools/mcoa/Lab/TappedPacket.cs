namespace McoaRouter.Tools.Lab;

/// <summary>A packet that was seen where it arrived.</summary>
/// <param name="At">When, on the lab's clock.</param>
/// <param name="Uplink">The uplink by which it came.</param>
/// <param name="Up">Whether it came from the vehicle, and was seen at the home agent; otherwise it came to the vehicle.</param>
/// <param name="Kind">What it is.</param>
internal readonly record struct TappedPacket(double At, string Uplink, bool Up, PacketKind Kind);
