using System;
using McoaRouter.Bindings;
using McoaRouter.Settings;
using McoaRouter.Simulation;
using McoaRouter.Tools.Events;
using McoaRouter.Wire;

namespace McoaRouter.Tools.Drive;

/// <summary>
/// Puts the world's events into words, for the plain lines and the live view's list: those that a router knows of as
/// everywhere, and here what only the world knows.
/// </summary>
internal sealed class EventText : WorldListener
{
    private readonly RouterSettings _settings;
    private readonly Action<long, string> _line;

    /// <summary>Makes it.</summary>
    /// <param name="settings">The router's configuration.</param>
    /// <param name="line">Takes the time in ms and the text.</param>
    public EventText(RouterSettings settings, Action<long, string> line)
    {
        _settings = settings;
        _line = line;
    }

    /// <inheritdoc/>
    public override void CarrierChanged(int uplink, bool carrier, byte[] careOfAddress, int offset, long now)
    {
        _line(now, carrier
            ? $"{NameOf(uplink)}: attached, care-of address {Ipv6AddressText.Write(careOfAddress, offset)}"
            : $"{NameOf(uplink)}: carrier lost");
    }

    /// <inheritdoc/>
    public override void UplinkChanged(int uplink, bool up, long now)
    {
        if (!up)
        {
            _line(now, $"{NameOf(uplink)}: the router notices the loss");
        }
    }

    /// <inheritdoc/>
    public override void BindingUpdateSent(int uplink, int sequence, int attempt, bool deregistration, long now)
    {
        _line(now, EventSentences.BindingUpdate(NameOf(uplink), sequence, attempt, deregistration));
    }

    /// <inheritdoc/>
    public override void BindingAcknowledged(int status, int sequence, long now)
    {
        _line(now, EventSentences.BindingAcknowledgement(sequence, status));
    }

    /// <inheritdoc/>
    public override void BindingChanged(int uplink, BindingState state, int status, long now)
    {
        _line(now, EventSentences.Binding(NameOf(uplink), _settings.Uplinks[uplink].Bid, RouterNames.Of(state), status));
    }

    /// <inheritdoc/>
    public override void PathChanged(int uplink, long now)
    {
        _line(now, EventSentences.Path(uplink < 0 ? null : NameOf(uplink)));
    }

    /// <inheritdoc/>
    public override void PathStandingChanged(int uplink, PathStanding standing, long now)
    {
        _line(now, EventSentences.Standing(NameOf(uplink), RouterNames.Of(standing)));
    }

    /// <inheritdoc/>
    public override void FlowMoved(int flow, int uplink, long now)
    {
        _line(now, EventSentences.Flow(_settings.Flows[flow].Name, uplink < 0 ? null : NameOf(uplink)));
    }

    /// <inheritdoc/>
    public override void AtHomeChanged(int uplink, long now)
    {
        _line(now, EventSentences.Home(uplink < 0 ? null : NameOf(uplink)));
    }

    /// <inheritdoc/>
    public override void HomeAgentChanged(byte[] homeAgent, int offset, long now)
    {
        _line(now, EventSentences.HomeAgent(Ipv6AddressText.Write(homeAgent, offset)));
    }

    /// <inheritdoc/>
    public override void RegistrationFormChanged(RegistrationForm form, long now)
    {
        _line(now, EventSentences.RegistrationForm(RouterNames.Of(form)));
    }

    /// <inheritdoc/>
    public override void CorrespondentBindingChanged(
        int correspondent,
        int uplink,
        bool registered,
        int status,
        long now)
    {
        string address = Ipv6AddressText.Write(_settings.Correspondents[correspondent], 0);
        _line(now, EventSentences.CorrespondentBinding(NameOf(uplink), registered, address, status));
    }

    /// <inheritdoc/>
    public override void Noticed(RouterNotice notice, int value, long now)
    {
        string? uplink = notice == RouterNotice.TunnelSilent ? NameOf(value) : null;
        _line(now, EventSentences.Notice(RouterNoticeText.Of(notice), uplink, value));
    }

    /// <inheritdoc/>
    public override void MappingLost(int uplink, long now)
    {
        _line(now, $"{NameOf(uplink)}: the NAT lost its mapping");
    }

    /// <inheritdoc/>
    public override void WayFellSilent(int uplink, long now)
    {
        _line(now, $"{NameOf(uplink)}: the way behind it is dead, and its link stays up");
    }

    /// <inheritdoc/>
    public override void HomeAgentTunnelChanged(int bid, int port, bool behindNat, long now)
    {
        _line(now, $"home agent: binding {bid} in UDP at port {port}" + (behindNat ? ", behind a NAT" : string.Empty));
    }

    /// <inheritdoc/>
    public override void HomeAddressDefended(bool defended, long now)
    {
        _line(now, $"home agent: proxy neighbor advertisement is {(defended ? "active" : "inactive")}");
    }

    /// <inheritdoc/>
    public override void HandoverFinished(Handover handover, long now)
    {
        _line(now, $"hand-over {handover.Number}, {NameOf(handover.From)} to {NameOf(handover.To)}: "
            + $"lost {handover.LostUp} up, {handover.LostDown} down; "
            + $"gap {handover.GapUp} ms up, {handover.GapDown} ms down");
    }

    /// <summary>The name of an uplink, or "none".</summary>
    public string NameOf(int uplink)
    {
        return uplink < 0 ? "none" : _settings.Uplinks[uplink].Name;
    }
}
