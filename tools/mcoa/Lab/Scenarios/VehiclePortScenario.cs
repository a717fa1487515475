using System;
using System.Globalization;

namespace McoaRouter.Tools.Lab.Scenarios;

/// <summary>
/// The router serves the in-vehicle link itself, frame by frame as on a device, and a host configures itself from its
/// advertisements (RFC 4861 §6, RFC 4862 §5.5).
/// </summary>
internal sealed class VehiclePortScenario : LabScenario
{
    private const int UplinkMtu = 1400;
    private const int TunnelOctets = Wire.Ipv6Header.Length;

    /// <inheritdoc/>
    public override string Name
    {
        get { return "vehicle-port"; }
    }

    /// <inheritdoc/>
    public override string Description
    {
        get { return "a host in the vehicle configures itself from the router's own advertisements (RFC 4861 §6)"; }
    }

    /// <inheritdoc/>
    public override LabSettings Settings { get; } = new() { EthernetPort = true };

    /// <inheritdoc/>
    public override bool Play(LabStage stage)
    {
        VehicleHost host = new(stage.Topology);
        stage.StartAll();
        stage.Expect("the host has an address of the in-vehicle link", host.HasAddress);
        stage.Expect(
            "the host has a default router",
            () => host.DefaultRouter?.StartsWith("fe80::", StringComparison.Ordinal) == true);
        stage.Expect(
            "the host's MTU is what fits through the tunnel",
            () => host.MaximumTransmissionUnit == Limits.PacketOctets - TunnelOctets);
        stage.ExpectTraffic("through the router's own port");
        stage.Topology.Cut("wifi");
        stage.ExpectTraffic("by the other uplink");
        string mtu = UplinkMtu.ToString(CultureInfo.InvariantCulture);
        IpCommand.Run("-n", stage.Topology.Router, "link", "set", "lte", "mtu", mtu);
        stage.Expect(
            "a smaller uplink makes the host's MTU smaller",
            () => host.MaximumTransmissionUnit == UplinkMtu - TunnelOctets);
        stage.ExpectTraffic("with it");
        bool clean = stage.ExpectCleanEnd();
        stage.Expect("the host has no default router any more", () => host.DefaultRouter == null);
        return clean;
    }
}
