using System.Collections.Generic;
using McoaRouter.Fuzz.Engine;
using McoaRouter.Fuzz.LinkRigs;
using McoaRouter.Fuzz.Repairs;
using McoaRouter.Fuzz.Worlds;
using McoaRouter.LinkLayers.Wifi;

namespace McoaRouter.Fuzz.Doors;

/// <summary>What comes to a Wi-Fi uplink from its sockets, and what becomes of its station.</summary>
internal sealed class WifiDoor : StepsDoor<WifiRig>
{
    private const int Time = 0;
    private const int Packet = 1;
    private const int State = 2;
    private const int Address = 3;
    private const int Network = 4;
    private const int Send = 5;
    private const int ProbeRounds = 60;

    /// <inheritdoc/>
    public override string Name
    {
        get { return "wifi"; }
    }

    /// <inheritdoc/>
    public override string Summary
    {
        get { return "a Wi-Fi uplink: packets of its sockets, answers to its probes, states and addresses of the station"; }
    }

    /// <inheritdoc/>
    public override int Kinds
    {
        get { return Send + 1; }
    }

    /// <inheritdoc/>
    public override IEnumerable<byte[]> Seeds()
    {
        byte[] datagram = FuzzWorld.Datagram("2001:db8:dd::9", "2001:db8:a:1::17", 9);
        for (int variant = 0; variant < 3; variant++)
        {
            yield return Input(
                variant, (Time, Ms(1500)), (Address, [192, 0, 2, 17]), (Time, Ms(20_000)), (Packet, datagram), (Send, datagram),
                (Time, Ms(31_000)), (Address, [192, 0, 2, 18]), (Time, Ms(2000)), (Network, [2]), (Time, Ms(2000)), (Network, [0]),
                (State, [5]), (Time, Ms(70_000)), (State, [2]), (Time, Ms(3000)));
            yield return Input(
                variant, (Network, [1]), (Time, Ms(3000)), (Packet, LinkPackets.Echo("2001:db8:1::1", "2001:db8:a:1::17")),
                (Packet, datagram), (Send, datagram), (Time, Ms(31_000)), (Network, [0]), (Time, Ms(160_000)), (State, [3]),
                (Time, Ms(40_000)), (State, [4]), (Time, Ms(40_000)));
        }
    }

    /// <inheritdoc/>
    public override byte[] Repair(int kind, byte[] data)
    {
        return kind % Kinds is Packet or Send ? PacketRepair.Packet(data) : data;
    }

    /// <inheritdoc/>
    public override void Probe()
    {
        WifiRig rig = Rig!;
        rig.Station.State = WifiStationState.Lost;
        rig.Wait(5000);
        rig.Station.State = WifiStationState.Connected;
        rig.Station.IsLost = false;
        rig.Station.HasIpv6 = true;
        rig.Station.Ipv4 = [192, 0, 2, 17];
        for (int i = 0; i < ProbeRounds && !rig.Ear.IsUp; i++)
        {
            rig.Renew();
            rig.Wait(5000);
        }

        if (!rig.Ear.IsUp)
        {
            throw new BrokenPromiseException("liveness", $"the network is well, and the uplink does not come up ({rig.Uplink.State})");
        }
    }

    /// <inheritdoc/>
    protected override WifiRig Make(int variant)
    {
        return new WifiRig(variant);
    }

    /// <inheritdoc/>
    protected override void Take(WifiRig rig, int kind, byte[] data)
    {
        switch (kind)
        {
            case Time:
                rig.Wait(WifiRig.TimeOf(data));
                break;
            case Packet:
                rig.Station.Give(data);
                break;
            case State:
                rig.Station.State = (WifiStationState)(data.Length == 0 ? 0 : data[0] % 6);
                break;
            case Address:
                rig.Station.Ipv4 = data.Length >= 4 ? data[..4] : null;
                break;
            case Network:
                rig.Station.HasIpv6 = data.Length > 0 && (data[0] & 1) == 1;
                rig.Station.IsLost = data.Length > 0 && (data[0] & 2) == 2;
                break;
            default:
                rig.Send(rig.Uplink, data);
                break;
        }

        rig.Turn();
    }
}
