using McoaRouter.Links;

namespace McoaRouter.Emulated;

/// <summary>A link that never carries anything.</summary>
internal sealed class DeadLink : ILink
{
    /// <inheritdoc/>
    public int MaximumTransmissionUnit
    {
        get { return Limits.PacketOctets; }
    }

    /// <inheritdoc/>
    public bool Send(PacketBuffer packet)
    {
        return false;
    }
}
