using System;
using System.IO;
using McoaRouter.Tools.Lab;

namespace McoaRouter.Tools.Bench.Forwarding;

/// <summary>
/// The kernel's own encapsulation in IPv6 (segment routing with one segment, whose reduced form has no routing header, and
/// End.DT6): no process has a part in it, and segments of 64 KB cross it whole. It is the limit.
/// </summary>
internal sealed class KernelCarrier : ICarrier
{
    private const string HomeAgentSegment = "2001:db8:e::1";
    private const string RouterSegment = "2001:db8:e::2";

    /// <inheritdoc/>
    public string Name
    {
        get { return "kernel, seg6"; }
    }

    /// <inheritdoc/>
    public LabSettings Settings
    {
        get { return new LabSettings(); }
    }

    /// <inheritdoc/>
    public string? Lacking()
    {
        return File.Exists("/proc/sys/net/ipv6/conf/all/seg6_enabled") ? null : "the kernel has no seg6";
    }

    /// <inheritdoc/>
    public IDisposable Start(LabTopology network)
    {
        Enable(network.Router, LabTopology.Uplinks[0]);
        Enable(network.HomeAgents[0], "eth0");
        IpCommand.Batch(
            network.Internet,
            $"""
            route add {HomeAgentSegment} via {LabTopology.HomeAgentAddress}
            route add {RouterSegment} via 2001:db8:a::2
            """);
        CarrierRoutes.LeadVehicle(network, $"encap seg6 mode encap.red segs {HomeAgentSegment} dev wifi");
        IpCommand.Batch(
            network.Router, $"route add {RouterSegment}/128 encap seg6local action End.DT6 table main dev wifi");
        IpCommand.Batch(
            network.HomeAgents[0],
            $"""
            route add {LabTopology.VehiclePrefix} encap seg6 mode encap.red segs {RouterSegment} dev eth0
            route add {HomeAgentSegment}/128 encap seg6local action End.DT6 table main dev eth0
            """);
        return new CarrierParts();
    }

    private static void Enable(string networkNamespace, string device)
    {
        NetworkNamespace.Run(networkNamespace, () =>
        {
            foreach (string name in (string[])["all", device])
            {
                File.WriteAllText($"/proc/sys/net/ipv6/conf/{name}/seg6_enabled", "1");
            }

            return true;
        });
    }
}
