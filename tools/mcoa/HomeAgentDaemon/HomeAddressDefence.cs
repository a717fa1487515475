using System;
using McoaRouter.Boards.Linux;
using McoaRouter.HomeAgents;

namespace McoaRouter.Tools.HomeAgentDaemon;

/// <summary>
/// Proxy Neighbor Discovery on the home link for the home addresses of routers that are away (RFC 6275 §10.4.1, RFC 3963
/// §6.2): announced when the defence begins, and every solicitation for one answered, also a probe whether it is free.
/// </summary>
internal sealed class HomeAddressDefence : IDisposable
{
    private readonly HomeAgentSettings _settings;
    private readonly HomeLink _homeLink;
    private readonly Poller _poller;
    private readonly Func<int, bool> _isMobileRouter;
    private readonly bool[] _defended;
    private NeighborSpeaker? _speaker;

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
            Defend(router, now);
        }
        else
        {
            _speaker?.Silence(_settings.Routers[router].HomeAddress);
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

        byte[][] homeAddresses = Array.ConvertAll(_settings.Routers, router => router.HomeAddress);
        _speaker = new NeighborSpeaker(_homeLink.Interface, homeAddresses, _poller);
        for (int i = 0; i < _defended.Length; i++)
        {
            if (_defended[i])
            {
                Defend(i, now);
            }
        }
    }

    /// <summary>Sends what is due.</summary>
    public void Poll(long now)
    {
        _speaker?.Poll(now);
    }

    /// <summary>Defends nothing any more.</summary>
    public void Dispose()
    {
        _speaker?.Dispose();
        _speaker = null;
    }

    private void Defend(int router, long now)
    {
        byte[] homeAddress = _settings.Routers[router].HomeAddress;
        _speaker?.Speak(homeAddress, _homeLink.Address, _isMobileRouter(router));
        _speaker?.Announce(homeAddress, now);
    }
}
