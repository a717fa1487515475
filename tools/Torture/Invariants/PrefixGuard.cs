using McoaRouter.Torture.World;
using McoaRouter.Wire;

namespace McoaRouter.Torture.Invariants;

/// <summary>No packet is forwarded whose addresses are not the vehicle's on one side and another's on the other.</summary>
internal sealed class PrefixGuard : Invariant
{
    public PrefixGuard(Judge judge)
        : base(
            judge,
            "prefix-guard",
            "RFC 3963 §5.5, §6.4, §9",
            "A router forwards from its prefixes to elsewhere and from elsewhere to its prefixes, and nothing else; "
                + "a home agent sends inside only what comes from a vehicle's prefix.")
    {
    }

    /// <summary>A router sends a packet of the in-vehicle network, or of its own, through a tunnel.</summary>
    public void ToTunnel(int vehicle, Ipv6Prefix[] prefixes, byte[] homeAddress, PacketView packet)
    {
        if (!IsOurs(prefixes, homeAddress, packet.Octets, packet.InnerSource))
        {
            Break(vehicle, "the router sent a packet through its tunnel whose source is not its own: " + Of(packet));
        }
        else if (!packet.IsError && IsOurs(prefixes, homeAddress, packet.Octets, packet.InnerDestination))
        {
            Break(vehicle, "the router sent a packet through its tunnel that is for itself: " + Of(packet));
        }
    }

    /// <summary>A router sends a packet into the in-vehicle network.</summary>
    public void ToPort(int vehicle, Ipv6Prefix[] prefixes, byte[] homeAddress, PacketView packet)
    {
        if (packet.IsError && Ipv6Address.Equal(packet.Octets, packet.InnerSource, homeAddress, 0))
        {
            return;
        }

        if (!IsOurs(prefixes, homeAddress, packet.Octets, packet.Start + Ipv6Header.DestinationOffset))
        {
            Break(vehicle, "the router delivered a packet that is not for its vehicle: " + Of(packet));
        }
        else if (IsOurs(prefixes, homeAddress, packet.Octets, packet.Start + Ipv6Header.SourceOffset))
        {
            Break(vehicle, "the router delivered a packet from outside whose source is its own: " + Of(packet));
        }
    }

    /// <summary>The home agent sends a packet inside.</summary>
    /// <param name="vehicle">Whose address its source is, or -1.</param>
    /// <param name="isOwn">Whether it is the home agent's own.</param>
    /// <param name="packet">The packet.</param>
    public void Inside(int vehicle, bool isOwn, PacketView packet)
    {
        if (vehicle < 0 && !isOwn)
        {
            Break(vehicle, "the home agent forwarded a packet from no vehicle's prefix: " + Of(packet));
        }
    }

    private static bool IsOurs(Ipv6Prefix[] prefixes, byte[] homeAddress, byte[] octets, int at)
    {
        return Ipv6Prefix.AnyContains(prefixes, octets, at) || Ipv6Address.Equal(octets, at, homeAddress, 0);
    }

    private static string Of(PacketView packet)
    {
        return Ipv6AddressText.Write(packet.Octets, packet.InnerSource) + " to "
            + Ipv6AddressText.Write(packet.Octets, packet.InnerDestination);
    }
}
