using McoaRouter.Forwarding;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Emulated;

/// <summary>A packet of the vehicle goes into the tunnel.</summary>
internal sealed class OutboundStep : CostStep
{
    private readonly CostBench _bench;
    private readonly PacketBuffer _packet = new PacketBuffer();

    internal OutboundStep(CostBench bench)
        : base("outbound")
    {
        _bench = bench;
        Cost.WritePacket(_packet, bench.Settings.MobileNetworkPrefixes[0].Octets, bench.Settings.HomeAgents[0]);
    }

    internal override void Repeat(int times)
    {
        for (int i = 0; i < times; i++)
        {
            _bench.Router.Receive(MobileRouter.Port, _packet, _bench.Now);
            _packet.Strip(Tunnel.Overhead);
            _packet.Octets[_packet.Start + Ipv6Header.HopLimitOffset] = Ipv6Header.DefaultHopLimit;
        }
    }
}
