using System;
using McoaRouter.Forwarding;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Emulated;

/// <summary>The yardstick: the copy of one packet.</summary>
internal sealed class CopyStep : CostStep
{
    private readonly byte[] _from = new byte[Cost.PacketOctets];
    private readonly byte[] _to = new byte[Cost.PacketOctets];

    internal CopyStep()
        : base("copy")
    {
    }

    internal override void Repeat(int times)
    {
        for (int i = 0; i < times; i++)
        {
            Array.Copy(_from, 0, _to, 0, Cost.PacketOctets);
        }
    }
}

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

/// <summary>A packet for the vehicle comes out of the tunnel.</summary>
internal sealed class InboundStep : CostStep
{
    private readonly CostBench _bench;
    private readonly PacketBuffer _packet = new PacketBuffer();

    internal InboundStep(CostBench bench)
        : base("inbound")
    {
        _bench = bench;
        byte[] homeAgent = bench.Settings.HomeAgents[0];
        Cost.WritePacket(_packet, homeAgent, bench.Settings.MobileNetworkPrefixes[0].Octets);
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

/// <summary>
/// An uplink is lost or comes back: the Binding Update that tells it is laid out and authenticated, perhaps with the home
/// agent's work and the acknowledgement behind it.
/// </summary>
internal sealed class UpdateStep : CostStep
{
    private readonly CostBench _bench;
    private readonly bool _answered;
    private bool _up = true;

    internal UpdateStep(string name, CostBench bench, bool answered)
        : base(name)
    {
        _bench = bench;
        _answered = answered;
    }

    internal override void Repeat(int times)
    {
        for (int i = 0; i < times; i++)
        {
            if (_up)
            {
                _bench.Down(1);
            }
            else
            {
                _bench.Up(1);
            }

            _up = !_up;
            if (_answered)
            {
                _bench.Exchange();
            }
        }
    }
}
