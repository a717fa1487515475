using System;
using McoaRouter.Boards.Linux;
using McoaRouter.HomeAgents;
using McoaRouter.Links;
using McoaRouter.Wire;

namespace McoaRouter.Tools.HomeAgentDaemon;

/// <summary>
/// Proxy Neighbor Discovery on the home link for the home addresses of routers that are away (RFC 6275 §10.4.1, RFC 3963
/// §6.2): announced when the defence begins, and every solicitation for one answered, also a probe whether it is free.
/// </summary>
internal sealed class HomeAddressDefence : IDisposable
{
    /// <summary>Solicitations taken before others have their turn.</summary>
    private const int Burst = 64;

    private readonly HomeAgentSettings _settings;
    private readonly HomeLink _homeLink;
    private readonly Poller _poller;
    private readonly Func<int, bool> _isMobileRouter;
    private readonly bool[] _defended;
    private readonly PacketBuffer _buffer = new();
    private readonly Ipv6Packet _packet = new();
    private readonly NeighborSolicitation _solicitation = new();
    private NeighborSpeaker? _speaker;
    private PacketReceiver? _receiver;

    /// <summary>Nothing is defended yet.</summary>
    /// <param name="settings">The configuration.</param>
    /// <param name="homeLink">Where.</param>
    /// <param name="poller">Who waits for solicitations.</param>
    /// <param name="isMobileRouter">Whether a router with a binding is one: it set R in its Binding Update.</param>
    public HomeAddressDefence(
        HomeAgentSettings settings, HomeLink homeLink, Poller poller, Func<int, bool> isMobileRouter)
    {
        _settings = settings;
        _homeLink = homeLink;
        _poller = poller;
        _isMobileRouter = isMobileRouter;
        _defended = new bool[settings.Routers.Length];
    }

    /// <summary>When <see cref="Poll"/> must next be called, in monotonic ms.</summary>
    public long NextDeadline
    {
        get { return _speaker?.NextDeadline ?? MobileRouter.NoDeadline; }
    }

    /// <summary>Defends a home address from now on, or no more.</summary>
    public void Set(int router, bool defended, long now)
    {
        _defended[router] = defended;
        if (defended)
        {
            Announce(router, now);
        }
        else
        {
            _speaker?.Withdraw(_settings.Routers[router].HomeAddress);
        }
    }

    /// <summary>The home link is on another interface, or on none.</summary>
    /// <exception cref="BoardException">The interface has gone again.</exception>
    public void LinkChanged(long now)
    {
        Dispose();
        if (_homeLink.Interface == null || !NeighborSpeaker.CanSpeakOn(_homeLink.Interface))
        {
            return;
        }

        _speaker = new NeighborSpeaker(_homeLink.Interface);
        _receiver = new PacketReceiver();
        _receiver.Accept(PacketFilter.ForSolicitations(), _homeLink.Interface.Index);
        _poller.Add(_receiver.Descriptor, Read);
        for (int i = 0; i < _defended.Length; i++)
        {
            if (_defended[i])
            {
                Announce(i, now);
            }
        }
    }

    /// <summary>Sends what is due.</summary>
    public void Poll(long now)
    {
        _speaker?.Poll(now);
    }

    /// <summary>Closes the sockets.</summary>
    public void Dispose()
    {
        if (_receiver != null)
        {
            _poller.Remove(_receiver.Descriptor);
            _receiver.Dispose();
            _receiver = null;
        }

        _speaker?.Dispose();
        _speaker = null;
    }

    private void Announce(int router, long now)
    {
        _speaker?.Announce(_homeLink.Address, _settings.Routers[router].HomeAddress, _isMobileRouter(router), now);
    }

    private void Read()
    {
        for (int i = 0; i < Burst && _receiver!.TryReceive(_buffer); i++)
        {
            if (_packet.TryRead(_buffer.Octets, _buffer.Start, _buffer.Length) && _solicitation.TryRead(_packet))
            {
                Answer();
            }
        }
    }

    private void Answer()
    {
        for (int i = 0; i < _defended.Length; i++)
        {
            byte[] homeAddress = _settings.Routers[i].HomeAddress;
            if (_defended[i] && Ipv6Address.Equal(_packet.Buffer, _solicitation.TargetOffset, homeAddress, 0))
            {
                _speaker!.Answer(_packet, _solicitation.IsProbe, _homeLink.Address, homeAddress, _isMobileRouter(i));
            }
        }
    }
}
