using System.Net;
using System.Net.Sockets;

namespace McoaRouter.Tools.Lab.Scenarios;

/// <summary>An uplink comes onto the home link, and leaves it (draft §5.5, RFC 6275 §11.5.5).</summary>
internal sealed class ReturningHomeScenario : LabScenario
{
    private const int DiscardPort = 9;

    /// <inheritdoc/>
    public override string Name
    {
        get { return "returning-home"; }
    }

    /// <inheritdoc/>
    public override string Description
    {
        get { return "an uplink on the home link ends all bindings and carries the traffic without a tunnel (draft §5.5)"; }
    }

    /// <inheritdoc/>
    public override LabSettings Settings { get; } = new() { WideHomeLink = true };

    /// <inheritdoc/>
    public override bool Play(LabStage stage)
    {
        stage.StartAll();
        stage.ExpectTraffic("through the tunnel");
        string homeAgent = LabTopology.LinkLayerAddress(stage.Topology.HomeAgents[0], "eth0");
        stage.Expect("a host on the home link finds the home agent at the home address", () => Finds(stage, homeAgent));
        stage.Topology.MoveHome();
        stage.Expect("the router is at home", () => stage.RouterLog.LastIs("home", "uplink", "wifi"));
        stage.Expect(
            "the home agent holds nothing, and knows the router at home",
            () => stage.Holds(0) && stage.HomeAgentLogs[0].LastIs("atHome", "atHome", true));
        string router = LabTopology.LinkLayerAddress(stage.Topology.Router, "wifi");
        stage.Expect("the host finds the router itself at the home address", () => Finds(stage, router));
        stage.ExpectTraffic("over the home link");
        stage.Topology.MoveAway();
        stage.Expect("the router is away", () => stage.RouterLog.LastIs("home", "uplink", null));
        stage.Expect("the home agent holds bindings 1 and 2 again", () => stage.Holds(0, 1, 2));
        stage.Expect("the host finds the home agent at the home address again", () => Finds(stage, homeAgent));
        stage.ExpectTraffic("through the tunnel again");
        return stage.ExpectCleanEnd();
    }

    /// <summary>
    /// Whether the host on the home link has this link-layer address for the home address, which it is made to look for.
    /// </summary>
    private static bool Finds(LabStage stage, string linkLayerAddress)
    {
        IPEndPoint homeAddress = new(IPAddress.Parse(LabTopology.HomeAddress), DiscardPort);
        NetworkNamespace.Run(stage.Topology.HomeHost, () =>
        {
            using Socket socket = new(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp);
            return socket.SendTo([0], homeAddress);
        });
        return LabTopology.NeighbourOf(stage.Topology.HomeHost, LabTopology.HomeAddress) == linkLayerAddress;
    }
}
