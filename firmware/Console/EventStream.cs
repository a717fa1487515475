using McoaRouter.Bindings;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Consoles;

/// <summary>
/// Writes events and hands them to the sessions that asked for them. A session that has no room loses the event and is
/// told with its next how many it lost.
/// </summary>
internal sealed class EventStream
{
    private const int Capacity = ConsoleLimits.LineOctets;

    private readonly RouterView _view;
    private readonly ConsoleSession[] _sessions;
    private JsonWriter _writer;

    internal EventStream(RouterView view, ConsoleSession[] sessions)
    {
        _view = view;
        _sessions = sessions;
    }

    /// <summary>Whether somebody watches events.</summary>
    internal bool IsWatched;

    /// <summary>Events that found no room.</summary>
    internal long Dropped;

    /// <summary>Looks anew who watches.</summary>
    internal void Refresh()
    {
        IsWatched = false;
        for (int i = 0; i < _sessions.Length; i++)
        {
            IsWatched |= _sessions[i] != null && _sessions[i].WatchesEvents;
        }
    }

    /// <summary>Begins an event, to be sent by <see cref="SendTo"/>.</summary>
    internal JsonWriter Begin(string name, long now)
    {
        _writer ??= new JsonWriter(Capacity, true);
        _writer.Reset();
        _writer.BeginObject(null);
        _writer.Number("t", now);
        _writer.Text("event", name);
        return _writer;
    }

    /// <summary>Sends the event that was begun to one session.</summary>
    /// <returns>Whether it had room.</returns>
    internal bool SendTo(ConsoleSession session)
    {
        int length = _writer.Length;
        if (session.Dropped > 0)
        {
            _writer.Number("dropped", session.Dropped);
        }

        bool sent = session.TrySend(_writer.Buffer, _writer.Close());
        _writer.Truncate(length);
        if (sent)
        {
            session.Dropped = 0;
        }
        else
        {
            session.Dropped++;
            Dropped++;
        }

        return sent;
    }

    internal void UplinkChanged(int uplink, bool up, long now)
    {
        JsonWriter writer = Begin("uplink", now);
        writer.Text("uplink", _view.NameOf(uplink));
        writer.Flag("up", up);
        if (up && _view.Router != null)
        {
            writer.Text("careOfAddress", AddressText.Of(_view.Router.Bindings.At(uplink).CareOfAddress, 0));
        }

        Send();
    }

    internal void BindingUpdateSent(int uplink, int sequence, int attempt, bool deregistration, long now)
    {
        JsonWriter writer = Begin("bindingUpdate", now);
        writer.Text("uplink", _view.NameOf(uplink));
        writer.Number("sequence", sequence);
        writer.Number("attempt", attempt);
        writer.Flag("deregistration", deregistration);
        Send();
    }

    internal void BindingAcknowledged(int status, int sequence, long now)
    {
        JsonWriter writer = Begin("bindingAcknowledgement", now);
        writer.Number("status", status);
        writer.Number("sequence", sequence);
        Send();
    }

    internal void BindingChanged(int uplink, BindingState state, int status, long now)
    {
        JsonWriter writer = Begin("binding", now);
        writer.Text("uplink", _view.NameOf(uplink));
        if (_view.Router != null)
        {
            writer.Number("bid", _view.Router.Bindings.At(uplink).Bid);
        }

        writer.Text("state", RouterNames.Of(state));
        writer.Number("status", status);
        Send();
    }

    internal void PathChanged(int uplink, long now)
    {
        Begin("path", now).Text("uplink", _view.NameOf(uplink));
        Send();
    }

    internal void AtHomeChanged(int uplink, long now)
    {
        Begin("home", now).Text("uplink", _view.NameOf(uplink));
        Send();
    }

    internal void HomeAgentChanged(byte[] homeAgent, int offset, long now)
    {
        Begin("homeAgent", now).Text("address", Ipv6AddressText.Write(homeAgent, offset));
        Send();
    }

    internal void RegistrationFormChanged(RegistrationForm form, long now)
    {
        Begin("registrationForm", now).Text("form", RouterNames.Of(form));
        Send();
    }

    internal void CorrespondentBindingChanged(int correspondent, int uplink, bool registered, int status, long now)
    {
        JsonWriter writer = Begin("correspondentBinding", now);
        writer.Text("uplink", _view.NameOf(uplink));
        writer.Text(
            "correspondent",
            _view.Settings == null ? null : Ipv6AddressText.Write(_view.Settings.Correspondents[correspondent], 0));
        writer.Flag("registered", registered);
        writer.Number("status", status);
        Send();
    }

    internal void PathStandingChanged(int uplink, PathStanding standing, long now)
    {
        JsonWriter writer = Begin("standing", now);
        writer.Text("uplink", _view.NameOf(uplink));
        writer.Text("standing", RouterNames.Of(standing));
        Send();
    }

    internal void FlowMoved(int flow, int uplink, long now)
    {
        JsonWriter writer = Begin("flow", now);
        writer.Text("flow", _view.Settings == null ? null : _view.Settings.Flows[flow].Name);
        writer.Text("uplink", _view.NameOf(uplink));
        Send();
    }

    internal void Noticed(RouterNotice notice, int value, long now)
    {
        JsonWriter writer = Begin("notice", now);
        writer.Text("notice", RouterNoticeNames.Of(notice));
        writer.Number("value", value);
        if (notice == RouterNotice.TunnelSilent)
        {
            writer.Text("uplink", _view.NameOf(value));
        }

        writer.Text("text", RouterNoticeText.Of(notice));
        Send();
    }

    internal void Configuration(string state, int revision, string reason, long now)
    {
        JsonWriter writer = Begin("configuration", now);
        writer.Text("state", state);
        writer.Number("revision", revision);
        if (reason != null)
        {
            writer.Text("reason", reason);
        }

        Send();
    }

    internal void Logged(string line, long now)
    {
        Begin("log", now).Text("line", line);
        Send();
    }

    private void Send()
    {
        for (int i = 0; i < _sessions.Length; i++)
        {
            if (_sessions[i] != null && _sessions[i].WatchesEvents)
            {
                _ = SendTo(_sessions[i]);
            }
        }
    }
}
