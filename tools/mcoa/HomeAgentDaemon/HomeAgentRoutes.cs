using System.Collections.Generic;
using McoaRouter.Boards.Linux;
using McoaRouter.Boards.Linux.Network;
using McoaRouter.HomeAgents;
using McoaRouter.Wire;

namespace McoaRouter.Tools.HomeAgentDaemon;

/// <summary>
/// The kernel's routes into the home agent: a router's prefixes as the home agent says, and its home address while it
/// has any binding.
/// </summary>
internal sealed class HomeAgentRoutes
{
    private readonly HomeAgentSettings _settings;
    private readonly Tun _inside;
    private readonly NetworkConfigurator _network;
    private readonly EventWriter _writer;
    private readonly HashSet<int>[] _bindings;

    public HomeAgentRoutes(HomeAgentSettings settings, Tun inside, NetworkConfigurator network, EventWriter writer)
    {
        _settings = settings;
        _inside = inside;
        _network = network;
        _writer = writer;
        _bindings = new HashSet<int>[settings.Routers.Length];
        for (int i = 0; i < _bindings.Length; i++)
        {
            _bindings[i] = [];
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
            Set(new Ipv6Prefix(_settings.Routers[router].HomeAddress, 0, 8 * Ipv6Address.Length), !wasBound);
        }
    }

    /// <summary>A prefix came or went.</summary>
    public void PrefixChanged(int router, int prefix, bool present)
    {
        Set(_settings.Routers[router].Prefixes[prefix], present);
    }

    private void Set(Ipv6Prefix prefix, bool present)
    {
        if (!present)
        {
            _network.RemoveRoute(prefix, _inside.InterfaceIndex, NetworkConfigurator.MainTable);
            return;
        }

        try
        {
            _network.AddRoute(prefix, _inside.InterfaceIndex, NetworkConfigurator.MainTable);
        }
        catch (BoardException fault)
        {
            _writer.Notice(fault.Message);
        }
    }
}
