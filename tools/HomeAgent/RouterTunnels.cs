using McoaRouter.Forwarding;
using McoaRouter.Links;

namespace McoaRouter.HomeAgents;

/// <summary>
/// The ways from the home agent to routers: the tunnel of a binding in IPv6 (RFC 2473) or in UDP over IPv4 (RFC 5555
/// §4.5.1), or the home link.
/// </summary>
internal sealed class RouterTunnels
{
    private readonly byte[] _address;
    private readonly byte[] _ipv4Address;
    private readonly ILink _network;
    private readonly ILink _homeLink;
    private int _identification;

    public RouterTunnels(HomeAgentSettings settings, ILink network, ILink homeLink)
    {
        _address = settings.Address;
        _ipv4Address = settings.Ipv4Address;
        _network = network;
        _homeLink = homeLink;
    }

    /// <summary>The largest packet that goes where a binding points, in octets.</summary>
    public int MtuOf(BindingCacheEntry binding)
    {
        if (binding.IsHome)
        {
            return _homeLink.MaximumTransmissionUnit;
        }

        int mtu = _network.MaximumTransmissionUnit;
        return binding.IsInUdp ? UdpTunnel.Mtu(mtu) : Tunnel.Mtu(mtu);
    }

    /// <summary>
    /// Sends a packet where a binding points: through its tunnel, or as it is over the home link (RFC 5648 §5.6.2).
    /// </summary>
    /// <returns>False where the link did not take it.</returns>
    public bool Send(PacketBuffer packet, BindingCacheEntry binding)
    {
        if (binding.IsHome)
        {
            return _homeLink.Send(packet);
        }

        return binding.IsInUdp
            ? SendInUdp(packet, binding.CareOfAddress, binding.UdpPort)
            : Tunnel.Encapsulate(packet, _address, 0, binding.CareOfAddress, 0) && _network.Send(packet);
    }

    /// <summary>Sends a packet in UDP, to the 16 octets of an IPv4-mapped address and a port.</summary>
    /// <returns>False where the link did not take it.</returns>
    public bool SendInUdp(PacketBuffer packet, byte[] address, int port)
    {
        _identification = (_identification + 1) & 0xFFFF;
        return UdpTunnel.ToCareOfAddress(packet, _identification, _ipv4Address, address, port) && _network.Send(packet);
    }
}
