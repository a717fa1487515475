using McoaRouter.Fuzz.Worlds;
using McoaRouter.LinkLayers.Wifi;
using McoaRouter.Settings;

namespace McoaRouter.Fuzz.LinkRigs;

/// <summary>A Wi-Fi uplink.</summary>
internal sealed class WifiRig : LinkRig
{
    private static readonly Transport[] s_variants = [Transport.Auto, Transport.Ipv6, Transport.Udp];

    /// <summary>An uplink that has begun.</summary>
    public WifiRig(int variant)
    {
        Transport transport = s_variants[variant % s_variants.Length];
        Uplink = new WifiUplink(
            Station, Station, Station, transport, [FuzzWorld.Address("2001:db8:1::1"), FuzzWorld.Address("2001:db8:2::1")], Random());
        Uplink.Start(0, Ear, Ear, Now);
    }

    /// <summary>The uplink.</summary>
    public WifiUplink Uplink { get; }

    /// <summary>Its station and network.</summary>
    public FuzzWifi Station { get; } = new();

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
