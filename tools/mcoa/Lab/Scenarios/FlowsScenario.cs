namespace McoaRouter.Tools.Lab.Scenarios;

/// <summary>Voice and bulk each have an uplink of their own, both ways (RFC 6089, RFC 6088).</summary>
internal sealed class FlowsScenario : LabScenario
{
    private const int PacketsPerSecond = 50;
    private const int ObservedMs = 2000;

    /// <inheritdoc/>
    public override string Name
    {
        get { return "flows"; }
    }

    /// <inheritdoc/>
    public override string Description
    {
        get { return "voice and bulk each go by an uplink of their own, both ways (RFC 6089)"; }
    }

    /// <inheritdoc/>
    public override LabSettings Settings { get; } = new()
    {
        RoundTripMs = 20,
        Health = """{ "holdMs": 1000 }""",
        Flows = $$"""
            [
              { "name": "voice", "protocol": "udp", "destinationPorts": "{{PacketStreams.Port}}", "uplinks": ["lte", "wifi"] },
              { "name": "bulk", "protocol": "tcp", "uplinks": ["wifi", "lte"] }
            ]
            """,
    };

    /// <inheritdoc/>
    public override bool Play(LabStage stage)
    {
        LinkTaps taps = stage.Taps;
        stage.StartAll();
        using PacketStreams voice = new(stage.Topology, PacketsPerSecond);
        using TcpTransfer bulk = new(stage.Topology, stage.Cancelled);
        stage.Watchfully(ObservedMs);
        double settled = ArrivalMeter.Now;
        stage.Watchfully(ObservedMs);
        double cut = ArrivalMeter.Now;
        stage.Expect("voice goes by lte alone, both ways", () => Goes(taps, PacketKind.Udp, "lte", settled, cut));
        stage.Expect("bulk goes by wifi alone, both ways", () => Goes(taps, PacketKind.Tcp, "wifi", settled, cut));
        stage.Topology.Cut("lte");
        stage.Watchfully(ObservedMs);
        double moved = ArrivalMeter.Now;
        stage.Watchfully(ObservedMs);
        double observed = ArrivalMeter.Now;
        stage.Expect("without lte voice goes by wifi, both ways", () => Goes(taps, PacketKind.Udp, "wifi", moved, observed));
        stage.Topology.Restore("lte");
        stage.Expect("voice comes back to lte", () => Goes(taps, PacketKind.Udp, "lte", ArrivalMeter.Now - 500, ArrivalMeter.Now));
        bool whole = bulk.Finish();
        stage.Expect("every octet of bulk came", () => whole);
        return stage.ExpectCleanEnd();
    }

    /// <summary>Whether the packets of a kind went by one uplink alone within a span of time, in both directions.</summary>
    private static bool Goes(LinkTaps taps, PacketKind kind, string uplink, double from, double to)
    {
        bool up = false;
        bool down = false;
        foreach (TappedPacket packet in taps.Within(from, to))
        {
            if (packet.Kind == kind)
            {
                if (packet.Uplink != uplink)
                {
                    return false;
                }

                up |= packet.Up;
                down |= !packet.Up;
            }
        }

        return up && down;
    }
}
