using System.Net;

namespace McoaRouter.Tools.Lab.Scenarios;

/// <summary>
/// Both uplinks are behind one NAT, which forgets its mappings under a TCP connection, twice: the second time it has
/// another address. The router finds out by itself, says so, and states its binding again.
/// </summary>
internal sealed class NatScenario : LabScenario
{
    private const int PortsAfterFirst = 30000;
    private const int PortsAfterSecond = 40000;

    /// <inheritdoc/>
    public override string Name
    {
        get { return "nat"; }
    }

    /// <inheritdoc/>
    public override string Description
    {
        get { return "behind a NAT that drops its mappings: the router recovers by itself and says so (RFC 5555 §4.3)"; }
    }

    /// <inheritdoc/>
    public override LabSettings Settings { get; } = new() { Ipv4Uplinks = LabTopology.Uplinks, Nat = true };

    /// <inheritdoc/>
    public override bool Play(LabStage stage)
    {
        stage.StartAll();
        stage.Expect("the home agent holds bindings 1 and 2", () => stage.Holds(0, 1, 2));
        stage.Expect(
            "it reaches both at the NAT, by ports of their own, and knows that",
            () => IsAt(stage, 1, LabNat.FirstAddress, LabNat.FirstPort)
                && IsAt(stage, 2, LabNat.FirstAddress, LabNat.FirstPort)
                && stage.UdpPeer(1) != stage.UdpPeer(2)
                && !stage.HomeAgentLogs[0].Has("udpTunnel", "natDetected", false));
        stage.ExpectTraffic("through the NAT");
        using TcpTransfer tcp = new(stage.Topology, stage.Cancelled);
        Drop(stage, LabNat.FirstAddress, PortsAfterFirst);
        Drop(stage, LabNat.SecondAddress, PortsAfterSecond);
        bool whole = tcp.Finish();
        stage.Expect("the TCP connection lived through both, each octet in its place", () => whole);
        return stage.ExpectCleanEnd();
    }

    /// <summary>The NAT forgets its mappings, and is at an address with ports from one on afterwards.</summary>
    private static void Drop(LabStage stage, string address, int firstPort)
    {
        stage.Report.Progress($"the NAT forgets its mappings; the next ones are at {address}, ports {firstPort} on");
        int before = stage.RouterLog.Count("notice", "notice", "tunnelSilent");
        double dropped = ArrivalMeter.Now;
        stage.Topology.Nat.Renew(address, firstPort);
        double renewed = ArrivalMeter.Now;
        stage.Expect(
            "the router says that nothing comes back",
            () => stage.RouterLog.Count("notice", "notice", "tunnelSilent") > before);
        stage.Report.Measured("from the drop to the notice", (int)(ArrivalMeter.Now - dropped));
        stage.Expect(
            "the home agent reaches the binding at its new place",
            () => IsAt(stage, 1, address, firstPort));
        stage.Expect("traffic that was sent since goes both ways", () => stage.Ping.AnsweredSince(renewed));
        stage.Report.Measured("from the drop to the first traffic", (int)(ArrivalMeter.Now - dropped));
        stage.ExpectTraffic("through the NAT again");
    }

    private static bool IsAt(LabStage stage, int bid, string address, int firstPort)
    {
        return IPEndPoint.TryParse(stage.UdpPeer(bid) ?? "", out IPEndPoint? peer)
            && peer.Address.ToString() == address
            && peer.Port >= firstPort
            && peer.Port < firstPort + LabNat.Ports;
    }
}
