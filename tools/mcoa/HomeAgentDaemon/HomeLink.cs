using System;
using McoaRouter.Boards.Linux;
using McoaRouter.Boards.Linux.Network;
using McoaRouter.HomeAgents;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Tools.HomeAgentDaemon;

/// <summary>
/// The home link: the interface with an address in the home prefix, as it comes and goes. On it the home agent has the
/// home agents anycast address, and reaches routers that are at home.
/// </summary>
internal sealed class HomeLink : ILink, IDisposable
{
    private readonly HomeAgentSettings _settings;
    private readonly EventWriter _writer;
    private readonly RouterPrefixes _prefixes;
    private readonly byte[]? _anycast;
    private PacketSender? _sender;
    private GroupMembership? _groups;

    public HomeLink(HomeAgentSettings settings, EventWriter writer)
    {
        _settings = settings;
        _writer = writer;
        _prefixes = new RouterPrefixes(settings.Routers);
        byte[] anycast = new byte[Ipv6Address.Length];
        _anycast = HomeAgentsAnycastAddress.TryWrite(anycast, 0, settings.HomePrefix) ? anycast : null;
    }

    /// <summary>The home agents anycast address, or null where the home prefix has none.</summary>
    public byte[]? Anycast
    {
        get { return _anycast; }
    }

    /// <summary>The interface, or null where there is none.</summary>
    public InterfaceState? Interface { get; private set; }

    /// <summary>The home agent's address on it.</summary>
    public byte[] Address { get; private set; } = [];

    /// <inheritdoc/>
    public int MaximumTransmissionUnit
    {
        get { return Math.Min(Interface?.MaximumTransmissionUnit ?? Limits.PacketOctets, Limits.PacketOctets); }
    }

    /// <summary>Follows the interfaces.</summary>
    /// <returns>Whether the home link is on another interface now, or on none.</returns>
    public bool Follow(LinkMonitor monitor)
    {
        InterfaceState? found = null;
        foreach (InterfaceState state in monitor.Interfaces)
        {
            if (state.AddressIn(_settings.HomePrefix) is byte[] address)
            {
                found = state;
                Address = state.Has(_settings.Address) ? _settings.Address : address;
            }
        }

        if (found?.Index == Interface?.Index)
        {
            Interface = found;
            return false;
        }

        Close();
        if (found != null)
        {
            Open(found);
        }

        return true;
    }

    /// <summary>Sends a packet to the router that it is for, by its home address; others to where they go.</summary>
    public bool Send(PacketBuffer packet)
    {
        if (_sender == null)
        {
            return false;
        }

        int destination = packet.Start + Ipv6Header.DestinationOffset;
        int router = _prefixes.Find(packet.Octets, destination);
        return router < 0 ? _sender.Send(packet) : _sender.Send(packet, _settings.Routers[router].HomeAddress, 0);
    }

    /// <summary>Closes the sockets.</summary>
    public void Dispose()
    {
        Close();
    }

    private void Open(InterfaceState state)
    {
        try
        {
            _sender = new PacketSender(state.Name);
            _groups = new GroupMembership(state.Index);
            if (_anycast != null)
            {
                _groups.JoinAnycast(_anycast);
            }

            Interface = state;
        }
        catch (BoardException fault)
        {
            Close();
            _writer.Notice($"{fault.Message} Nothing is intercepted on the home link {state.Name}.");
        }
    }

    private void Close()
    {
        _sender?.Dispose();
        _groups?.Dispose();
        _sender = null;
        _groups = null;
        Interface = null;
    }
}
