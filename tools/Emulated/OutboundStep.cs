using McoaRouter.Forwarding;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Emulated;

/// <summary>A packet of the vehicle goes into the tunnel.</summary>
internal sealed class OutboundStep : CostStep
{
    private readonly CostBench _bench;
    private readonly PacketBuffer _packet = new PacketBuffer();
    private readonly bool _anew;
    private int _port = Cost.VehiclePort;

    /// <summary>Makes a step.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="bench">The router.</param>
    /// <param name="anew">Whether each packet is of another flow than the one before.</param>
    internal OutboundStep(string name, CostBench bench, bool anew)
        : base(name)
    {
        _bench = bench;
        _anew = anew;
        Cost.WritePacket(
            _packet,
            bench.Settings.MobileNetworkPrefixes[0].Octets,
            Cost.VehiclePort,
            bench.Settings.HomeAgents[0],
            Cost.FarPort);
    }

    internal override void Repeat(int times)
    {
        for (int i = 0; i < times; i++)
        {
            _bench.Router.Receive(MobileRouter.Port, _packet, _bench.Now);
            _packet.Strip(Tunnel.Overhead);
            _packet.Octets[_packet.Start + Ipv6Header.HopLimitOffset] = Ipv6Header.DefaultHopLimit;
            if (_anew)
            {
                _port++;
                _packet.Octets[_packet.Start + Ipv6Header.Length + 1] = (byte)_port;
            }
        }
    }
}
