using System.Collections.Generic;
using System.Globalization;
using McoaRouter.Boards.Linux;
using McoaRouter.HomeAgents;
using McoaRouter.Wire;

namespace McoaRouter.Tools.HomeAgentDaemon;

/// <summary>
/// Writes what the home agent tells, one line for each event, and passes on what the machine must do: routes, and the
/// defence of home addresses.
/// </summary>
internal sealed class HomeAgentEvents : IHomeAgentListener
{
    private readonly HomeAgentSettings _settings;
    private readonly HomeAgentRoutes _routes;
    private readonly HomeAddressDefence _defence;
    private readonly EventWriter _writer;
    private readonly Dictionary<(int Router, int Bid), string> _careOfAddresses = [];

    public HomeAgentEvents(
        HomeAgentSettings settings, HomeAgentRoutes routes, HomeAddressDefence defence, EventWriter writer)
    {
        _settings = settings;
        _routes = routes;
        _defence = defence;
        _writer = writer;
    }

    /// <inheritdoc/>
    public void BindingChanged(int router, int bid, bool present, byte[] careOfAddress, int offset, long now)
    {
        _routes.BindingChanged(router, bid, present);
        string address = AddressText.Of(careOfAddress, offset);
        _careOfAddresses[(router, bid)] = address;
        _writer.Write(
            "binding",
            present ? $"{Name(router)}: binding {bid} at {address}" : $"{Name(router)}: binding {bid} removed",
            json =>
            {
                json.WriteString("router", Name(router));
                json.WriteNumber("bid", bid);
                json.WriteBoolean("present", present);
                json.WriteString("careOfAddress", address);
            });
    }

    /// <inheritdoc/>
    public void UdpTunnelChanged(int router, int bid, int port, bool behindNat, long now)
    {
        string peer = string.Create(CultureInfo.InvariantCulture, $"{_careOfAddresses[(router, bid)]}:{port}");
        _writer.Write(
            "udpTunnel",
            $"{Name(router)}: binding {bid} by UDP at {peer}{(behindNat ? ", a NAT's" : "")}",
            json =>
            {
                json.WriteString("router", Name(router));
                json.WriteNumber("bid", bid);
                json.WriteString("peer", peer);
                json.WriteNumber("port", port);
                json.WriteBoolean("natDetected", behindNat);
            });
    }

    /// <inheritdoc/>
    public void PrefixChanged(int router, int prefix, bool present, long now)
    {
        _routes.PrefixChanged(router, prefix, present);
        string text = _settings.Routers[router].Prefixes[prefix].ToString();
        _writer.Write(
            "prefix",
            present ? $"{Name(router)}: {text} is routed" : $"{Name(router)}: {text} is routed no more",
            json =>
            {
                json.WriteString("router", Name(router));
                json.WriteString("prefix", text);
                json.WriteBoolean("present", present);
            });
    }

    /// <inheritdoc/>
    public void HomeAddressDefended(int router, bool defended, long now)
    {
        _defence.Set(router, defended, now);
        _writer.Write(
            "homeAddress",
            defended ? $"{Name(router)}: home address defended" : $"{Name(router)}: home address defended no more",
            json =>
            {
                json.WriteString("router", Name(router));
                json.WriteBoolean("defended", defended);
            });
    }

    /// <inheritdoc/>
    public void RouterAtHome(int router, bool atHome, long now)
    {
        _routes.AtHome(router, atHome);
        _writer.Write(
            "atHome",
            atHome ? $"{Name(router)}: at home" : $"{Name(router)}: away",
            json =>
            {
                json.WriteString("router", Name(router));
                json.WriteBoolean("atHome", atHome);
            });
    }

    /// <inheritdoc/>
    public void BindingUpdateAnswered(int router, int status, int sequence, long now)
    {
        _writer.Write(
            "bindingAcknowledgement",
            $"{Name(router)}: Binding Update {sequence} answered with status {status}",
            json =>
            {
                json.WriteString("router", Name(router));
                json.WriteNumber("sequence", sequence);
                json.WriteNumber("status", status);
            });
    }

    /// <summary>Writes the counters at the end.</summary>
    public void Counters(HomeAgent homeAgent, long oversized, long dropped)
    {
        _writer.Write(
            "counters",
            string.Create(
                CultureInfo.InvariantCulture,
                $"to routers {homeAgent.ToRouters.Packets} packets, {homeAgent.ToRouters.Octets} octets; ")
                + string.Create(
                    CultureInfo.InvariantCulture,
                    $"from routers {homeAgent.FromRouters.Packets} packets, {homeAgent.FromRouters.Octets} octets; ")
                + EventCounters.Text(homeAgent.Refusals, oversized, dropped),
            json =>
            {
                json.WriteNumber("toRoutersPackets", homeAgent.ToRouters.Packets);
                json.WriteNumber("toRoutersOctets", homeAgent.ToRouters.Octets);
                json.WriteNumber("fromRoutersPackets", homeAgent.FromRouters.Packets);
                json.WriteNumber("fromRoutersOctets", homeAgent.FromRouters.Octets);
                EventCounters.Write(json, homeAgent.Refusals, oversized, dropped);
            });
    }

    private string Name(int router)
    {
        return Ipv6AddressText.Write(_settings.Routers[router].HomeAddress, 0);
    }
}
