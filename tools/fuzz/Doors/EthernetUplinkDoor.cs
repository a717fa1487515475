using System.Collections.Generic;
using McoaRouter.Fuzz.Engine;
using McoaRouter.Fuzz.LinkRigs;
using McoaRouter.Fuzz.Worlds;

namespace McoaRouter.Fuzz.Doors;

/// <summary>Frames that come to an Ethernet uplink.</summary>
internal sealed class EthernetUplinkDoor : EthernetDoor<UplinkRig>
{
    private const string Global = "2001:db8:a:1:0:ff:fe00:1";
    private const string Router = "fe80::99";

    /// <inheritdoc/>
    public override string Name
    {
        get { return "ethernet-uplink"; }
    }

    /// <inheritdoc/>
    public override string Summary
    {
        get { return "an Ethernet uplink: router advertisements, autoconfiguration, Neighbor Discovery"; }
    }

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds()
    {
        byte[] advertisement = LinkPackets.Frame(LinkPackets.RouterAdvertisement());
        byte[] datagram = FuzzWorld.Datagram(Global, "2001:db8:dd::9", 9);
        yield return Input(
            0, (Time, Ms(1500)), (Frame, advertisement), (Time, Ms(2500)), (Send, datagram), (Time, Ms(100)),
            (Frame, LinkPackets.Frame(LinkPackets.Advertisement(Router, Own, Router))), (Send, datagram),
            (Frame, LinkPackets.Frame(FuzzWorld.Datagram("2001:db8:dd::9", Global, 9))), (Time, Ms(40_000)), (Send, datagram),
            (Time, Ms(6000)), (Frame, LinkPackets.Frame(LinkPackets.Advertisement(Router, Own, Router))),
            (Frame, LinkPackets.Frame(LinkPackets.Solicitation(Router, Own))),
            (Frame, LinkPackets.Frame(LinkPackets.Solicitation(Router, Global))), (Time, Ms(1_800_000)), (Frame, advertisement),
            (Carrier, [0]), (Time, Ms(1000)), (Carrier, [1]), (Time, Ms(4000)));
        foreach (string own in (string[])[Own, Global])
        {
            yield return Input(
                0, (Time, Ms(600)), (Frame, advertisement), (Frame, LinkPackets.Frame(LinkPackets.Solicitation("::", own))),
                (Time, Ms(300)), (Frame, LinkPackets.Frame(LinkPackets.Advertisement(own, "ff02::1", own))), (Time, Ms(20_000)));
        }
    }

    /// <inheritdoc/>
    public override void Probe()
    {
        UplinkRig rig = Rig!;
        BeginAnew(rig);
        rig.Wait(4000);
        for (int i = 0; i < 20 && !rig.Ear.IsUp; i++)
        {
            rig.Renew();
            rig.Device.Give(LinkPackets.Frame(LinkPackets.RouterAdvertisement()));
            rig.Wait(20_000);
        }

        if (!rig.Ear.IsUp)
        {
            throw new BrokenPromiseException("liveness", $"a router is there, and the uplink does not come up ({rig.Uplink.State})");
        }
    }

    /// <inheritdoc/>
    protected override UplinkRig Make(int variant)
    {
        return new UplinkRig();
    }
}
