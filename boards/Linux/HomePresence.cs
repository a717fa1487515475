using System;
using McoaRouter.Boards.Linux.Network;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Boards.Linux;

/// <summary>
/// The router's home address on the home link (RFC 6275 §11.5.5): solicitations for it are answered from when the
/// de-registration has left, it is announced to all nodes when the home agent has acknowledged, and neither any more when
/// the router leaves. The address itself stays on the port's TUN, whose packets the kernel takes from every link; so
/// nothing on the uplink's interface is to be undone, and there is no duplicate address detection, as there must not be.
/// </summary>
internal sealed class HomePresence : IDisposable
{
    private readonly RouterSettings _settings;
    private readonly UplinkLink[] _uplinks;
    private readonly LinkMonitor _monitor;
    private readonly Poller _poller;
    private readonly NeighborSpeaker?[] _speakers;

    public HomePresence(RouterSettings settings, UplinkLink[] uplinks, LinkMonitor monitor, Poller poller)
    {
        _settings = settings;
        _uplinks = uplinks;
        _monitor = monitor;
        _poller = poller;
        _speakers = new NeighborSpeaker?[uplinks.Length];
    }

    /// <summary>When <see cref="Poll"/> must next be called, in monotonic ms.</summary>
    public long NextDeadline
    {
        get
        {
            long next = MobileRouter.NoDeadline;
            foreach (NeighborSpeaker? speaker in _speakers)
            {
                next = Math.Min(next, speaker?.NextDeadline ?? next);
            }

            return next;
        }
    }

    /// <summary>
    /// An uplink is up with some address, or down: on the home link solicitations are heard, and answered later.
    /// </summary>
    public void UplinkChanged(int uplink, bool up)
    {
        Close(uplink);
        InterfaceState? state = _monitor.Find(_uplinks[uplink].Device);
        if (!up
            || state == null
            || !NeighborSpeaker.CanSpeakOn(state)
            || !_settings.HomePrefix.Contains(_uplinks[uplink].CareOfAddress, 0))
        {
            return;
        }

        try
        {
            _speakers[uplink] = new NeighborSpeaker(state, [_settings.HomeAddress], _poller);
        }
        catch (BoardException)
        {
            // The interface has gone again: the uplink goes down with the kernel's next message.
        }
    }

    /// <summary>
    /// A de-registration left: where that was from the home link, its answer comes to the home address.
    /// </summary>
    public void DeregistrationSent(int uplink)
    {
        _speakers[uplink]?.Speak(_settings.HomeAddress, _settings.HomeAddress, isRouter: true);
    }

    /// <summary>
    /// A binding is registered: one of the home link beside others (RFC 5648 §5.6) leaves the home address to the router,
    /// unless the home agent defends it (status 5).
    /// </summary>
    public void Registered(int uplink, int status, long now)
    {
        if (status != BindingStatus.ReturnHomeWithoutNeighborDiscovery)
        {
            Announce(uplink, now);
        }
    }

    /// <summary>The router is at home by this uplink, or has left (-1).</summary>
    public void AtHomeChanged(int uplink, long now)
    {
        if (uplink >= 0)
        {
            Announce(uplink, now);
            return;
        }

        foreach (NeighborSpeaker? speaker in _speakers)
        {
            speaker?.Silence(_settings.HomeAddress);
        }
    }

    /// <summary>Sends what is due.</summary>
    public void Poll(long now)
    {
        foreach (NeighborSpeaker? speaker in _speakers)
        {
            speaker?.Poll(now);
        }
    }

    /// <summary>Says nothing any more.</summary>
    public void Dispose()
    {
        for (int i = 0; i < _speakers.Length; i++)
        {
            Close(i);
        }
    }

    private void Announce(int uplink, long now)
    {
        _speakers[uplink]?.Speak(_settings.HomeAddress, _settings.HomeAddress, isRouter: true);
        _speakers[uplink]?.Announce(_settings.HomeAddress, now);
    }

    private void Close(int uplink)
    {
        _speakers[uplink]?.Dispose();
        _speakers[uplink] = null;
    }
}
