using System;
using System.Collections.Generic;
using McoaRouter.Boards.Linux;
using McoaRouter.Boards.Linux.Network;
using McoaRouter.HomeAgents;
using McoaRouter.Wire;

namespace McoaRouter.Tools.HomeAgentDaemon;

/// <summary>
/// The kernel's routes into the home agent: a router's prefixes as the home agent says, and its home address while it
/// has any binding. The prefixes of a router that is at home are behind its home address on the home link. What is for a
/// router without binding comes into the home agent too, behind every other route: there it is refused by name, and its
/// source is told, where a default route would send it round until its hop limit ends. So are home addresses that are on no
/// home link.
/// </summary>
internal sealed class HomeAgentRoutes : IDisposable
{
    private readonly HomeAgentSettings _settings;
    private readonly Tun _inside;
    private readonly NetworkConfigurator _network;
    private readonly EventWriter _writer;
    private readonly HomeLink _homeLink;
    private readonly HashSet<int>[] _bindings;
    private readonly int[] _homeInterfaces;
    private bool _holdsHomeAddresses;

    public HomeAgentRoutes(
        HomeAgentSettings settings, Tun inside, HomeLink homeLink, NetworkConfigurator network, EventWriter writer)
    {
        _settings = settings;
        _inside = inside;
        _homeLink = homeLink;
        _homeInterfaces = new int[settings.Routers.Length];
        _network = network;
        _writer = writer;
        _bindings = new HashSet<int>[settings.Routers.Length];
        for (int i = 0; i < _bindings.Length; i++)
        {
            _bindings[i] = [];
            foreach (Ipv6Prefix prefix in settings.Routers[i].Prefixes)
            {
                Try(() => _network.AddLastRoute(prefix, _inside.InterfaceIndex));
            }
        }
    }

    /// <summary>There is a home link, or none: its neighbours are found by themselves.</summary>
    public void FollowHomeLink()
    {
        bool holds = _homeLink.Interface == null;
        if (holds == _holdsHomeAddresses)
        {
            return;
        }

        _holdsHomeAddresses = holds;
        foreach (RouterAccount account in _settings.Routers)
        {
            Ipv6Prefix address = HomeAddressOf(account);
            if (holds)
            {
                Try(() => _network.AddLastRoute(address, _inside.InterfaceIndex));
            }
            else
            {
                _network.RemoveLastRoute(address, _inside.InterfaceIndex);
            }
        }
    }

    /// <summary>A binding came or went.</summary>
    public void BindingChanged(int router, int bid, bool present)
    {
        HashSet<int> bindings = _bindings[router];
        bool wasBound = bindings.Count > 0;
        if (present)
        {
            bindings.Add(bid);
        }
        else
        {
            bindings.Remove(bid);
        }

        if (bindings.Count > 0 != wasBound)
        {
            Set(HomeAddressOf(_settings.Routers[router]), !wasBound);
        }
    }

    /// <summary>A prefix came or went.</summary>
    public void PrefixChanged(int router, int prefix, bool present)
    {
        Set(_settings.Routers[router].Prefixes[prefix], present);
    }

    /// <summary>A router came home, or has left.</summary>
    public void AtHome(int router, bool atHome)
    {
        RemoveNative(router);
        if (!atHome || _homeLink.Interface == null)
        {
            return;
        }

        RouterAccount account = _settings.Routers[router];
        _homeInterfaces[router] = _homeLink.Interface.Index;
        foreach (Ipv6Prefix prefix in account.Prefixes)
        {
            Try(() => _network.AddRoute(prefix, account.HomeAddress, _homeInterfaces[router]));
        }
    }

    /// <summary>Removes the routes over the home link; those into the TUN go with it.</summary>
    public void Dispose()
    {
        for (int i = 0; i < _homeInterfaces.Length; i++)
        {
            RemoveNative(i);
        }
    }

    private static Ipv6Prefix HomeAddressOf(RouterAccount account)
    {
        return new Ipv6Prefix(account.HomeAddress, 0, 8 * Ipv6Address.Length);
    }

    private void RemoveNative(int router)
    {
        RouterAccount account = _settings.Routers[router];
        foreach (Ipv6Prefix prefix in account.Prefixes)
        {
            if (_homeInterfaces[router] != 0)
            {
                _network.RemoveRoute(prefix, account.HomeAddress, _homeInterfaces[router]);
            }
        }

        _homeInterfaces[router] = 0;
    }

    private void Set(Ipv6Prefix prefix, bool present)
    {
        if (present)
        {
            Try(() => _network.AddRoute(prefix, _inside.InterfaceIndex, NetworkConfigurator.MainTable));
        }
        else
        {
            _network.RemoveRoute(prefix, _inside.InterfaceIndex, NetworkConfigurator.MainTable);
        }
    }

    private void Try(Action change)
    {
        try
        {
            change();
        }
        catch (BoardException fault)
        {
            _writer.Notice(fault.Message);
        }
    }
}
