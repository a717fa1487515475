using System.Collections.Generic;
using McoaRouter.Fuzz.Engine;
using McoaRouter.Fuzz.LinkRigs;
using McoaRouter.Fuzz.Worlds;

namespace McoaRouter.Fuzz.Doors;

/// <summary>Frames that come to the vehicle's Ethernet port.</summary>
internal sealed class EthernetPortDoor : EthernetDoor<PortRig>
{
    private const int Mtu = Carrier + 1;
    private const string Global = "2001:db8:100:1:0:ff:fe00:1";

    /// <inheritdoc/>
    public override string Name
    {
        get { return "ethernet-port"; }
    }

    /// <inheritdoc/>
    public override string Summary
    {
        get { return "the vehicle's Ethernet port: frames, Neighbor Discovery, router solicitations, echo"; }
    }

    /// <inheritdoc/>
    public override int Kinds
    {
        get { return Mtu + 1; }
    }

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds()
    {
        byte[] passenger = FuzzWorld.Datagram("2001:db8:dd::9", "2001:db8:100:1::7", 9);
        yield return Input(
            0, (Time, Ms(4000)), (Frame, LinkPackets.Frame(LinkPackets.RouterSolicitation("fe80::99"))), (Time, Ms(600)),
            (Send, passenger), (Time, Ms(100)),
            (Frame, LinkPackets.Frame(LinkPackets.Advertisement("2001:db8:100:1::7", Own, "2001:db8:100:1::7"))),
            (Send, passenger), (Time, Ms(60_000)), (Send, passenger), (Time, Ms(6000)),
            (Frame, LinkPackets.Frame(LinkPackets.Solicitation("fe80::99", Own))),
            (Frame, LinkPackets.Frame(LinkPackets.Solicitation("2001:db8:100:1::7", Global))),
            (Frame, LinkPackets.Frame(LinkPackets.Echo("fe80::99", Own))),
            (Frame, LinkPackets.Frame(LinkPackets.RouterAdvertisement())),
            (Frame, LinkPackets.Frame(FuzzWorld.Datagram("2001:db8:100:1::7", "2001:db8:dd::9", 9))),
            (Send, FuzzWorld.Datagram("2001:db8:dd::9", Global, 9)), (Time, Ms(200)), (Mtu, [5, 0]), (Time, Ms(20_000)),
            (Carrier, [0]), (Time, Ms(1000)), (Carrier, [1]), (Time, Ms(4000)));

        // Others claim its addresses while it takes them.
        foreach (string own in (string[])[Own, Global, "2001:db8:100:1::"])
        {
            yield return Input(
                0, (Time, Ms(100)), (Frame, LinkPackets.Frame(LinkPackets.Solicitation("::", own))), (Time, Ms(1000)),
                (Frame, LinkPackets.Frame(LinkPackets.Advertisement(own, "ff02::1", own))), (Time, Ms(20_000)));
            yield return Input(
                0, (Time, Ms(4000)), (Frame, LinkPackets.Frame(LinkPackets.Solicitation("::", own))),
                (Frame, LinkPackets.Frame(LinkPackets.Advertisement(own, "ff02::1", own))), (Time, Ms(20_000)));
        }
    }

    /// <inheritdoc/>
    public override void Probe()
    {
        PortRig rig = Rig!;
        BeginAnew(rig);
        rig.Wait(400_000);
        rig.Renew();
        long sent = rig.Device.Sent;
        rig.Device.Give(LinkPackets.Frame(LinkPackets.Echo("fe80::99", Own)));
        rig.Wait(3000);
        rig.Device.Give(LinkPackets.Frame(LinkPackets.Solicitation("fe80::99", Own)));
        rig.Wait(3000);
        if (rig.Device.Sent == sent)
        {
            throw new BrokenPromiseException("liveness", $"the port answers no Neighbor Solicitation ({rig.Port.State})");
        }
    }

    /// <inheritdoc/>
    protected override PortRig Make(int variant)
    {
        return new PortRig();
    }

    /// <inheritdoc/>
    protected override void Take(PortRig rig, int kind, byte[] data)
    {
        if (kind != Mtu)
        {
            base.Take(rig, kind, data);
            return;
        }

        rig.Port.SetMaximumTransmissionUnit((int)LinkRig.TimeOf(data), rig.Now);
        rig.Turn();
    }
}
