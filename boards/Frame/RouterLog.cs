using McoaRouter.Bindings;
using McoaRouter.LinkLayers;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Boards.Frame;

/// <summary>Writes what changes at the router and its links to the log, with the names of the configuration.</summary>
public sealed class RouterLog : IRouterListener, ILinkNoticeListener
{
    private readonly RouterSettings _settings;
    private readonly BoardLog _log;

    /// <summary>Makes a listener.</summary>
    public RouterLog(RouterSettings settings, BoardLog log)
    {
        _settings = settings;
        _log = log;
    }

    /// <inheritdoc/>
    public void UplinkChanged(int uplink, bool up, long now)
    {
        _log.Write(NameOf(uplink) + (up ? ": up" : ": down"));
    }

    /// <inheritdoc/>
    public void BindingUpdateSent(int uplink, int sequence, int attempt, bool deregistration, long now)
    {
        // What comes of it is what is written.
    }

    /// <inheritdoc/>
    public void BindingAcknowledged(int status, int sequence, long now)
    {
        // As above.
    }

    /// <inheritdoc/>
    public void BindingChanged(int uplink, BindingState state, int status, long now)
    {
        _log.Write(NameOf(uplink) + ": binding " + RouterNames.Of(state) + ", status " + status.ToString());
    }

    /// <inheritdoc/>
    public void PathChanged(int uplink, long now)
    {
        _log.Write("path: " + NameOf(uplink));
    }

    /// <inheritdoc/>
    public void AtHomeChanged(int uplink, long now)
    {
        _log.Write("at home by: " + NameOf(uplink));
    }

    /// <inheritdoc/>
    public void HomeAgentChanged(byte[] homeAgent, int offset, long now)
    {
        _log.Write("home agent: " + Ipv6AddressText.Write(homeAgent, offset));
    }

    /// <inheritdoc/>
    public void RegistrationFormChanged(RegistrationForm form, long now)
    {
        _log.Write("registration: " + RouterNames.Of(form));
    }

    /// <inheritdoc/>
    public void CorrespondentBindingChanged(int correspondent, int uplink, bool registered, int status, long now)
    {
        _log.Write(NameOf(uplink) + (registered ? ": registered" : ": not registered") + " with correspondent "
            + Ipv6AddressText.Write(_settings.Correspondents[correspondent], 0));
    }

    /// <inheritdoc/>
    public void PathStandingChanged(int uplink, PathStanding standing, long now)
    {
        _log.Write(NameOf(uplink) + ": path " + RouterNames.Of(standing));
    }

    /// <inheritdoc/>
    public void FlowMoved(int flow, int uplink, long now)
    {
        _log.Write("flow " + _settings.Flows[flow].Name + ": " + (uplink < 0 ? "no uplink" : NameOf(uplink)));
    }

    /// <inheritdoc/>
    public void Noticed(RouterNotice notice, int value, long now)
    {
        _log.Write(RouterNoticeText.Of(notice));
    }

    /// <inheritdoc/>
    public void LinkNoticed(int link, LinkNotice notice, int value, long now)
    {
        _log.Write((link == MobileRouter.Port ? "port" : NameOf(link)) + ": " + LinkNoticeText.Of(notice));
    }

    private string NameOf(int uplink)
    {
        return uplink < 0 ? "none" : _settings.Uplinks[uplink].Name;
    }
}
