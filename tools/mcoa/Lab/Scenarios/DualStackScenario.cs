namespace McoaRouter.Tools.Lab.Scenarios;

/// <summary>One uplink has IPv4 alone, the other IPv6 alone; the first gets IPv6 for a while, which is preferred.</summary>
internal sealed class DualStackScenario : LabScenario
{
    private const string Ipv6 = "2001:db8:a::2";
    private const string Ipv4 = "198.51.100.2";

    /// <inheritdoc/>
    public override string Name
    {
        get { return "dual-stack"; }
    }

    /// <inheritdoc/>
    public override string Description
    {
        get { return "an uplink with IPv4 beside one with IPv6; it goes native while it has IPv6 too (RFC 5555 §3.1.2)"; }
    }

    /// <inheritdoc/>
    public override LabSettings Settings { get; } = new() { Ipv4Uplinks = ["wifi"] };

    /// <inheritdoc/>
    public override bool Play(LabStage stage)
    {
        stage.StartAll();
        stage.Expect("the home agent holds bindings 1 and 2", () => stage.Holds(0, 1, 2));
        stage.Expect("it reaches the first by UDP", () => stage.CareOfAddress(1) == Ipv4 && stage.UdpPeer(1) != null);
        stage.Expect("and the second without", () => stage.CareOfAddress(2) != null && stage.UdpPeer(2) == null);
        stage.ExpectTraffic("by UDP");
        stage.Topology.AddIpv6();
        stage.Expect("the first goes native", () => stage.CareOfAddress(1) == Ipv6 && stage.UdpPeer(1) == null);
        stage.ExpectTraffic("natively");
        stage.Topology.RemoveIpv6();
        stage.Expect("the first goes back to UDP", () => stage.CareOfAddress(1) == Ipv4 && stage.UdpPeer(1) != null);
        stage.ExpectTraffic("by UDP again");
        stage.Topology.Cut("wifi");
        stage.Expect("the home agent holds binding 2 alone", () => stage.Holds(0, 2));
        stage.ExpectTraffic("by the second uplink");
        return stage.ExpectCleanEnd();
    }
}
