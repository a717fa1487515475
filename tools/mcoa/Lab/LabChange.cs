namespace McoaRouter.Tools.Lab;

/// <summary>Something that happened to an uplink.</summary>
/// <param name="At">When, on the lab's clock.</param>
/// <param name="Uplink">The uplink.</param>
/// <param name="Kind">What.</param>
internal sealed record LabChange(double At, string Uplink, LabChangeKind Kind);
