using McoaRouter.LinkLayers.Ethernet;
using McoaRouter.Links;

namespace McoaRouter.Fuzz.LinkRigs;

/// <summary>An Ethernet uplink.</summary>
internal sealed class UplinkRig : EthernetRig
{
    /// <summary>An uplink that has begun.</summary>
    public UplinkRig()
    {
        Uplink = new EthernetUplink(Device, Random());
        Uplink.Start(0, Ear, Ear, Now);
    }

    /// <summary>The uplink.</summary>
    public EthernetUplink Uplink { get; }

    /// <inheritdoc/>
    public override ILink Link
    {
        get { return Uplink; }
    }

    /// <inheritdoc/>
    protected override long Deadline
    {
        get { return Uplink.NextDeadline; }
    }

    /// <inheritdoc/>
    protected override bool Poll()
    {
        return Uplink.Poll(Now);
    }
}
