using System;
using McoaRouter.Boards.Linux.Network;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Boards.Linux;

/// <summary>
/// The home address on the home link (RFC 6275 §11.5.5): on the uplink's interface from when the de-registration has
/// left, without duplicate address detection, so that the kernel answers solicitations for it; announced to all nodes
/// when the home agent has acknowledged; gone when the router leaves. Until the first and after the last nobody finds
/// the router there by its home address.
/// </summary>
internal sealed class HomePresence : IDisposable
{
    private const int Away = -1;

    private readonly RouterSettings _settings;
    private readonly UplinkLink[] _uplinks;
    private readonly LinkMonitor _monitor;
    private readonly NetworkConfigurator _network;
    private NeighborSpeaker? _speaker;
    private int _uplink = Away;
    private int _interfaceIndex;
    private bool _isOurs;

    public HomePresence(
        RouterSettings settings, UplinkLink[] uplinks, LinkMonitor monitor, NetworkConfigurator network)
    {
        _settings = settings;
        _uplinks = uplinks;
        _monitor = monitor;
        _network = network;
    }

    /// <summary>When <see cref="Poll"/> must next be called, in monotonic ms.</summary>
    public long NextDeadline
    {
        get { return _speaker?.NextDeadline ?? MobileRouter.NoDeadline; }
    }

    /// <summary>The home address, where this put it on an uplink's interface: it is no care-of address.</summary>
    public byte[]? AddressOn(int uplink)
    {
        return uplink == _uplink && _isOurs ? _settings.HomeAddress : null;
    }

    /// <summary>Removes from an interface what a crashed run left on it.</summary>
    public void Clear(InterfaceState state)
    {
        if (state.Has(_settings.HomeAddress))
        {
            _network.RemoveAddress(state.Index, _settings.HomeAddress);
            _monitor.Read();
        }
    }

    /// <summary>
    /// A de-registration left: one from the home link returns home, and its answer comes to the home address.
    /// </summary>
    public void DeregistrationSent(int uplink)
    {
        if (IsOnHomeLink(uplink))
        {
            Enter(uplink);
        }
    }

    /// <summary>
    /// A binding is registered: one of the home link beside others (RFC 5648 §5.6) leaves the home address to the router,
    /// unless the home agent defends it (status 5).
    /// </summary>
    public void Registered(int uplink, int status, long now)
    {
        if (IsOnHomeLink(uplink) && status != BindingStatus.ReturnHomeWithoutNeighborDiscovery)
        {
            Enter(uplink);
            Announce(now);
        }
    }

    /// <summary>The router is at home by this uplink, or has left (-1).</summary>
    public void Changed(int uplink, long now)
    {
        if (uplink < 0)
        {
            Leave(_uplink);
            return;
        }

        Enter(uplink);
        Announce(now);
    }

    /// <summary>An uplink is up with some address, or down: it may be on the home link no more.</summary>
    public void UplinkChanged(int uplink, bool up)
    {
        if (!up || !IsOnHomeLink(uplink))
        {
            Leave(uplink);
        }
    }

    /// <summary>Sends what is due.</summary>
    public void Poll(long now)
    {
        _speaker?.Poll(now);
    }

    /// <summary>Takes the home address off the home link.</summary>
    public void Dispose()
    {
        Leave(_uplink);
    }

    private void Leave(int uplink)
    {
        if (uplink != _uplink || _uplink == Away)
        {
            return;
        }

        if (_isOurs)
        {
            _network.RemoveAddress(_interfaceIndex, _settings.HomeAddress);
        }

        _speaker?.Dispose();
        _speaker = null;
        _uplink = Away;
    }

    private bool IsOnHomeLink(int uplink)
    {
        return _uplinks[uplink].Up && _settings.HomePrefix.Contains(_uplinks[uplink].CareOfAddress, 0);
    }

    private void Enter(int uplink)
    {
        if (uplink == _uplink)
        {
            return;
        }

        Leave(_uplink);
        InterfaceState? state = _monitor.Find(_uplinks[uplink].Device);
        if (state == null)
        {
            return;
        }

        // An administrator may have put it there.
        _isOurs = !state.Has(_settings.HomeAddress);

        try
        {
            if (_isOurs)
            {
                _network.AddAddress(state.Index, _settings.HomeAddress);
            }

            _speaker = NeighborSpeaker.CanSpeakOn(state) ? new NeighborSpeaker(state) : null;
            _uplink = uplink;
            _interfaceIndex = state.Index;
        }
        catch (BoardException)
        {
            // The interface has gone again: the uplink goes down with the kernel's next message.
        }
    }

    private void Announce(long now)
    {
        _speaker?.Announce(_settings.HomeAddress, _settings.HomeAddress, isRouter: true, now);
    }
}
