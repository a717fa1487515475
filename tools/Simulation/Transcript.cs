using McoaRouter.Bindings;
using McoaRouter.Consoles;
using McoaRouter.Settings;

namespace McoaRouter.Simulation;

/// <summary>
/// Writes a drive down as JSON Lines, one event a line, with <c>t</c> in ms since the start: the same octets on every
/// runtime.
/// </summary>
public sealed class Transcript : IWorldListener
{
    private readonly UplinkSettings[] _uplinks;
    private readonly JsonLine _line;

    /// <summary>Makes a transcript.</summary>
    public Transcript(RouterSettings settings, ITranscriptSink sink)
    {
        _uplinks = settings.Uplinks;
        _line = new JsonLine(sink);
    }

    /// <summary>Writes how the drive begins.</summary>
    /// <param name="name">The router's name.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="seconds">How long it is to last.</param>
    public void Begin(string name, long seed, int seconds)
    {
        _line.Begin(0, "start");
        _line.Text("router", name);
        _line.Number("seed", seed);
        _line.Number("seconds", seconds);
        _line.Number("uplinks", _uplinks.Length);
        _line.End();
    }

    /// <summary>Writes what the binding caches hold at the end of a scenario, beside what its figure says.</summary>
    public void Figure(Scenario scenario, BindingFigure found, long now)
    {
        _line.Begin(now, "figure");
        _line.Text("scenario", scenario.Name);
        _line.Flag("reached", scenario.Expected.Matches(found));
        _line.Flag("proxyActive", found.IsDefended);
        _line.Text("homeAgent", BindingFigure.Line(found.HomeAgent));
        _line.Text("correspondent", BindingFigure.Line(found.Correspondent));
        _line.Text("expectedHomeAgent", BindingFigure.Line(scenario.Expected.HomeAgent));
        _line.Text("expectedCorrespondent", BindingFigure.Line(scenario.Expected.Correspondent));
        _line.Flag("expectedProxyActive", scenario.Expected.IsDefended);
        _line.End();
    }

    /// <summary>Writes what came of the drive.</summary>
    public void End(World world, DriveTotals totals)
    {
        _line.Begin(world.Clock.Milliseconds, "summary");
        _line.Number("metres", world.Route.Vehicle.Position / 1000);
        _line.Number("registrations", totals.Registrations);
        _line.Number("bindingUpdates", totals.BindingUpdates);
        _line.Number("retransmissions", totals.Retransmissions);
        _line.Number("bindingAcknowledgements", totals.BindingAcknowledgements);
        _line.Number("handovers", totals.Handovers);
        Stream(world, world.Up, "Up");
        Stream(world, world.Down, "Down");
        if (world.Correspondents > 0)
        {
            _line.Number("ownSent", world.OwnSent(TrafficDirection.Up));
            _line.Number("ownReceivedUp", world.OwnReceived(TrafficDirection.Up));
            _line.Number("ownStraightUp", world.CorrespondentAt(0).OptimizedInbound.Packets);
            _line.Number("ownReceivedDown", world.OwnReceived(TrafficDirection.Down));
            _line.Number("ownStraightDown", world.Optimizer.Inbound.Packets);
        }

        _line.Flag("deregistered", world.Router.Stopped);
        _line.End();
    }

    /// <inheritdoc/>
    public void SignalChanged(int uplink, int signal, long now)
    {
        Begin("signal", uplink, now);
        _line.Number("signal", signal);
        _line.End();
    }

    /// <inheritdoc/>
    public void CarrierChanged(int uplink, bool carrier, byte[] careOfAddress, int offset, long now)
    {
        Begin("carrier", uplink, now);
        _line.Flag("up", carrier);
        _line.Address("careOfAddress", careOfAddress, offset);
        _line.End();
    }

    /// <inheritdoc/>
    public void UplinkChanged(int uplink, bool up, long now)
    {
        Begin("uplink", uplink, now);
        _line.Flag("up", up);
        _line.End();
    }

    /// <inheritdoc/>
    public void BindingUpdateSent(int uplink, int sequence, int attempt, bool deregistration, long now)
    {
        Begin("bindingUpdate", uplink, now);
        _line.Number("sequence", sequence);
        _line.Number("attempt", attempt);
        _line.Flag("deregistration", deregistration);
        _line.End();
    }

    /// <inheritdoc/>
    public void BindingAcknowledged(int status, int sequence, long now)
    {
        _line.Begin(now, "bindingAcknowledgement");
        _line.Number("sequence", sequence);
        _line.Number("status", status);
        _line.End();
    }

    /// <inheritdoc/>
    public void BindingChanged(int uplink, BindingState state, int status, long now)
    {
        Begin("binding", uplink, now);
        _line.Text("state", RouterNames.Of(state));
        _line.Number("status", status);
        _line.End();
    }

    /// <inheritdoc/>
    public void PathChanged(int uplink, long now)
    {
        Begin("path", uplink, now);
        _line.End();
    }

    /// <inheritdoc/>
    public void AtHomeChanged(int uplink, long now)
    {
        Begin("home", uplink, now);
        _line.End();
    }

    /// <inheritdoc/>
    public void HomeAgentChanged(byte[] homeAgent, int offset, long now)
    {
        _line.Begin(now, "homeAgent");
        _line.Address("address", homeAgent, offset);
        _line.End();
    }

    /// <inheritdoc/>
    public void RegistrationFormChanged(RegistrationForm form, long now)
    {
        _line.Begin(now, "registrationForm");
        _line.Text("form", RouterNames.Of(form));
        _line.End();
    }

    /// <inheritdoc/>
    public void CorrespondentBindingChanged(int correspondent, int uplink, bool registered, int status, long now)
    {
        Begin("correspondentBinding", uplink, now);
        _line.Number("correspondent", correspondent);
        _line.Flag("registered", registered);
        _line.Number("status", status);
        _line.End();
    }

    /// <inheritdoc/>
    public void PathStandingChanged(int uplink, PathStanding standing, long now)
    {
        Begin("standing", uplink, now);
        _line.Text("standing", RouterNames.Of(standing));
        _line.End();
    }

    /// <inheritdoc/>
    public void FlowMoved(int flow, int uplink, long now)
    {
        Begin("flow", uplink, now);
        _line.Number("flow", flow);
        _line.End();
    }

    /// <inheritdoc/>
    public void Noticed(RouterNotice notice, int value, long now)
    {
        _line.Begin(now, "notice");
        _line.Text("notice", RouterNoticeNames.Of(notice));
        _line.Number("value", value);
        _line.End();
    }

    /// <inheritdoc/>
    public void HomeAgentBindingChanged(int bid, bool present, byte[] careOfAddress, int offset, long now)
    {
        _line.Begin(now, "homeAgentBinding");
        _line.Number("bid", bid);
        _line.Flag("present", present);
        _line.Address("careOfAddress", careOfAddress, offset);
        _line.End();
    }

    /// <inheritdoc/>
    public void MappingLost(int uplink, long now)
    {
        Begin("mappingLost", uplink, now);
        _line.End();
    }

    /// <inheritdoc/>
    public void WayFellSilent(int uplink, long now)
    {
        Begin("wayFellSilent", uplink, now);
        _line.End();
    }

    /// <inheritdoc/>
    public void HomeAgentTunnelChanged(int bid, int port, bool behindNat, long now)
    {
        _line.Begin(now, "homeAgentTunnel");
        _line.Number("bid", bid);
        _line.Number("port", port);
        _line.Flag("behindNat", behindNat);
        _line.End();
    }

    /// <inheritdoc/>
    public void HomeAddressDefended(bool defended, long now)
    {
        _line.Begin(now, "homeAddress");
        _line.Flag("defended", defended);
        _line.End();
    }

    /// <inheritdoc/>
    public void PacketLost(TrafficDirection direction, int sequence, LossCause cause, int uplink, long now)
    {
        Begin("lost", uplink, now);
        _line.Text("stream", EventNames.Of(direction));
        _line.Number("packet", sequence);
        _line.Text("cause", EventNames.Of(cause));
        _line.End();
    }

    /// <inheritdoc/>
    public void HandoverFinished(Handover handover, long now)
    {
        _line.Begin(now, "handover");
        _line.Number("number", handover.Number);
        _line.Text("from", NameOf(handover.From));
        _line.Text("to", NameOf(handover.To));
        _line.Number("startedAt", handover.StartedAt);
        _line.Number("lostUp", handover.LostUp);
        _line.Number("lostDown", handover.LostDown);
        _line.Number("gapUpMs", handover.GapUp);
        _line.Number("gapDownMs", handover.GapDown);
        _line.End();
    }

    private void Begin(string name, int uplink, long now)
    {
        _line.Begin(now, name);
        _line.Text("uplink", NameOf(uplink));
    }

    private void Stream(World world, StreamReceiver receiver, string suffix)
    {
        int sent = world.Sent(receiver.Direction);
        _line.Number("sent" + suffix, sent);
        _line.Number("lost" + suffix, sent - receiver.Received);
        _line.Number("lostInTheAir" + suffix, world.Losses(receiver.Direction, LossCause.Air));
        _line.Number("duplicated" + suffix, receiver.Duplicated);
        _line.Number("reordered" + suffix, receiver.Reordered);
        _line.Number("damaged" + suffix, receiver.Damaged);
        _line.Number("longestGapMs" + suffix, receiver.LongestGap / 1000);
        _line.Number("meanDelayUs" + suffix, receiver.MeanDelay);
    }

    private string NameOf(int uplink)
    {
        return uplink < 0 ? null : _uplinks[uplink].Name;
    }
}
