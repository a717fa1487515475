using McoaRouter.HomeAgents;
using McoaRouter.Links;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Simulation;

/// <summary>Where the world's addresses are: what its routers, and the neighbours on its home link, know.</summary>
internal sealed class Whereabouts
{
    /// <summary>No link.</summary>
    public const int Nowhere = int.MinValue;

    private readonly RouterSettings _settings;
    private readonly RadioUplink[] _uplinks;
    private readonly byte[] _homeAgent;
    private readonly byte[] _homeAgentIpv4;
    private readonly byte[] _anycast = new byte[Ipv6Address.Length];
    private int _neighbour = -1;

    public Whereabouts(RouterSettings settings, RadioUplink[] uplinks, HomeAgentSettings homeAgent)
    {
        _settings = settings;
        _uplinks = uplinks;
        _homeAgent = homeAgent.Address;
        _homeAgentIpv4 = homeAgent.Ipv4Address;
        HomeAgentsAnycastAddress.TryWrite(_anycast, 0, settings.HomePrefix);
    }

    /// <summary>Whether a packet is for the home agent itself, or for any home agent of the home prefix.</summary>
    public bool IsForHomeAgent(PacketBuffer packet)
    {
        if (IsIpv4(packet))
        {
            int destination = packet.Start + Ipv4Header.DestinationOffset;
            return _homeAgentIpv4 != null && Ipv4Address.Equal(packet.Octets, destination, _homeAgentIpv4, 0);
        }

        return Ipv6Address.Equal(packet.Octets, DestinationOf(packet), _homeAgent, 0)
            || Ipv6Address.Equal(packet.Octets, DestinationOf(packet), _anycast, 0);
    }

    /// <summary>Whether a packet is for the home address or a prefix of the vehicle.</summary>
    public bool IsForVehicle(PacketBuffer packet)
    {
        return IsVehicle(packet.Octets, DestinationOf(packet));
    }

    /// <summary>Whether a packet is for the home address.</summary>
    public bool IsForHomeAddress(PacketBuffer packet)
    {
        return Ipv6Address.Equal(packet.Octets, DestinationOf(packet), _settings.HomeAddress, 0);
    }

    /// <summary>The correspondent that a packet is for, by its index in the settings, or -1.</summary>
    public int CorrespondentAt(PacketBuffer packet)
    {
        for (int i = 0; i < _settings.Correspondents.Length; i++)
        {
            if (Ipv6Address.Equal(packet.Octets, DestinationOf(packet), _settings.Correspondents[i], 0))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether a packet is one in UDP over IPv4.</summary>
    public static bool IsIpv4(PacketBuffer packet)
    {
        return UdpEncapsulation.Is(packet.Octets, packet.Start, packet.Length);
    }

    /// <summary>
    /// The uplink whose address a packet is for, or <see cref="Nowhere"/>. A NAT that lets an IPv4 packet in readdresses
    /// it.
    /// </summary>
    public int UplinkAt(PacketBuffer packet, long microseconds)
    {
        bool ipv4 = IsIpv4(packet);
        for (int i = 0; i < _uplinks.Length; i++)
        {
            if (ipv4 && _uplinks[i].Carrier && _uplinks[i].Nat.TryTakeIn(packet, microseconds))
            {
                return i;
            }

            if (!ipv4
                && _uplinks[i].Carrier
                && Ipv6Address.Equal(packet.Octets, DestinationOf(packet), _uplinks[i].CareOfAddress, 0))
            {
                return i;
            }
        }

        return Nowhere;
    }

    /// <summary>
    /// The uplink by which the home link reaches the home address: the one that last sent a packet from it, or
    /// <see cref="Nowhere"/> where that one is not there any more.
    /// </summary>
    public int HomeNeighbour()
    {
        return _neighbour >= 0 && _uplinks[_neighbour].IsOnHomeLink ? _neighbour : Nowhere;
    }

    /// <summary>
    /// Whether the link of an uplink takes a packet from this source: its own address, and on the home link the home
    /// address and the vehicle's prefixes.
    /// </summary>
    public bool Admits(int uplink, PacketBuffer packet)
    {
        bool ipv4 = IsIpv4(packet);
        if (ipv4 || _uplinks[uplink].AttachedTo == AttachedLink.Ipv4Foreign)
        {
            return ipv4
                && Ipv4Address.Equal(
                    packet.Octets,
                    packet.Start + Ipv4Header.SourceOffset,
                    _uplinks[uplink].CareOfAddress,
                    Ipv4MappedAddress.Ipv4Offset);
        }

        int source = packet.Start + Ipv6Header.SourceOffset;
        return Ipv6Address.Equal(packet.Octets, source, _uplinks[uplink].CareOfAddress, 0)
            || (_uplinks[uplink].IsOnHomeLink && IsVehicle(packet.Octets, source));
    }

    /// <summary>
    /// Whether a link leads to where a packet is bound: a foreign link to the home agent and to the correspondents that
    /// the router registers with, the home link everywhere.
    /// </summary>
    public bool IsReached(int uplink, PacketBuffer packet)
    {
        return _uplinks[uplink].IsOnHomeLink || IsForHomeAgent(packet) || CorrespondentAt(packet) >= 0;
    }

    /// <summary>The home link's neighbours learn from a packet by which uplink the home address is reached.</summary>
    public void Learn(int uplink, PacketBuffer packet)
    {
        int source = packet.Start + Ipv6Header.SourceOffset;
        if (_uplinks[uplink].IsOnHomeLink && Ipv6Address.Equal(packet.Octets, source, _settings.HomeAddress, 0))
        {
            _neighbour = uplink;
        }
    }

    private static int DestinationOf(PacketBuffer packet)
    {
        return packet.Start + Ipv6Header.DestinationOffset;
    }

    private bool IsVehicle(byte[] octets, int address)
    {
        return Ipv6Address.Equal(octets, address, _settings.HomeAddress, 0)
            || Ipv6Prefix.AnyContains(_settings.MobileNetworkPrefixes, octets, address);
    }
}
