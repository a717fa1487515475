using System.Globalization;
using McoaRouter.Bindings;
using McoaRouter.Boards.Linux.Network;
using McoaRouter.Consoles;
using McoaRouter.Forwarding;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Boards.Linux;

/// <summary>
/// Writes what the router tells, one line for each event, and passes on what the machine must follow: the home link,
/// and another home agent.
/// </summary>
internal sealed class RouterEvents : IRouterListener
{
    private readonly RouterSettings _settings;
    private readonly UplinkLink[] _uplinks;
    private readonly HomePresence _home;
    private readonly KernelSilence _silence;
    private readonly EventWriter _writer;

    public RouterEvents(
        RouterSettings settings,
        UplinkLink[] uplinks,
        HomePresence home,
        KernelSilence silence,
        EventWriter writer)
    {
        _settings = settings;
        _uplinks = uplinks;
        _home = home;
        _silence = silence;
        _writer = writer;
    }

    /// <inheritdoc/>
    public void UplinkChanged(int uplink, bool up, long now)
    {
        _home.UplinkChanged(uplink, up);
        string address = AddressText.Of(_uplinks[uplink].CareOfAddress, 0);
        _writer.Write(
            "uplink",
            up ? $"{Name(uplink)}: up, care-of address {address}" : $"{Name(uplink)}: down",
            json =>
            {
                json.WriteString("uplink", Name(uplink));
                json.WriteBoolean("up", up);
                if (up)
                {
                    json.WriteString("careOfAddress", address);
                }
            });
    }

    /// <inheritdoc/>
    public void BindingUpdateSent(int uplink, int sequence, int attempt, bool deregistration, long now)
    {
        if (deregistration)
        {
            _home.DeregistrationSent(uplink);
        }

        string kind = deregistration ? "De-registration" : "Binding Update";
        string retry = attempt > 1 ? $", attempt {attempt}" : "";
        _writer.Write(
            "bindingUpdate",
            $"{kind} {sequence} sent by {Name(uplink)}{retry}",
            json =>
            {
                json.WriteString("uplink", Name(uplink));
                json.WriteNumber("sequence", sequence);
                json.WriteNumber("attempt", attempt);
                json.WriteBoolean("deregistration", deregistration);
            });
    }

    /// <inheritdoc/>
    public void BindingAcknowledged(int status, int sequence, long now)
    {
        _writer.Write(
            "bindingAcknowledgement",
            $"Binding Acknowledgement {sequence}, status {status}",
            json =>
            {
                json.WriteNumber("status", status);
                json.WriteNumber("sequence", sequence);
            });
    }

    /// <inheritdoc/>
    public void BindingChanged(int uplink, BindingState state, int status, long now)
    {
        if (state == BindingState.Registered)
        {
            _home.Registered(uplink, status, now);
        }

        string text = RouterNames.Of(state);
        _writer.Write(
            "binding",
            $"{Name(uplink)}: binding {_settings.Uplinks[uplink].Bid} {text}, status {status}",
            json =>
            {
                json.WriteString("uplink", Name(uplink));
                json.WriteNumber("bid", _settings.Uplinks[uplink].Bid);
                json.WriteString("state", text);
                json.WriteNumber("status", status);
            });
    }

    /// <inheritdoc/>
    public void PathChanged(int uplink, long now)
    {
        string? name = uplink < 0 ? null : Name(uplink);
        _writer.Write("path", $"path: {name ?? "none"}", json => json.WriteString("uplink", name));
    }

    /// <inheritdoc/>
    public void AtHomeChanged(int uplink, long now)
    {
        _home.AtHomeChanged(uplink, now);
        string? name = uplink < 0 ? null : Name(uplink);
        _writer.Write(
            "home",
            name == null ? "away from home" : $"at home by {name}",
            json => json.WriteString("uplink", name));
    }

    /// <inheritdoc/>
    public void HomeAgentChanged(byte[] homeAgent, int offset, long now)
    {
        string address = Ipv6AddressText.Write(homeAgent, offset);
        _silence.AddPeer(address);
        _writer.Write("homeAgent", $"home agent: {address}", json => json.WriteString("address", address));
    }

    /// <inheritdoc/>
    public void RegistrationFormChanged(RegistrationForm form, long now)
    {
        string text = RouterNames.Of(form);
        _writer.Write("registrationForm", $"registration: {text}", json => json.WriteString("form", text));
    }

    /// <inheritdoc/>
    public void CorrespondentBindingChanged(int correspondent, int uplink, bool registered, int status, long now)
    {
        string address = Ipv6AddressText.Write(_settings.Correspondents[correspondent], 0);
        string state = registered ? "registered" : "not registered";
        _writer.Write(
            "correspondentBinding",
            $"{Name(uplink)}: {state} with correspondent {address}, status {status}",
            json =>
            {
                json.WriteString("uplink", Name(uplink));
                json.WriteString("correspondent", address);
                json.WriteBoolean("registered", registered);
                json.WriteNumber("status", status);
            });
    }

    /// <inheritdoc/>
    public void PathStandingChanged(int uplink, PathStanding standing, long now)
    {
        string name = RouterNames.Of(standing);
        _writer.Write(
            "standing",
            $"{Name(uplink)}: path {name}",
            json =>
            {
                json.WriteString("uplink", Name(uplink));
                json.WriteString("standing", name);
            });
    }

    /// <inheritdoc/>
    public void FlowMoved(int flow, int uplink, long now)
    {
        string name = _settings.Flows[flow].Name;
        _writer.Write(
            "flow",
            $"flow {name}: {(uplink < 0 ? "no uplink" : Name(uplink))}",
            json =>
            {
                json.WriteString("flow", name);
                json.WriteString("uplink", uplink < 0 ? null : Name(uplink));
            });
    }

    /// <inheritdoc/>
    public void Noticed(RouterNotice notice, int value, long now)
    {
        string? uplink = notice == RouterNotice.TunnelSilent ? Name(value) : null;
        _writer.Write(
            "notice",
            (uplink == null ? "" : uplink + ": ") + RouterNoticeText.Of(notice),
            json =>
            {
                json.WriteString("notice", RouterNoticeNames.Of(notice));
                json.WriteNumber("value", value);
                if (uplink != null)
                {
                    json.WriteString("uplink", uplink);
                }

                json.WriteString("text", RouterNoticeText.Of(notice));
            });
    }

    /// <summary>Writes the counters at the end.</summary>
    public void Counters(MobileRouter router, long oversized, long dropped)
    {
        _writer.Write(
            "counters",
            $"{Text("sent", router.Outbound)}; {Text("received", router.Inbound)}; "
                + EventCounters.Text(router.Refusals, oversized, dropped),
            json =>
            {
                json.WriteNumber("outboundPackets", router.Outbound.Packets);
                json.WriteNumber("outboundOctets", router.Outbound.Octets);
                json.WriteNumber("inboundPackets", router.Inbound.Packets);
                json.WriteNumber("inboundOctets", router.Inbound.Octets);
                EventCounters.Write(json, router.Refusals, oversized, dropped);
            });
    }

    private static string Text(string verb, TrafficCounters counters)
    {
        return string.Create(
            CultureInfo.InvariantCulture, $"{verb} {counters.Packets} packets, {counters.Octets} octets");
    }

    private string Name(int uplink)
    {
        return _settings.Uplinks[uplink].Name;
    }
}
