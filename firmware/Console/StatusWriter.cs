using System.Collections;
using McoaRouter.Bindings;
using McoaRouter.Forwarding;
using McoaRouter.Settings;
using McoaRouter.Wire;

namespace McoaRouter.Consoles;

/// <summary>Writes how the router is: the members of <c>status</c>, <c>bindings</c> and <c>counters</c>.</summary>
internal sealed class StatusWriter
{
    private readonly IConsoleBoard _board;
    private readonly RouterView _view;
    private readonly CommitConfirm _configuration;

    internal StatusWriter(IConsoleBoard board, RouterView view, CommitConfirm configuration)
    {
        _board = board;
        _view = view;
        _configuration = configuration;
    }

    /// <summary>The members that <c>hello</c> and <c>status</c> have in common.</summary>
    internal void WriteConfiguration(JsonWriter writer, long now)
    {
        writer.Text("name", _configuration.Settings == null ? null : _configuration.Settings.Name);
        writer.Number("uptimeMs", now);
        writer.Number("revision", _configuration.Revision);
        string state = _configuration.Settings == null ? "none" : "confirmed";
        writer.Text("configuration", _configuration.State == TrialState.None ? state : "trial");
        if (_configuration.State != TrialState.None)
        {
            long left = _configuration.NextDeadline - now;
            writer.Number("confirmWithinMs", left < 0 ? 0 : left);
        }

        writer.Text("security", SecurityOf(_configuration.Settings));
    }

    /// <summary>All members of <c>status</c>.</summary>
    internal void WriteStatus(JsonWriter writer, long now)
    {
        WriteConfiguration(writer, now);
        if (_board.MemoryFree >= 0)
        {
            writer.Number("memoryFree", _board.MemoryFree);
        }

        MobileRouter router = _view.Router;
        if (router == null)
        {
            writer.Text("registration", "none");
            writer.BeginList("uplinks");
            writer.End();
            return;
        }

        RouterSettings settings = _view.Settings;
        writer.Text("registration", RouterNames.Of(router.Registration));
        writer.Text("form", RouterNames.Of(router.Form));
        writer.Text("wireProfile", ProfileOf(_configuration.Root));
        writer.Text("homeAgent", AddressOrNull(router.HomeRegistration.HomeAgent));
        writer.Text("homeAddress", Ipv6AddressText.Write(settings.HomeAddress, 0));
        writer.Text("atHome", _view.NameOf(router.HomeUplink));
        writer.Text("path", _view.NameOf(router.Path));
        Duration(writer, "refreshInMs", router.HomeRegistration.NextDeadline, now);
        writer.BeginList("uplinks");
        for (int i = 0; i < settings.Uplinks.Length; i++)
        {
            WriteUplink(writer, i, now);
        }

        writer.End();
        writer.BeginList("prefixes");
        for (int i = 0; i < settings.MobileNetworkPrefixes.Length; i++)
        {
            writer.Text(null, settings.MobileNetworkPrefixes[i].ToString());
        }

        writer.End();
        WriteFlows(writer);
        writer.BeginObject("traffic");
        Traffic(writer, "out", router.Outbound);
        Traffic(writer, "in", router.Inbound);
        writer.End();
    }

    /// <summary>The members of <c>bindings</c>.</summary>
    internal void WriteBindings(JsonWriter writer, long now)
    {
        MobileRouter router = _view.Router;
        writer.BeginList("bindings");
        for (int i = 0; router != null && i < router.Bindings.Count; i++)
        {
            Binding binding = router.Bindings.At(i);
            writer.BeginObject(null);
            writer.Text("uplink", _view.NameOf(i));
            writer.Number("bid", binding.Bid);
            writer.Text("careOfAddress", CareOfAddress(binding));
            writer.Text("state", RouterNames.Of(binding.State));
            writer.Number("status", binding.Status);
            writer.Number("sequence", router.Bindings.Sequence);
            writer.Number("lifetimeSeconds", binding.State == BindingState.Registered ? binding.GrantedMs / 1000 : 0);
            writer.Number("remainingSeconds", Remaining(binding, now));
            writer.End();
        }

        writer.End();
        writer.BeginList("correspondents");
        for (int i = 0; router != null && i < _view.Settings.Correspondents.Length; i++)
        {
            WriteCorrespondent(writer, i);
        }

        writer.End();
    }

    /// <summary>The refusals that happened, by name, and the board's counters.</summary>
    internal void WriteCounters(JsonWriter writer)
    {
        writer.BeginObject("refusals");
        for (int i = 0; _view.Router != null && i < (int)Refusal.Count; i++)
        {
            long count = _view.Router.Refusals.Of((Refusal)i);
            if (count > 0)
            {
                writer.Number(RefusalNames.Of((Refusal)i), count);
            }
        }

        writer.End();
        writer.BeginObject("links");
        for (int i = 0; i < _board.LinkCounters; i++)
        {
            writer.Number(_board.LinkCounterName(i), _board.LinkCounter(i));
        }

        writer.End();
    }

    private static string SecurityOf(RouterSettings settings)
    {
        return settings == null || settings.Security == null ? "none" : "hmac-sha1";
    }

    private static string ProfileOf(Hashtable root)
    {
        string profile = root == null ? null : root["wireProfile"] as string;
        return profile ?? "draft-01";
    }

    private static string AddressOrNull(byte[] address)
    {
        return Ipv6Address.IsRoutable(address, 0) ? Ipv6AddressText.Write(address, 0) : null;
    }

    private static string CareOfAddress(Binding binding)
    {
        return binding.Up ? AddressText.Of(binding.CareOfAddress, 0) : null;
    }

    private static long Remaining(Binding binding, long now)
    {
        return binding.State == BindingState.Registered && binding.ExpiresAt > now ? (binding.ExpiresAt - now) / 1000 : 0;
    }

    private static void Duration(JsonWriter writer, string name, long deadline, long now)
    {
        if (deadline == MobileRouter.NoDeadline)
        {
            writer.Text(name, null);
        }
        else
        {
            writer.Number(name, deadline > now ? deadline - now : 0);
        }
    }

    private static void NumberOrNull(JsonWriter writer, string name, int value, int unknown)
    {
        if (value == unknown)
        {
            writer.Text(name, null);
        }
        else
        {
            writer.Number(name, value);
        }
    }

    private static void Traffic(JsonWriter writer, string name, TrafficCounters counters)
    {
        writer.BeginObject(name);
        writer.Number("packets", counters.Packets);
        writer.Number("octets", counters.Octets);
        writer.End();
    }

    private void WriteUplink(JsonWriter writer, int uplink, long now)
    {
        UplinkSettings settings = _view.Settings.Uplinks[uplink];
        Binding binding = _view.Router.Bindings.At(uplink);
        writer.BeginObject(null);
        writer.Text("name", settings.Name);
        writer.Number("bid", binding.Bid);
        writer.Number("priority", settings.Priority);
        writer.Text("link", settings.Link);
        writer.Flag("up", binding.Up);
        writer.Text("careOfAddress", CareOfAddress(binding));
        NumberOrNull(writer, "signal", _board.SignalOf(uplink), int.MinValue);
        writer.Text("standing", RouterNames.Of(binding.Standing));
        writer.Text("binding", RouterNames.Of(binding.State));
        writer.Number("status", binding.Status);
        writer.Number("remainingSeconds", Remaining(binding, now));
        NumberOrNull(writer, "roundTripMs", _view.RoundTripOf(uplink), RouterView.Unknown);
        WriteProbes(writer, uplink);
        writer.Text("transport", !binding.Up ? null : binding.IsIpv4 ? "udp" : "ipv6");
        Traffic(writer, "out", _view.TrafficOf(uplink, true));
        Traffic(writer, "in", _view.TrafficOf(uplink, false));
        writer.End();
    }

    private void WriteProbes(JsonWriter writer, int uplink)
    {
        ISteeringView steering = _view.Router.Steering;
        if (steering == null || !steering.WatchesPaths)
        {
            writer.Text("probes", null);
            return;
        }

        writer.BeginObject("probes");
        writer.Number("sent", steering.ProbesSent(uplink));
        writer.Number("answered", steering.ProbesAnswered(uplink));
        writer.Number("lossPercent", steering.LossPercent(uplink));
        NumberOrNull(writer, "roundTripMs", steering.RoundTripMs(uplink), RouterView.Unknown);
        writer.End();
    }

    /// <summary>
    /// The rules. Uplinks are told by their index among <c>uplinks</c>: with as many rules as there can be, each with as many
    /// names as it can have, the status would not fit into a line.
    /// </summary>
    private void WriteFlows(JsonWriter writer)
    {
        FlowSettings[] flows = _view.Settings.Flows;
        ISteeringView steering = _view.Router.Steering;
        writer.BeginList("flows");
        for (int i = 0; i < flows.Length && steering != null; i++)
        {
            writer.BeginObject(null);
            writer.Text("name", flows[i].Name);
            writer.BeginList("uplinks");
            for (int j = 0; j < flows[i].Uplinks.Length; j++)
            {
                writer.Number(null, flows[i].Uplinks[j]);
            }

            writer.End();
            writer.Flag("balanced", flows[i].Weights != null);
            writer.BeginList("shares");
            for (int j = 0; j < flows[i].Uplinks.Length; j++)
            {
                writer.Number(null, steering.ShareOf(i, flows[i].Uplinks[j]));
            }

            writer.End();
            writer.Text("choice", _view.NameOf(steering.ChoiceOf(i)));
            writer.Text("homeAgent", RouterNames.Of(steering.StandingOf(i)));
            writer.Number("status", steering.StatusOf(i));
            writer.End();
        }

        writer.End();
    }

    private void WriteCorrespondent(JsonWriter writer, int correspondent)
    {
        writer.BeginObject(null);
        writer.Text("address", Ipv6AddressText.Write(_view.Settings.Correspondents[correspondent], 0));
        writer.BeginList("bindings");
        for (int i = 0; i < _view.Settings.Uplinks.Length; i++)
        {
            int status = _view.StatusWith(correspondent, i);
            if (status != RouterView.Unknown)
            {
                writer.BeginObject(null);
                writer.Text("uplink", _view.NameOf(i));
                writer.Flag("registered", _view.IsRegisteredWith(correspondent, i));
                writer.Number("status", status);
                writer.End();
            }
        }

        writer.End();
        writer.End();
    }
}
