using McoaRouter.Fuzz.LinkRigs;
using McoaRouter.Fuzz.Repairs;

namespace McoaRouter.Fuzz.Doors;

/// <summary>A door of a link over an Ethernet: frames, packets to send, and a carrier that goes and comes.</summary>
/// <typeparam name="TRig">The rig.</typeparam>
internal abstract class EthernetDoor<TRig> : StepsDoor<TRig>
    where TRig : EthernetRig
{
    /// <summary>Time passes.</summary>
    protected const int Time = 0;

    /// <summary>A frame comes.</summary>
    protected const int Frame = 1;

    /// <summary>A packet is sent.</summary>
    protected const int Send = 2;

    /// <summary>The carrier, or the device, goes or comes.</summary>
    protected const int Carrier = 3;

    /// <summary>The link's own link-local address, by its station's.</summary>
    protected const string Own = "fe80::ff:fe00:1";

    /// <inheritdoc/>
    public override int Kinds
    {
        get { return Carrier + 1; }
    }

    /// <inheritdoc/>
    public override byte[] Repair(int kind, byte[] data)
    {
        return kind % Kinds == Send ? PacketRepair.Packet(data) : kind % Kinds == Frame ? FrameRepair.Frame(data) : data;
    }

    /// <inheritdoc/>
    protected override void Take(TRig rig, int kind, byte[] data)
    {
        switch (kind)
        {
            case Time:
                rig.Wait(LinkRig.TimeOf(data));
                break;
            case Frame:
                rig.Device.Give(data);
                break;
            case Send:
                rig.Send(rig.Link, data);
                break;
            default:
                rig.Device.HasCarrier = data.Length == 0 || (data[0] & 1) == 1;
                rig.Device.IsLost = data.Length > 0 && (data[0] & 2) == 2;
                break;
        }

        rig.Turn();
    }

    /// <summary>The carrier of a device that is well goes, and comes back.</summary>
    protected static void BeginAnew(TRig rig)
    {
        rig.Renew();
        rig.Device.IsLost = false;
        rig.Device.HasCarrier = false;
        rig.Wait(2000);
        rig.Device.HasCarrier = true;
        rig.Renew();
    }
}
