using System;
using System.Globalization;
using McoaRouter.Tools.Lab;

namespace McoaRouter.Tools.Bench.Forwarding;

/// <summary>WireGuard as a process (wireguard-go) between the same two hosts. It encrypts: that can't be turned off.</summary>
internal sealed class WireGuardCarrier : ICarrier
{
    private const string Program = "wireguard-go";
    private const string Tool = "wg";
    private const string Port = "51820";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    // The programs' sockets lie in one folder, whatever their namespace.
    private static readonly string s_mark = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
    private static readonly string s_router = "wgr" + s_mark;
    private static readonly string s_homeAgent = "wgh" + s_mark;

    /// <inheritdoc/>
    public string Name
    {
        get { return Program; }
    }

    /// <inheritdoc/>
    public LabSettings Settings
    {
        get { return new LabSettings(); }
    }

    /// <inheritdoc/>
    public string? Lacking()
    {
        return !CarrierProcess.IsThere(Program) ? "wireguard-go is not installed"
            : CarrierProcess.IsThere(Tool) ? null : "wireguard-tools is not installed";
    }

    /// <inheritdoc/>
    public IDisposable Start(LabTopology network)
    {
        CarrierParts parts = new();
        try
        {
            parts.Add(new CarrierProcess(network.Router, Program, "--foreground", s_router));
            parts.Add(new CarrierProcess(network.HomeAgents[0], Program, "--foreground", s_homeAgent));
            CarrierRoutes.LeadThrough(network, s_router, s_homeAgent);
            string router = Key("genkey", "");
            string homeAgent = Key("genkey", "");
            Join(network.Router, s_router, router, Key("pubkey", homeAgent), LabTopology.HomeAgentAddress);
            Join(network.HomeAgents[0], s_homeAgent, homeAgent, Key("pubkey", router), "2001:db8:a::2");
            return parts;
        }
        catch (Exception)
        {
            parts.Dispose();
            throw;
        }
    }

    private static string Key(string command, string input)
    {
        return CarrierProcess.Run(input, s_patience, Tool, command).Trim();
    }

    private static void Join(string networkNamespace, string device, string key, string peer, string address)
    {
        IpCommand.Execute(
            networkNamespace,
            key,
            Tool,
            "set",
            device,
            "private-key",
            "/dev/stdin",
            "listen-port",
            Port,
            "peer",
            peer,
            "allowed-ips",
            "::/0",
            "endpoint",
            $"[{address}]:{Port}");
    }
}
