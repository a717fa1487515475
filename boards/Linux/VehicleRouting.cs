using System;
using McoaRouter.Boards.Linux.Network;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Boards.Linux;

/// <summary>
/// Leads the vehicle's traffic through the router: the kernel forwards between the in-vehicle network and the TUN.
/// <list type="bullet">
/// <item>To a mobile network prefix: the main table, which knows the in-vehicle links; what is on none of them is
/// unreachable and must not leave by an uplink's default route.</item>
/// <item>From a mobile network prefix, and from this machine's own programs with the home address: a table of its own,
/// whose default route is the TUN.</item>
/// <item>From a passenger with the home address: nowhere. That address is the router's (RFC 3963 §9).</item>
/// </list>
/// </summary>
internal sealed class VehicleRouting : IDisposable
{
    private const int TablesFrom = 13500;
    private const int InsidePriority = 13500;
    private const int OutsidePriority = 13501;
    private const int RefusalPriority = 13502;

    private static readonly Ipv6Prefix s_everything = new(new byte[Ipv6Address.Length], 0, 0);

    private readonly NetworkConfigurator _network;
    private readonly Ipv6Prefix[] _prefixes;
    private readonly Ipv6Prefix _home;

    /// <summary>Sets everything up.</summary>
    /// <exception cref="BoardException">The kernel refuses something; all else is undone.</exception>
    public VehicleRouting(RouterSettings settings, Tun port, NetworkConfigurator network)
    {
        _network = network;
        _prefixes = settings.MobileNetworkPrefixes;
        _home = new Ipv6Prefix(settings.HomeAddress, 0, 8 * Ipv6Address.Length);
        RemoveRules();
        try
        {
            Add(settings, port);
        }
        catch (BoardException)
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Undoes what was set up. The routes into the TUN go with it.</summary>
    public void Dispose()
    {
        RemoveRules();
        foreach (Ipv6Prefix prefix in _prefixes)
        {
            _network.RemoveUnreachable(prefix);
        }
    }

    private void Add(RouterSettings settings, Tun port)
    {
        // A table of its own for each TUN, so that two routers on one machine don't meet.
        int table = TablesFrom + port.InterfaceIndex;
        _network.AddAddress(port.InterfaceIndex, settings.HomeAddress);
        _network.AddRoute(s_everything, port.InterfaceIndex, table);
        _network.AddOwnRule(_home, table, OutsidePriority);
        _network.AddRefusal(_home, RefusalPriority);
        foreach (Ipv6Prefix prefix in _prefixes)
        {
            _network.AddUnreachable(prefix);
            _network.AddRule(prefix, source: false, NetworkConfigurator.MainTable, InsidePriority);
            _network.AddRule(prefix, source: true, table, OutsidePriority);
        }
    }

    private void RemoveRules()
    {
        _network.RemoveRules(_home, source: true, OutsidePriority);
        _network.RemoveRefusals(_home, RefusalPriority);
        foreach (Ipv6Prefix prefix in _prefixes)
        {
            _network.RemoveRules(prefix, source: false, InsidePriority);
            _network.RemoveRules(prefix, source: true, OutsidePriority);
        }
    }
}
