using System.Net;
using System.Net.Sockets;

namespace McoaRouter.Tools.Lab.Scenarios;

/// <summary>
/// A NAT forgets a mapping that is not used for a few seconds. Nothing is sent from the vehicle, and still a packet from
/// outside finds in: keepalives hold the mapping.
/// </summary>
internal sealed class NatKeepaliveScenario : LabScenario
{
    private const int TimeoutSeconds = 5;
    private const int Port = 50_001;

    /// <inheritdoc/>
    public override string Name
    {
        get { return "nat-keepalive"; }
    }

    /// <inheritdoc/>
    public override string Description
    {
        get { return "a silent vehicle behind a NAT stays reachable from outside (RFC 5555 §4.3)"; }
    }

    /// <inheritdoc/>
    public override LabSettings Settings { get; } = new()
    {
        Ipv4Uplinks = LabTopology.Uplinks,
        Nat = true,
        NatTimeoutSeconds = TimeoutSeconds,
        NatKeepaliveSeconds = TimeoutSeconds - 2,
    };

    /// <inheritdoc/>
    public override bool Play(LabStage stage)
    {
        stage.StartAll();
        stage.Expect("the home agent holds bindings 1 and 2", () => stage.Holds(0, 1, 2));
        string? first = stage.UdpPeer(1);
        string? second = stage.UdpPeer(2);
        IPEndPoint host = new(IPAddress.Parse(LabTopology.HostAddress), Port);
        using Socket inside = NetworkNamespace.Run(stage.Topology.Host, Open);
        using Socket outside = NetworkNamespace.Run(stage.Topology.Correspondent, Open);
        inside.Bind(host);
        stage.Report.Progress("nothing is sent for three times as long as the NAT keeps a mapping");
        stage.Watchfully(3 * TimeoutSeconds * 1000);
        outside.SendTo([1], host);
        stage.Expect("a packet from the correspondent reaches the vehicle", () => inside.Available > 0);
        stage.Expect(
            "the NAT's mappings are the same", () => stage.UdpPeer(1) == first && stage.UdpPeer(2) == second);
        return stage.ExpectCleanEnd();
    }

    private static Socket Open()
    {
        return new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
    }
}
