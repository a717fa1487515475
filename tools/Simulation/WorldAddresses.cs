using System;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Simulation;

/// <summary>Addresses for the world around the router, apart from those of its configuration.</summary>
internal static class WorldAddresses
{
    private const int Documentation = 0x20010DB8;
    private const int FirstCorrespondentNetwork = 0x000C;
    private const int FirstHomeAgentNetwork = 0x000F;
    private const int FirstAccessNetwork = 0xA000;
    private const int LastNetwork = 0xFFFF;
    private const int NetworkBits = 48;
    private const int PassengerIdentifier = 0x50;
    private const int CorrespondentIdentifier = 0x80;
    private const int CareOfIdentifier = 0x10;
    private const int PrivateNetwork = 10;

    /// <summary>The passenger, in the in-vehicle prefix.</summary>
    public static void WritePassenger(RouterSettings settings, byte[] address)
    {
        Ipv6Address.Copy(settings.Port.Prefix.Octets, 0, address, 0);
        WriteIdentifier(address, PassengerIdentifier);
    }

    /// <summary>The correspondent, in 2001:db8:c::/48 or the next one that is free.</summary>
    public static void WriteCorrespondent(RouterSettings settings, byte[] address)
    {
        WriteNetwork(settings, FirstCorrespondentNetwork, address);
        WriteIdentifier(address, CorrespondentIdentifier);
    }

    /// <summary>
    /// What all care-of addresses of an uplink share, in 2001:db8:a000::/48 and on or the next one that is free;
    /// <see cref="WriteCell"/> makes one of it.
    /// </summary>
    public static void WriteCareOf(RouterSettings settings, int uplink, byte[] address)
    {
        WriteNetwork(settings, FirstAccessNetwork + uplink, address);
        WriteIdentifier(address, CareOfIdentifier + uplink);
    }

    /// <summary>Puts an uplink's address into the prefix of a cell.</summary>
    public static void WriteCell(byte[] address, int cell)
    {
        BigEndian.WriteUInt16(address, 6, cell + 1);
    }

    /// <summary>An uplink's address on the home link, in the home prefix.</summary>
    public static void WriteOnHomeLink(RouterSettings settings, int uplink, byte[] address)
    {
        Ipv6Address.Copy(settings.HomePrefix.Octets, 0, address, 0);
        WriteIdentifier(address, CareOfIdentifier + uplink);
    }

    /// <summary>
    /// An uplink's address on the home agent's foreign link, in 2001:db8:f::/48 or the next one that is free.
    /// </summary>
    public static void WriteOnHomeAgentForeignLink(RouterSettings settings, int uplink, byte[] address)
    {
        WriteNetwork(settings, FirstHomeAgentNetwork, address);
        WriteIdentifier(address, CareOfIdentifier + uplink);
    }

    /// <summary>An uplink's IPv4-mapped address in the private network of a cell, 10.CELL.0.0/16.</summary>
    public static void WriteIpv4(int uplink, int cell, byte[] address)
    {
        const int Ipv4 = Ipv4MappedAddress.Ipv4Offset;
        address[Ipv4] = PrivateNetwork;
        address[Ipv4 + 1] = (byte)(cell + 1);
        address[Ipv4 + 2] = 0;
        address[Ipv4 + 3] = (byte)(CareOfIdentifier + uplink);
        Ipv4MappedAddress.Write(address, 0, address, Ipv4);
    }

    /// <summary>The address of the NAT of an uplink's IPv4 networks, in 198.51.100.0/24.</summary>
    public static void WriteNat(int uplink, byte[] ipv4Address)
    {
        ipv4Address[0] = 198;
        ipv4Address[1] = 51;
        ipv4Address[2] = 100;
        ipv4Address[3] = (byte)(uplink + 1);
    }

    private static void WriteIdentifier(byte[] address, int identifier)
    {
        BigEndian.WriteUInt16(address, 14, identifier);
    }

    private static void WriteNetwork(RouterSettings settings, int network, byte[] address)
    {
        Array.Clear(address, 0, Ipv6Address.Length);
        BigEndian.WriteUInt32(address, 0, Documentation);
        BigEndian.WriteUInt16(address, 4, network);
        while (network < LastNetwork && IsTaken(settings, new Ipv6Prefix(address, 0, NetworkBits)))
        {
            network++;
            BigEndian.WriteUInt16(address, 4, network);
        }
    }

    private static bool IsTaken(RouterSettings settings, Ipv6Prefix network)
    {
        foreach (Ipv6Prefix prefix in settings.MobileNetworkPrefixes)
        {
            if (prefix.Overlaps(network))
            {
                return true;
            }
        }

        return settings.HomePrefix.Overlaps(network)
            || (settings.HomeAgents.Length > 0 && network.Contains(settings.HomeAgents[0], 0));
    }
}
