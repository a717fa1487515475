using System;
using McoaRouter.Tools.Lab;

namespace McoaRouter.Tools.Bench.Forwarding;

/// <summary>Our router and our home agent.</summary>
/// <param name="inUdp">Whether the uplinks have IPv4 alone, so that packets travel in UDP.</param>
internal sealed class McoaCarrier(bool inUdp) : ICarrier
{
    /// <inheritdoc/>
    public string Name
    {
        get { return inUdp ? "McoaRouter, UDP over IPv4" : "McoaRouter, IPv6 in IPv6"; }
    }

    /// <inheritdoc/>
    public LabSettings Settings
    {
        get { return inUdp ? new LabSettings { Ipv4Uplinks = LabTopology.Uplinks } : new LabSettings(); }
    }

    /// <inheritdoc/>
    public string? Lacking()
    {
        return null;
    }

    /// <inheritdoc/>
    public IDisposable Start(LabTopology network)
    {
        CarrierParts parts = new();
        LabConfiguration configuration = new(Settings);
        parts.Add(configuration);
        parts.Add(new CarrierProcess(
            network.HomeAgents[0],
            LabProcess.Host(),
            LabProcess.Beside("mcoa.dll"),
            "home-agent",
            configuration.HomeAgent(0)));
        parts.Add(new CarrierProcess(
            network.Router,
            LabProcess.Host(),
            LabProcess.Beside("McoaRouter.Boards.Linux.dll"),
            configuration.Router));
        return parts;
    }
}
