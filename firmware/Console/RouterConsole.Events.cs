using McoaRouter.Bindings;
using McoaRouter.Settings;

namespace McoaRouter.Consoles;

/// <summary>
/// What the console hears: the router's events, the board's log, and packets. Each goes to those who watch or capture.
/// </summary>
public sealed partial class RouterConsole : IRouterListener
{
    /// <summary>A line was written to the board's log.</summary>
    public void LogLine(string line, long now)
    {
        if (_events.IsWatched)
        {
            _events.Logged(line, now);
        }
    }

    /// <summary>
    /// A packet went over a link. To be called for each: it is counted, and shown where a capture is on.
    /// </summary>
    /// <param name="link"><see cref="MobileRouter.Port"/>, or an uplink.</param>
    /// <param name="outbound">Whether the router sent it.</param>
    /// <param name="buffer">The buffer that holds it.</param>
    /// <param name="offset">Where it starts.</param>
    /// <param name="length">Its octets.</param>
    /// <param name="now">Monotonic ms.</param>
    public void Packet(int link, bool outbound, byte[] buffer, int offset, int length, long now)
    {
        View.Count(link, outbound, length);
        if (!_captures)
        {
            return;
        }

        for (int i = 0; i < _sessions.Length; i++)
        {
            if (_sessions[i] != null)
            {
                _sessions[i].Show(_events, NameOf(link), link, outbound, buffer, offset, length, now);
            }
        }
    }

    /// <inheritdoc/>
    public void UplinkChanged(int uplink, bool up, long now)
    {
        if (_events.IsWatched)
        {
            _events.UplinkChanged(uplink, up, now);
        }
    }

    /// <inheritdoc/>
    public void BindingUpdateSent(int uplink, int sequence, int attempt, bool deregistration, long now)
    {
        View.Sent(uplink, sequence, now);
        if (_events.IsWatched)
        {
            _events.BindingUpdateSent(uplink, sequence, attempt, deregistration, now);
        }
    }

    /// <inheritdoc/>
    public void BindingAcknowledged(int status, int sequence, long now)
    {
        View.Acknowledged(sequence, now);
        if (_events.IsWatched)
        {
            _events.BindingAcknowledged(status, sequence, now);
        }
    }

    /// <inheritdoc/>
    public void BindingChanged(int uplink, BindingState state, int status, long now)
    {
        if (_events.IsWatched)
        {
            _events.BindingChanged(uplink, state, status, now);
        }
    }

    /// <inheritdoc/>
    public void PathChanged(int uplink, long now)
    {
        if (_events.IsWatched)
        {
            _events.PathChanged(uplink, now);
        }
    }

    /// <inheritdoc/>
    public void AtHomeChanged(int uplink, long now)
    {
        if (_events.IsWatched)
        {
            _events.AtHomeChanged(uplink, now);
        }
    }

    /// <inheritdoc/>
    public void HomeAgentChanged(byte[] homeAgent, int offset, long now)
    {
        if (_events.IsWatched)
        {
            _events.HomeAgentChanged(homeAgent, offset, now);
        }
    }

    /// <inheritdoc/>
    public void RegistrationFormChanged(RegistrationForm form, long now)
    {
        if (_events.IsWatched)
        {
            _events.RegistrationFormChanged(form, now);
        }
    }

    /// <inheritdoc/>
    public void CorrespondentBindingChanged(int correspondent, int uplink, bool registered, int status, long now)
    {
        View.CorrespondentChanged(correspondent, uplink, registered, status);
        if (_events.IsWatched)
        {
            _events.CorrespondentBindingChanged(correspondent, uplink, registered, status, now);
        }
    }

    /// <inheritdoc/>
    public void PathStandingChanged(int uplink, PathStanding standing, long now)
    {
        if (_events.IsWatched)
        {
            _events.PathStandingChanged(uplink, standing, now);
        }
    }

    /// <inheritdoc/>
    public void FlowMoved(int flow, int uplink, long now)
    {
        if (_events.IsWatched)
        {
            _events.FlowMoved(flow, uplink, now);
        }
    }

    /// <inheritdoc/>
    public void Noticed(RouterNotice notice, int value, long now)
    {
        if (_events.IsWatched)
        {
            _events.Noticed(notice, value, now);
        }
    }
}
