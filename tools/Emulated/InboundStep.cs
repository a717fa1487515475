using McoaRouter.Forwarding;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Emulated;

/// <summary>A packet for the vehicle comes out of the tunnel.</summary>
internal sealed class InboundStep : CostStep
{
    private readonly CostBench _bench;
    private readonly PacketBuffer _packet = new PacketBuffer();

    internal InboundStep(string name, CostBench bench)
        : base(name)
    {
        _bench = bench;
        byte[] homeAgent = bench.Settings.HomeAgents[0];
        Cost.WritePacket(
            _packet, homeAgent, Cost.FarPort, bench.Settings.MobileNetworkPrefixes[0].Octets, Cost.VehiclePort);
        Tunnel.Encapsulate(_packet, homeAgent, 0, bench.Router.Bindings.At(0).CareOfAddress, 0);
    }

    internal override void Repeat(int times)
    {
        for (int i = 0; i < times; i++)
        {
            _bench.Router.Receive(0, _packet, _bench.Now);
            _packet.Octets[_packet.Start + Ipv6Header.HopLimitOffset] = Ipv6Header.DefaultHopLimit;
            _packet.Prepend(Tunnel.Overhead);
        }
    }
}
