using McoaRouter.Fuzz.Worlds;
using McoaRouter.LinkLayers.Ethernet;
using McoaRouter.Links;

namespace McoaRouter.Fuzz.LinkRigs;

/// <summary>The vehicle's Ethernet port.</summary>
internal sealed class PortRig : EthernetRig
{
    /// <summary>A port that has begun.</summary>
    public PortRig()
    {
        Port = new VehiclePort(Device, WorldVariants.Settings(0), Random());
        Port.Start(0, Ear, Ear, Now);
    }

    /// <summary>The port.</summary>
    public VehiclePort Port { get; }

    /// <inheritdoc/>
    public override ILink Link
    {
        get { return Port; }
    }

    /// <inheritdoc/>
    protected override long Deadline
    {
        get { return Port.NextDeadline; }
    }

    /// <inheritdoc/>
    protected override bool Poll()
    {
        return Port.Poll(Now);
    }
}
