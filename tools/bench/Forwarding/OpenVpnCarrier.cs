using System;
using System.Globalization;
using McoaRouter.Tools.Lab;

namespace McoaRouter.Tools.Bench.Forwarding;

/// <summary>OpenVPN between the same two hosts, without cipher, authentication, compression or kernel module.</summary>
internal sealed class OpenVpnCarrier : ICarrier
{
    private const string Program = "openvpn";
    private const string Device = "ovpn0";
    private const string RouterAddress = "2001:db8:a::2";

    // The best of what it offers: large buffers, and no select() before each write.
    private static readonly string[] s_options =
    [
        "--dev", Device, "--dev-type", "tun", "--proto", "udp6", "--port", "1194", "--cipher", "none", "--auth", "none",
        "--disable-dco", "--fast-io", "--sndbuf", "4194304", "--rcvbuf", "4194304", "--txqueuelen", "1000",
        "--tun-mtu", ForwardingTrial.MaximumTransmissionUnit.ToString(CultureInfo.InvariantCulture),
    ];

    /// <inheritdoc/>
    public string Name
    {
        get { return "openvpn, no cipher"; }
    }

    /// <inheritdoc/>
    public LabSettings Settings
    {
        get { return new LabSettings(); }
    }

    /// <inheritdoc/>
    public string? Lacking()
    {
        return CarrierProcess.IsThere(Program) ? null : "openvpn is not installed";
    }

    /// <inheritdoc/>
    public IDisposable Start(LabTopology network)
    {
        CarrierParts parts = new();
        try
        {
            parts.Add(new CarrierProcess(
                network.Router, Command(RouterAddress, LabTopology.HomeAgentAddress, "fd00::1", "fd00::2")));
            parts.Add(new CarrierProcess(
                network.HomeAgents[0], Command(LabTopology.HomeAgentAddress, RouterAddress, "fd00::2", "fd00::1")));
            CarrierRoutes.LeadThrough(network, Device, Device);
            return parts;
        }
        catch (Exception)
        {
            parts.Dispose();
            throw;
        }
    }

    private static string[] Command(string local, string remote, string near, string far)
    {
        return [Program, .. s_options, "--local", local, "--remote", remote, "--ifconfig-ipv6", near + "/64", far];
    }
}
